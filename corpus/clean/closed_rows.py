"""Tables whose every cell is closed by a bar, and whose rows stand apart by an empty line.

    Vùng
    |
    Mức lương tháng
    |

    Vùng I
    |
    5.310.000
    |

An empty cell is one more bar on the line. A cell may hold several paragraphs: then its row ends
where an empty line follows a bar.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.clean.cells import Cell, Row, as_lines, is_data
from corpus.clean.lines import Line, Role

# "|", "| | |": the end of a cell, and of the empty cells after it, alone on a line.
_BARS = re.compile(r"\|(?:\s*\|)*")
# What stands in no cell: where it comes before the bar, the bar of the row above was forgotten.
_NO_CELL = re.compile(r"(?:Điều|Chương|CHƯƠNG|PHỤ LỤC|Mẫu số)\s+[\dIVX]")
# How many lines a row runs over at most; more, and its bars are something else.
_LONGEST_ROW = 60


def rebuild_closed(lines: Sequence[Line]) -> list[Line]:
    """The lines with every table of data of this form as one line a row; all else untouched."""
    rebuilt: list[Line] = []
    position = 0
    while position < len(lines):
        rows, end = _table(lines, position)
        if is_data(rows):
            rebuilt.extend(as_lines(rows))
        else:
            rebuilt.extend(lines[position:end])
        position = end
    return rebuilt


def _table(lines: Sequence[Line], first: int) -> tuple[list[Row], int]:
    """The rows of the table that begins at ``first``, and where it ends; none and the next line
    where no row of text begins."""
    rows: list[Row] = []
    end = first
    while (after := _row_end(lines, end)) is not None:
        if not rows and not any(_BARS.fullmatch(line.text) for line in lines[first:after]):
            break
        rows.append(_cells(lines[end:after]))
        end = after
    if not any(row[0].lines for row in rows):  # there a bar opens a row
        return [], max(end, first + 1)
    return rows, max(end, first + 1)


def _row_end(lines: Sequence[Line], first: int) -> int | None:
    """The line after the row that begins at ``first``; None where none does."""
    if first >= len(lines) or (first > 0 and not lines[first].blank_before):
        return None
    barred = False
    for index in range(first, min(len(lines), first + _LONGEST_ROW)):
        line = lines[index]
        if line.role is not Role.TEXT or _NO_CELL.match(line.text):
            return None
        if index > first and _is_doubled(lines, index):
            return None
        barred = barred or "|" in line.text
        if index + 1 == len(lines) or lines[index + 1].blank_before:
            if not barred:
                return None
            if line.text.endswith("|"):
                return index + 1
    return None


def _is_doubled(lines: Sequence[Line], index: int) -> bool:
    """Whether two lines of bars follow one another: there a bar opens a row too."""
    return all(_BARS.fullmatch(lines[each].text) for each in (index - 1, index))


def _cells(row: Sequence[Line]) -> Row:
    cells: list[list[Line]] = [[]]
    for line in row:
        for count, piece in enumerate(line.text.split("|")):
            if count:
                cells.append([])
            if piece.strip():
                cells[-1].append(replace(line, text=piece.strip()))
    return [Cell(tuple(cell)) for cell in cells[:-1]]
