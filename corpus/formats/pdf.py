"""PDF files: their text layer line by line, ruled tables as rows, pages without text by OCR."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2 as pdfium

from corpus.formats import legacy
from corpus.formats.blocks import Table, render, text_table
from corpus.formats.pdf_file import (
    Glyph,
    drawn_lines,
    glyphs_of,
    open_pdf,
    picture_of,
    picture_share,
)
from corpus.formats.pdf_furniture import furniture
from corpus.formats.pdf_grid import (
    Ruled,
    TableFinder,
    goes_on,
    merged_columns,
    ruled_tables,
    stitched,
)
from corpus.formats.pdf_lines import PdfLine, lines_of
from corpus.formats.raw import LimitExceeded, Limits, RawText, without_words
from corpus.formats.scan import METHOD as OCR_METHOD
from corpus.formats.scan import OcrPage, recognise
from corpus.formats.syllables import vietnamese_share
from corpus.text import nfc

METHOD = "pypdfium2"
# Fewer characters than this on a page with a picture or a drawing are no text layer.
_FEWEST_GLYPHS = 40
_PICTURE = 0.4
_DRAWN_TEXT = 400
# A table has at least this many lines.
_FEWEST_RULES = 4
# A text layer over a full page's picture is believed when its words are Vietnamese.
_FULL_PICTURE = 0.8
_BELIEVED_SHARE = 0.75

_Item = PdfLine | Ruled


@dataclass(slots=True)
class _Page:
    items: list[_Item] = field(default_factory=list)
    scanned: bool = False

    @property
    def lines(self) -> list[PdfLine]:
        return [item for item in self.items if isinstance(item, PdfLine)]


def read_pdf(path: Path, name: str, limits: Limits) -> RawText:
    """The text of a PDF. Raises ReadError for one that is damaged, locked, too long, or scanned
    where OCR is not installed."""
    with open_pdf(path, name) as document, ExitStack() as stack:
        _check_length(len(document), limits.pages, name, "trang")
        finder: TableFinder | None = None
        pages: list[_Page] = []
        for index, page in enumerate(document):
            glyphs = glyphs_of(page)
            if _is_scanned(page, glyphs):
                pages.append(_Page(scanned=True))
            else:
                tables: list[Ruled] = []
                if drawn_lines(page) >= _FEWEST_RULES:
                    finder = finder or stack.enter_context(ruled_tables(path))
                    tables = finder.on_page(index)
                pages.append(_Page(_items(glyphs, tables)))
        scanned = [index for index, page in enumerate(pages) if page.scanned]
        _check_length(len(scanned), limits.scanned_pages, name, "trang quét")
        pictures = (picture_of(document[index]) for index in scanned)
        read = dict(zip(scanned, recognise(pictures, name), strict=True)) if scanned else {}
    return _raw_text(pages, read, name)


def _raw_text(pages: list[_Page], read: dict[int, OcrPage], name: str) -> RawText:
    remarks = _drop_furniture(pages)
    texts = [read[index].text if index in read else "" for index in range(len(pages))]
    for index, blocks in _stitched_pages(pages):
        texts[index] = "\n".join(render(blocks))
    text = "\f".join(texts)
    if (encoding := legacy.detect(text)) is not None:
        text = legacy.to_unicode(text, encoding)
        remarks.append(f"Chuyển từ bảng mã {encoding}.")
    if not any(char.isalnum() for char in text):
        raise without_words(name)
    confidences = [page.confidence for page in read.values()]
    if read and len(read) < len(pages):
        listed = ", ".join(str(index + 1) for index in read)
        remarks.append(f"Trang đọc bằng nhận dạng chữ: {listed}.")
    return RawText(
        text=nfc(text),
        format="scan" if 2 * len(read) > len(pages) else "pdf",
        method=OCR_METHOD if len(read) == len(pages) else METHOD,
        ocr=bool(read),
        confidence=sum(confidences) / len(confidences) if confidences else None,
        pages=tuple(
            read[index].confidence if index in read else None for index in range(len(pages))
        ),
        remarks=tuple(remarks),
    )


def _items(glyphs: Sequence[Glyph], tables: Sequence[Ruled]) -> list[_Item]:
    """The lines and tables of a page, a table where its first glyph is drawn."""
    items: list[_Item] = []
    loose: list[Glyph] = []
    for glyph in glyphs:
        for table in tables:
            if (cell := table.cell_at(glyph)) is not None:
                if not table.glyphs and glyph.char.strip():
                    items += lines_of(loose)
                    items.append(table)
                    loose = []
                table.glyphs.setdefault(cell, []).append(glyph)
                break
        else:
            loose.append(glyph)
    return [*items, *lines_of(loose)]


def _drop_furniture(pages: list[_Page]) -> list[str]:
    """Take running heads and page numbers out, and say what was taken."""
    lines = [page.lines for page in pages]
    heads: set[str] = set()
    for page, page_lines, gone in zip(pages, lines, furniture(lines), strict=True):
        dropped = [page_lines[index] for index in gone]
        heads.update(line.text for line in dropped if any(map(str.isalpha, line.text)))
        page.items = [item for item in page.items if not any(item is one for one in dropped)]
    return [f"Đã bỏ tiêu đề chạy của trang: “{sorted(heads)[0]}”."] if heads else []


def _stitched_pages(pages: Sequence[_Page]) -> Iterator[tuple[int, list[str | Table]]]:
    """Each page with a text layer as blocks; a table that runs over pages is on its first one."""
    blocks: dict[int, list[str | Table]] = {}
    open_at: tuple[int, int] | None = None
    before: Ruled | None = None
    rows: list[list[str]] = []
    merged: set[int] = set()
    for index, page in enumerate(pages):
        if page.scanned:
            continue
        blocks[index] = []
        for position, item in enumerate(page.items):
            if isinstance(item, PdfLine):
                blocks[index].append(item.text)
                before = None
                continue
            merged = merged | merged_columns(item) if before else merged_columns(item)
            if (
                before is not None
                and open_at is not None
                and position == 0
                and goes_on(before, item)
            ):
                rows = stitched(rows, item.grid(), merged)
                page_index, at = open_at
                blocks[page_index][at] = text_table(rows)
            else:
                rows = item.grid()
                open_at = (index, len(blocks[index]))
                blocks[index].append(text_table(rows))
            before = item
    yield from blocks.items()


def _is_scanned(page: pdfium.PdfPage, glyphs: Sequence[Glyph]) -> bool:
    """True for a page whose words are in a picture, or in a text layer that is no Vietnamese."""
    characters = [glyph.char for glyph in glyphs if not glyph.char.isspace()]
    if len(characters) < _FEWEST_GLYPHS:
        return picture_share(page) > _PICTURE or drawn_lines(page) > _DRAWN_TEXT
    if picture_share(page) < _FULL_PICTURE:
        return False
    text = "\n".join(line.text for line in lines_of(glyphs))
    share, marked = vietnamese_share(text)
    poor = marked < len(text.split()) / 4 or share < _BELIEVED_SHARE
    return poor and legacy.detect(text) is None


def _check_length(count: int, most: int, name: str, what: str) -> None:
    if count > most:
        raise LimitExceeded(
            f"Tệp “{name}” có {count} {what}; giới hạn là {most}.",
            english=f"{name!r} has {count} pages of this kind; the limit is {most}.",
            hint="Hãy tách tệp thành nhiều phần hoặc tăng giới hạn số trang.",
        )
