"""Tables rebuilt into rows of one line, ``cell | cell | cell``, however a converter wrote them:

- a bar alone on a line before and after every cell, two bars in a row between rows;
- rows with bars between their cells, as markdown has them, also where a cell runs over lines;
- a bar after every cell, an empty line between rows (``closed_rows``);
- cells parted by tabs.

Tables that only lay out a page (letterhead, recipients beside the signature) become plain lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.clean.cells import Cell, Row, as_lines, is_data, is_layout
from corpus.clean.closed_rows import rebuild_closed
from corpus.clean.lines import Line, Role

# "|:---|---:|": markdown's line under the head of a table.
_SEPARATOR = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*")
# A list's mark alone in the first cell before a tab: "1.", "a)", "-": no table, an indent.
_MARK_CELL = re.compile(r"(?:[IVXLC]+|\d{1,3}(?:\.\d{1,2})*|[a-zđ])\s*[.)]?|[-–+•*]")
_LONGEST_ROW_LINES = 40
# How many rows of fewer cells may stand together in a table of rows parted by tabs.
_NEAR_ROWS = 4


def rebuild_tables(lines: Sequence[Line]) -> list[Line]:
    """The lines with every data table as one line a row and every layout table as plain lines."""
    return _rebuild_tabbed(_rebuild_piped(_rebuild_barred(rebuild_closed(lines))))


def _rebuild_barred(lines: Sequence[Line]) -> list[Line]:
    rebuilt: list[Line] = []
    position = 0
    while position < len(lines):
        if lines[position].text != "|":
            rebuilt.append(lines[position])
            position += 1
            continue
        rows, end = _barred_region(lines, position)
        if any(len(cell.lines) > _LONGEST_ROW_LINES for row in rows for cell in row):
            # A bar that no other follows is a speck.
            rebuilt.append(lines[position])
            position += 1
            continue
        rebuilt.extend(as_lines(rows))
        position = end
    return rebuilt


def _barred_region(lines: Sequence[Line], position: int) -> tuple[list[Row], int]:
    """The rows of the region that begins with the bar at ``position``, and where it ends."""
    rows: list[Row] = [[]]
    position += 1
    cell: list[Line] = []
    after_bar = True
    while position < len(lines):
        line = lines[position]
        if line.text == "|":
            if cell:
                rows[-1].append(Cell(tuple(cell)))
                cell = []
            elif line.blank_before and len(rows[-1]) < len(rows[0]):
                rows[-1].append(Cell(()))
            else:
                rows.append([])
            after_bar = True
        elif after_bar and line.blank_before:
            break
        else:
            cell.append(line)
            after_bar = False
        position += 1
    rows[-1].extend([Cell(tuple(cell))] if cell else [])
    return [row for row in rows if row], position


def _rebuild_piped(lines: Sequence[Line]) -> list[Line]:
    rebuilt: list[Line] = []
    run: list[Row] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        row, position = _piped_row(lines, position)
        if row is None:
            rebuilt.extend(as_lines(run))
            run = []
            rebuilt.append(line)
            position += 1
        elif row:
            run.append(row)
    rebuilt.extend(as_lines(run))
    return rebuilt


def _piped_row(lines: Sequence[Line], position: int) -> tuple[Row | None, int]:
    """The row at ``position`` and the line after it; None where no row begins, an empty row for a
    separator."""
    line = lines[position]
    if line.role is not Role.TEXT or "|" not in line.text:
        return None, position
    if _SEPARATOR.fullmatch(line.text):
        return [], position + 1
    taken = [line]
    if line.text.startswith("|"):
        while not taken[-1].text.endswith("|") and len(taken) < _LONGEST_ROW_LINES:
            following = position + len(taken)
            if following == len(lines) or lines[following].blank_before:
                break
            taken.append(lines[following])
    elif " | " not in line.text and not line.text.endswith(" |"):
        return None, position
    pieces: list[list[Line]] = [[]]
    for physical in taken:
        for count, piece in enumerate(physical.text.split("|")):
            if count:
                pieces.append([])
            if piece.strip():
                pieces[-1].append(replace(physical, text=piece.strip()))
    if taken[0].text.startswith("|"):
        pieces = pieces[1:]
    if taken[-1].text.endswith("|"):
        pieces = pieces[:-1]
    return [Cell(tuple(piece)) for piece in pieces] or [], position + len(taken)


def _rebuild_tabbed(lines: Sequence[Line]) -> list[Line]:
    rebuilt: list[Line] = []
    run: list[Line] = []
    for position, line in enumerate(lines):
        if line.role is Role.TEXT and _is_tabbed(lines, position):
            run.append(line)
            continue
        rebuilt.extend(_untabbed(run))
        run = []
        rebuilt.append(line)
    rebuilt.extend(_untabbed(run))
    return rebuilt


def _is_tabbed(lines: Sequence[Line], position: int) -> bool:
    """Whether a line is a row of cells parted by tabs. A mark and its words are none, nor is an
    indented line, unless rows of three cells stand on either side close by."""
    line = lines[position]
    if line.cells and not (len(line.cells) == 2 and _MARK_CELL.fullmatch(line.cells[0])):
        return True
    if not (line.cells or line.indented):
        return False
    near = (range(position - 1, position - 1 - _NEAR_ROWS, -1),
            range(position + 1, position + 1 + _NEAR_ROWS))  # fmt: skip
    return all(_meets_row(lines, side) for side in near)


def _meets_row(lines: Sequence[Line], side: range) -> bool:
    """Whether the first line on a side that is more than an indented word is a row of three."""
    for position in side:
        if not 0 <= position < len(lines) or lines[position].role is not Role.TEXT:
            return False
        if len(lines[position].cells) > 2:
            return True
        if not (lines[position].cells or lines[position].indented):
            return False
    return False


def _untabbed(run: Sequence[Line]) -> Iterator[Line]:
    """Tabbed lines as rows or as the lines of a layout; a lone tab in running text is a space."""
    rows = [
        [Cell((replace(line, text=cell),) if cell else ()) for cell in _cells_of(line)]
        for line in run
    ]
    if rows and (is_data(rows) or is_layout(rows)):
        yield from as_lines(rows)
    else:
        yield from run


def _cells_of(line: Line) -> tuple[str, ...]:
    """The cells of a row; an indented line's only word stands in the second."""
    return line.cells or ("", line.text)
