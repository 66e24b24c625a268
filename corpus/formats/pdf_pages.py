"""The pages of a PDF's text layer → their text: what belongs to pages and not to the text taken
out, notes apart, tables put together over page ends, paragraphs parted where the page shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from corpus.formats.blocks import Table, render, text_table
from corpus.formats.pdf_furniture import furniture
from corpus.formats.pdf_glyphs import Glyph, PageText
from corpus.formats.pdf_grid import Ruled, goes_on, merged_columns, stitched
from corpus.formats.pdf_lines import PdfLine, lines_of
from corpus.formats.pdf_notes import take_notes

Item = PdfLine | Ruled

# A line that begins so much lower than the next line would, in line pitches, begins a paragraph.
_FARTHER = 1.2
# So does one in print of another size, in points.
_OTHER_SIZE = 1.0
# The share of lines whose right ends are at or within the right margin.
_MARGIN_RANK = 0.95
_PARAGRAPH_END = ""


@dataclass(slots=True)
class Page:
    """A page: its lines and tables in the order of reading, or that it is a picture."""

    items: list[Item] = field(default_factory=list)
    scanned: bool = False

    @property
    def lines(self) -> list[PdfLine]:
        """The lines that are in no table."""
        return [item for item in self.items if isinstance(item, PdfLine)]

    def keep(self, lines: Sequence[PdfLine]) -> None:
        """Take the other lines out."""
        kept = {id(line) for line in lines}
        self.items = [item for item in self.items if isinstance(item, Ruled) or id(item) in kept]


def items_of(text: PageText, tables: Sequence[Ruled]) -> list[Item]:
    """The lines and tables of a page, a table where its first glyph is drawn."""
    items: list[Item] = [line for glyphs in text.aside for line in lines_of(glyphs)]
    loose: list[Glyph] = []
    for glyph in text.glyphs:
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


def drop_furniture(pages: Sequence[Page]) -> list[str]:
    """Take running heads and page numbers out, and say what was taken."""
    lines = [page.lines for page in pages]
    heads: set[str] = set()
    for page, page_lines, gone in zip(pages, lines, furniture(lines), strict=True):
        heads.update(page_lines[at].text for at in gone if _has_letters(page_lines[at]))
        page.keep([line for at, line in enumerate(page_lines) if at not in gone])
    return [f"Đã bỏ tiêu đề chạy của trang: “{min(heads)}”."] if heads else []


def take_all_notes(pages: Sequence[Page]) -> list[str]:
    """Take the footnotes out of the pages, in order."""
    notes: list[str] = []
    for page in pages:
        kept, found = take_notes(page.lines)
        page.keep(kept)
        notes += found
    return notes


def texts_of(pages: Sequence[Page]) -> list[str]:
    """The text of each page. A table that runs over pages is all on its first one."""
    blocks: list[list[str | Table]] = []
    table: _RunningTable | None = None
    for page in pages:
        blocks.append([])
        ends = paragraph_ends(page.lines)
        for position, item in enumerate(page.items):
            if isinstance(item, PdfLine):
                blocks[-1] += [item.text, *([_PARAGRAPH_END] if id(item) in ends else [])]
                table = None
            elif table is not None and position == 0 and goes_on(table.last, item):
                table.add(item)
            else:
                table = _RunningTable(item, blocks[-1])
    return ["\n".join(_lines(of_page)) for of_page in blocks]


def paragraph_ends(lines: Sequence[PdfLine]) -> set[int]:
    """The ids of the lines after which the page shows that a new paragraph begins: farther down, in
    another size, in another column, or where the next word would still have found room."""
    pairs = list(pairwise(lines))
    steps = [after.base - before.base for before, after in pairs if after.base > before.base]
    if not steps:
        return set()
    pitch = median(steps)
    ranked = sorted(line.right for line in lines)
    margin = ranked[int((len(ranked) - 1) * _MARGIN_RANK)]
    return {
        id(before)
        for before, after in pairs
        if not 0 < after.base - before.base <= _FARTHER * pitch
        or abs(after.size - before.size) > _OTHER_SIZE
        or before.right + after.size / 2 + _first_word(after) < margin
    }


class _RunningTable:
    """A table in the blocks of its first page, growing by its pieces on later pages."""

    def __init__(self, first: Ruled, blocks: list[str | Table]) -> None:
        self._rows = first.grid()
        self._merged = merged_columns(first)
        self._blocks, self._at = blocks, len(blocks)
        self.last = first
        blocks.append(text_table(self._rows))

    def add(self, piece: Ruled) -> None:
        self._merged |= merged_columns(piece)
        self._rows = stitched(self._rows, piece.grid(), self._merged)
        self._blocks[self._at] = text_table(self._rows)
        self.last = piece


def _lines(blocks: Sequence[str | Table]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        lines += [block] if isinstance(block, str) else render([block])
    return lines


def _first_word(line: PdfLine) -> float:
    """The width of a line's first word."""
    inked = sorted(line.glyphs, key=lambda glyph: glyph.left)
    while inked and inked[0].char.isspace():
        inked.pop(0)
    end = next((at for at, glyph in enumerate(inked) if glyph.char.isspace()), len(inked))
    return inked[end - 1].right - inked[0].left


def _has_letters(line: PdfLine) -> bool:
    return any(char.isalpha() for char in line.text)
