"""Plain text and markdown: decoding is all there is to do."""

from __future__ import annotations

from pathlib import Path

from corpus.formats.encodings import decode
from corpus.formats.raw import Limits, RawText


def read_plain(path: Path, name: str, limits: Limits) -> RawText:
    """The text of a .txt or .md file. Raises ReadError for binary data or an unknown encoding."""
    text, encoding = decode(path.read_bytes(), name)
    unicode = encoding.startswith("utf") and " " not in encoding
    remarks = () if unicode else (f"Chuyển từ bảng mã {encoding}.",)
    return RawText(text, "txt", encoding, remarks=remarks)
