"""A table on a scanned page read cell by cell, and told line by line as it stands.

The cells are put one below the other into one strip, so that no line of one runs into the next and
the recogniser is called once. In the raw text a row of the table is one line: U+001F begins each
line printed in it, a tab parts the cells in these, U+001D begins what goes on from the row above,
in a cell merged with that. ``corpus.clean`` makes whole cells of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import fmean

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from corpus.clean.scanned import CELL_END, GOES_ON, LINE_IN_ROW
from corpus.formats.page_tables import Box, PageTable
from corpus.formats.tesseract import Word

# Lengths are in pixels of a page at ``page_image.READ_AT``.
# Half of the rule around a cell is so thick at most, and so much of its length is dark; around the
# print so much paper is kept; so far apart stand the cells in a strip, and from its edge.
_RULE = 5
_RULED = 0.4
_PAPER = 6
_GAP, _MARGIN = 24, 40
# What is darker than this share of the paper is print; a cell with less of it is empty.
_DARK = 0.7
_FEWEST_DARK = 8
# As shares of the paper: print is darker than the first, grain of paper lighter than the second.
_PRINT, _WHITE = 0.6, 0.8
# Lines of neighbouring cells whose middles are nearer than this share of their height are one.
_ONE_LINE = 0.5
# What the numeral of a group of rows is misread as, where it stands alone in its cell.
_GROUPS = {
    **dict.fromkeys(("1", "l", "|", "!", "l§", "Ị", "Í", "Ì"), "I"),
    **dict.fromkeys(("H", "11", "1I", "I1", "ll"), "II"),
    **dict.fromkeys(("HI", "IH", "111", "1H", "H1"), "III"),
}


@dataclass(frozen=True, slots=True)
class CellLine:
    """A line of print in a cell: its words' text, the cell's index in its table, and its middle
    and height on the page."""

    text: str
    cell: int
    middle: float
    height: float


@dataclass(frozen=True, slots=True)
class Strip:
    """The cells of a table one below the other; ``places`` has, for each that is not empty, its
    index, the top of its print in the strip, and how far up the page that is from there."""

    picture: Image.Image
    places: tuple[tuple[int, int, int], ...]


def without_tables(page: Image.Image, tables: Sequence[PageTable]) -> Image.Image:
    """The page with paper where its tables are, and that paper white: where little print is left,
    the recogniser would take the grain of grey paper for some."""
    if not tables:
        return page
    paper = _paper(page)
    bare = page.copy()
    for table in tables:
        left, top, right, bottom = table.box
        around = (left - _RULE, top - _RULE, right + _RULE, bottom + _RULE)
        bare.paste(paper, around)
    levels = np.interp(
        np.arange(256), [0, _PRINT * paper, _WHITE * paper], [0, _PRINT * paper, 255]
    )
    return bare.point(levels.round().astype(int).tolist())


def strip_of(page: Image.Image, table: PageTable) -> Strip | None:
    """The cells of a table that have print in them, one below the other; None when none has."""
    paper = _paper(page)
    prints = [
        (index, box)
        for index, cell in enumerate(table.cells)
        if (box := _print_in(page, cell.box, paper)) is not None
    ]
    if not prints:
        return None
    width = max(box[2] - box[0] for _, box in prints) + 2 * _MARGIN
    height = sum(box[3] - box[1] + _GAP for _, box in prints) + _GAP
    strip = Image.new("L", (width, height), paper)
    places = []
    top = _GAP
    for index, box in prints:
        strip.paste(page.crop(box), (_MARGIN, top))
        places.append((index, top, box[1] - top))
        top += box[3] - box[1] + _GAP
    return Strip(strip, tuple(places))


def cell_lines(words: Sequence[Word], strip: Strip) -> list[CellLine]:
    """The lines of a strip's words, by the cells they stand in."""
    tops = [top - _GAP // 2 for _, top, _ in strip.places]
    lines: dict[tuple[int, tuple[str, ...]], list[Word]] = {}
    for word in words:
        place = max(0, bisect_right(tops, word.top + word.height / 2) - 1)
        index, _, down = strip.places[place]
        lines.setdefault((index, word.line), []).append(replace(word, top=word.top + down))
    return [
        CellLine(
            " ".join(word.text for word in line),
            index,
            fmean(word.top + word.height / 2 for word in line),
            fmean(word.height for word in line),
        )
        for (index, _), line in lines.items()
    ]


def with_groups_numbered(table: PageTable, lines: Sequence[CellLine]) -> list[CellLine]:
    """The lines with the Roman numerals of groups put right: a row of nothing but a number and a
    name, whose number is misread, above a row that is the first of its kind ("1")."""
    rows: dict[int, dict[int, list[int]]] = {}
    for at, line in enumerate(lines):
        cell = table.cells[line.cell]
        rows.setdefault(cell.row, {}).setdefault(cell.column, []).append(at)
    mended = list(lines)
    for (_, group), (_, first) in pairwise(sorted(rows.items())):
        numbers = group.get(0, []), first.get(0, [])
        if group.keys() == {0, 1} and len(first) > len(group) and all(map(_is_one, numbers)):
            number, below = (lines[at[0]] for at in numbers)
            if below.text.strip(" .") == "1" and (roman := _GROUPS.get(number.text.strip(" ."))):
                mended[numbers[0][0]] = replace(number, text=roman)
    return mended


def rows_of(table: PageTable, lines: Sequence[CellLine]) -> list[str]:
    """The rows of a table that hold anything, as the raw text tells them."""
    tops = sorted({cell.row: cell.box[1] for cell in reversed(table.cells)}.values())
    rows: dict[int, list[list[CellLine]]] = {}
    for line in sorted(lines, key=lambda line: line.middle):
        printed = rows.setdefault(bisect_right(tops, line.middle), [])
        taken = printed and (
            line.middle - fmean(other.middle for other in printed[-1]) < _ONE_LINE * line.height
        )
        if taken:
            printed[-1].append(line)
        else:
            printed.append([line])
    told = []
    begun: dict[int, int] = {}
    for row, printed in sorted(rows.items()):
        for line in (line for of_line in printed for line in of_line):
            begun.setdefault(line.cell, row)
        merged = {cell for cell, first in begun.items() if first < row}
        told.append("".join(LINE_IN_ROW + _printed(table, line, merged) for line in printed))
    return told


def _is_one(numbers: Sequence[int]) -> bool:
    return len(numbers) == 1


def _printed(table: PageTable, lines: Sequence[CellLine], merged: Collection[int]) -> str:
    """One line across the cells of a row; those of ``merged`` began in a row above."""
    cells = [""] * table.columns
    for line in lines:
        column = table.cells[line.cell].column
        text = GOES_ON + line.text if line.cell in merged else line.text
        cells[column] = " ".join(filter(None, (cells[column], text)))
    return CELL_END.join(cells)


def _paper(page: Image.Image) -> int:
    return int(np.median(np.asarray(page)))


def _print_in(page: Image.Image, cell: Box, paper: int) -> Box | None:
    """Where the print in a cell stands; None for an empty one."""
    left, top, right, bottom = cell
    dark = np.asarray(page.crop(cell)) < _DARK * paper
    cut = _rules_at_edges(dark)
    left, top, right, bottom = left + cut[0], top + cut[1], right - cut[2], bottom - cut[3]
    dark = dark[cut[1] : dark.shape[0] - cut[3], cut[0] : dark.shape[1] - cut[2]]
    if dark.sum() < _FEWEST_DARK:
        return None
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    return (
        max(left, left + int(columns[0]) - _PAPER),
        max(top, top + int(rows[0]) - _PAPER),
        min(right, left + int(columns[-1]) + 1 + _PAPER),
        min(bottom, top + int(rows[-1]) + 1 + _PAPER),
    )


def _rules_at_edges(dark: NDArray[np.bool_]) -> tuple[int, int, int, int]:
    """How many columns and rows at the left, top, right and bottom edge are the cell's rules."""
    columns, rows = dark.mean(axis=0) > _RULED, dark.mean(axis=1) > _RULED
    cuts = []
    for line in (columns, rows, columns[::-1], rows[::-1]):
        ruled = np.flatnonzero(line[:_RULE])
        cuts.append(int(ruled[-1]) + 2 if ruled.size else 1)
    return cuts[0], cuts[1], cuts[2], cuts[3]
