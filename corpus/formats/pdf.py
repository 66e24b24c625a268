"""PDF files: their text layer line by line, ruled tables as rows, pages without text by OCR."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import pypdfium2 as pdfium

from corpus.formats import legacy
from corpus.formats.ocr_page import OcrPage
from corpus.formats.pdf_file import drawn_lines, open_pdf, picture_of, picture_share
from corpus.formats.pdf_glyphs import Glyph, page_text
from corpus.formats.pdf_grid import TableFinder, ruled_tables
from corpus.formats.pdf_lines import lines_of
from corpus.formats.pdf_pages import Page, drop_furniture, items_of, take_all_notes, texts_of
from corpus.formats.raw import LimitExceeded, Limits, RawText, without_words
from corpus.formats.scan import METHOD as OCR_METHOD
from corpus.formats.scan import recognise, remarks_on
from corpus.formats.syllables import vietnamese_share

METHOD = "pypdfium2"
# Fewer characters than this on a page with a picture or a drawing are no text layer.
_FEWEST_GLYPHS = 40
_PICTURE = 0.4
_DRAWN_TEXT = 400
# A table has at least this many lines.
_FEWEST_RULES = 4
# A text layer over a full page's picture is believed when enough of its words have marks, and
# these are Vietnamese syllables.
_FULL_PICTURE = 0.8
_MARKED_SHARE = 0.25
_BELIEVED_SHARE = 0.75


def read_pdf(path: Path, name: str, limits: Limits) -> RawText:
    """The text of a PDF. Raises ReadError for one that is damaged, locked, too long, or scanned
    where OCR is not installed."""
    with open_pdf(path, name) as document:
        check_length(len(document), limits.pages, name, "trang")
        pages = _pages(document, path)
        scanned = [index for index, page in enumerate(pages) if page.scanned]
        check_length(len(scanned), limits.scanned_pages, name, "trang quét")
        pictures = (picture_of(document[index]) for index in scanned)
        pages_read = recognise(pictures, len(scanned), name) if scanned else ()
        read = dict(zip(scanned, pages_read, strict=True))
    return _raw_text(pages, read, name)


def _pages(document: pdfium.PdfDocument, path: Path) -> list[Page]:
    pages: list[Page] = []
    finder: TableFinder | None = None
    with ExitStack() as stack:
        for index, page in enumerate(document):
            text = page_text(page)
            if _is_scanned(page, text.glyphs):
                pages.append(Page(scanned=True))
                continue
            tables = []
            if drawn_lines(page) >= _FEWEST_RULES:
                finder = finder or stack.enter_context(ruled_tables(path))
                tables = finder.on_page(index, text.turn)
            pages.append(Page(items_of(text, tables)))
    return pages


def _raw_text(pages: Sequence[Page], read: Mapping[int, OcrPage], name: str) -> RawText:
    remarks = drop_furniture(pages)
    notes = take_all_notes(pages)
    texts = texts_of(pages)
    for index, page in read.items():
        texts[index] = page.text
    text = "\n".join(["\f".join(texts), *notes])
    if (encoding := legacy.detect(text)) is not None:
        text = legacy.to_unicode(text, encoding)
        remarks.append(f"Chuyển từ bảng mã {encoding}.")
    if not any(char.isalnum() for char in text):
        raise without_words(name)
    if read:
        remarks += remarks_on({index + 1: page for index, page in read.items()})
    if read and len(read) < len(pages):
        listed = ", ".join(str(index + 1) for index in read)
        remarks.append(f"Trang đọc bằng nhận dạng chữ: {listed}.")
    sure = [read[index].confidence if index in read else None for index in range(len(pages))]
    known = [confidence for confidence in sure if confidence is not None]
    return RawText(
        text=text,
        format="scan" if 2 * len(read) > len(pages) else "pdf",
        method=OCR_METHOD if len(read) == len(pages) else METHOD,
        ocr=bool(read),
        confidence=sum(known) / len(known) if known else None,
        pages=tuple(sure),
        remarks=tuple(remarks),
    )


def _is_scanned(page: pdfium.PdfPage, glyphs: Sequence[Glyph]) -> bool:
    """True for a page whose words are in a picture, or in a text layer that is no Vietnamese."""
    characters = [glyph.char for glyph in glyphs if not glyph.char.isspace()]
    if len(characters) < _FEWEST_GLYPHS:
        return picture_share(page) > _PICTURE or drawn_lines(page) > _DRAWN_TEXT
    if picture_share(page) < _FULL_PICTURE:
        return False
    text = "\n".join(line.text for line in lines_of(glyphs))
    share, marked = vietnamese_share(text)
    poor = marked < _MARKED_SHARE * len(text.split()) or share < _BELIEVED_SHARE
    return poor and legacy.detect(text) is None


def check_length(count: int, most: int, name: str, what: str) -> None:
    """Raises LimitExceeded when a file has more than ``most`` of its pages."""
    if count > most:
        raise LimitExceeded(
            f"Tệp “{name}” có {count} {what}; giới hạn là {most}.",
            english=f"{name!r} has {count} pages of this kind; the limit is {most}.",
            hint="Hãy tách tệp thành nhiều phần hoặc tăng giới hạn số trang.",
        )
