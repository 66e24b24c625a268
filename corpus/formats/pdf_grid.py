"""Ruled tables of PDF pages: where their cells are (pdfplumber), what grid they make, and how the
pieces of one table on several pages go together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfplumber
from pdfplumber.pdf import PDF

from corpus.formats.pdf_glyphs import Box, Glyph, turned
from corpus.formats.pdf_lines import lines_of

# Edges of cells nearer than this, in points, are one.
_SNAP = 3.0
_THICKEST_RULE = 4.0
_DIGIT_HYPHEN = ("-", "–", "/")


@dataclass(slots=True)
class Ruled:
    """A ruled table on one page: its cells with their place in the grid, and the glyphs in them.

    ``edges`` are the x of the columns' borders.
    """

    cells: list[tuple[Box, range, range]]
    edges: list[float]
    rows: int
    glyphs: dict[int, list[Glyph]]

    def cell_at(self, glyph: Glyph) -> int | None:
        """The index of the cell that a glyph stands in, None when it stands in none."""
        x, y = (glyph.left + glyph.right) / 2, glyph.base - glyph.size / 3
        for index, ((left, top, right, bottom), _, _) in enumerate(self.cells):
            if left <= x < right and top <= y < bottom:
                return index
        return None

    def grid(self) -> list[list[str]]:
        """The texts of the cells, merged ones repeated over what they cover."""
        texts = [cell_text(self.glyphs.get(index, [])) for index in range(len(self.cells))]
        grid = [[""] * (len(self.edges) - 1) for _ in range(self.rows)]
        for text, (_, rows, columns) in zip(texts, self.cells, strict=True):
            for row in rows:
                for column in columns:
                    grid[row][column] = text
        return grid


@contextmanager
def ruled_tables(path: Path) -> Iterator[TableFinder]:
    """Opens a PDF a second time, for its tables."""
    with pdfplumber.open(path) as document:
        yield TableFinder(document)


class TableFinder:
    """Finds the ruled tables of a PDF's pages."""

    def __init__(self, document: PDF) -> None:
        self._document = document

    def on_page(self, index: int, turn: int) -> list[Ruled]:
        """The tables on a page (0-based) that have at least two rows and two columns; ``turn`` as
        in ``PageText``."""
        page = self._document.pages[index]
        left, top = page.bbox[:2]
        found = []
        for table in page.filter(_may_be_rule).find_tables():
            shown = [(a - left, b - top, c - left, d - top) for a, b, c, d in table.cells]
            width, height = float(page.width), float(page.height)
            ruled = _ruled([turned(box, turn, width, height) for box in shown])
            if ruled.rows > 1 and len(ruled.edges) > 2:
                found.append(ruled)
        page.close()
        return found


def _may_be_rule(drawn: dict[str, Any]) -> bool:
    """False for a box that is filled and has no border: the white behind a line of text."""
    thick = drawn["width"] > _THICKEST_RULE and drawn["height"] > _THICKEST_RULE
    return not (drawn["object_type"] == "rect" and thick and not drawn["stroke"])


def cell_text(glyphs: Sequence[Glyph]) -> str:
    """The text of a cell's glyphs. A number that a line's end breaks after its hyphen goes on
    without a space (``2021-2025``); what has no hyphen is never put together."""
    text = ""
    for line in lines_of(sorted(glyphs, key=lambda glyph: round(glyph.base))):
        fused = text.endswith(_DIGIT_HYPHEN) and text[-2:-1].isdigit() and line.text[0].isdigit()
        text += ("" if fused or not text else " ") + line.text
    return text


def _ruled(boxes: Sequence[Box]) -> Ruled:
    lefts = _edges([edge for box in boxes for edge in (box[0], box[2])])
    tops = _edges([edge for box in boxes for edge in (box[1], box[3])])
    cells = [
        (
            box,
            range(_nearest(tops, box[1]), _nearest(tops, box[3])),
            range(_nearest(lefts, box[0]), _nearest(lefts, box[2])),
        )
        for box in boxes
    ]
    return Ruled(cells, lefts, len(tops) - 1, {})


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SNAP:
            edges.append(value)
    return edges


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def goes_on(before: Ruled, after: Ruled) -> bool:
    """Whether two tables, the last of a page and the first of the next, are one: their columns
    stand at the same places."""
    return len(before.edges) == len(after.edges) and all(
        abs(one - other) <= 2 * _SNAP for one, other in zip(before.edges, after.edges, strict=True)
    )


def merged_columns(table: Ruled) -> set[int]:
    """The columns in which a cell below the head reaches over several rows."""
    return {
        columns[0]
        for _, rows, columns in table.cells
        if len(rows) > 1 and len(columns) == 1 and rows[0] > 0
    }


def stitched(
    above: list[list[str]], below: list[list[str]], merged: Collection[int]
) -> list[list[str]]:
    """The rows of a table that runs over a page's end: its head not repeated, a row that the page's
    end breaks in two put together, and, in the columns where cells are ``merged`` over rows, what
    the cell says above the page's end also below it.

    >>> stitched([["1", "Sở A", "một"]], [["", "", "hai"], ["2", "", "ba"]], {1})
    [['1', 'Sở A', 'một hai'], ['2', 'Sở A', 'ba']]
    """
    head = 0
    while head < min(len(above), len(below)) and below[head] == above[head]:
        head += 1
    rows = [list(row) for row in above]
    rest = [list(row) for row in below[head:]]
    if rest and rows and not rest[0][0] and any(rest[0]) and _is_broken(rest[0], 0 in merged):
        broken = rest.pop(0)
        rows[-1] = [" ".join(filter(None, pair)) for pair in zip(rows[-1], broken, strict=True)]
    if rest and rows and not _is_group(rest[0]):
        for column in merged:
            rest[0][column] = rest[0][column] or rows[-1][column]
    return rows + rest


def _is_broken(row: Sequence[str], numbers_merged: bool) -> bool:
    """Whether a row without a number at a page's top goes on with the row above. Where numbers are
    merged over rows it may be a new row of the same number, whose cells begin like sentences."""
    return not numbers_merged or any(cell[:1].islower() for cell in row)


def _is_group(row: Sequence[str]) -> bool:
    """True for a row whose words are one cell merged across it, or that has only its first two."""
    return len(set(row[1:])) == 1 or not any(row[2:])
