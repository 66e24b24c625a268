"""Any file an office has → its raw text: ``read_text``.

Word (.docx; .doc, .rtf, .odt through LibreOffice), PDF with a text layer, scans and pictures (OCR
by tesseract), web pages, spreadsheets, plain text; Unicode, TCVN3, VNI, VPS, Windows-1258. What a
file is, its content tells. Cleaning and structure come after (``corpus.clean``).
"""

from corpus.formats.raw import LimitExceeded, Limits, MissingTool, RawText, UnsupportedFormat
from corpus.formats.reading import read_text

__all__ = [
    "LimitExceeded",
    "Limits",
    "MissingTool",
    "RawText",
    "UnsupportedFormat",
    "read_text",
]
