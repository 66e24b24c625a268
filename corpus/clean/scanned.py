"""Rows of scanned tables, told as they are printed (see ``corpus.formats.ocr_tables``) → one line a
row, ``| a | b |``, each cell whole.
"""

from __future__ import annotations

from collections.abc import Sequence

# What begins a printed line of a row, what parts its cells, and what begins a cell that goes on
# from the row above, for it is merged with that. All three are white space to any reader.
LINE_IN_ROW, CELL_END, GOES_ON = "\x1f", "\t", "\x1d"

# A number that a line's end breaks after its hyphen goes on without a space: "2021-2025".
_HYPHENS = ("-", "–", "/")


def rows_as_pipes(raw: str) -> str:
    """The raw text with the rows of scanned tables as lines with bars; it has as many lines.

    >>> rows_as_pipes("\\x1f1\\tSở\\x1f\\tNội vụ\\n\\x1f2\\t\\x1dtỉnh")
    '| 1 | Sở Nội vụ tỉnh |\\n| 2 |  |'
    """
    if LINE_IN_ROW not in raw:
        return raw
    lines: list[str | list[str]] = []
    for line in raw.split("\n"):
        if not line.startswith(LINE_IN_ROW):
            lines.append(line)
            continue
        row = _cells(line)
        for column, cell in enumerate(row):
            if cell.startswith(GOES_ON) and _add_above(lines, column, cell[1:]):
                row[column] = ""
        lines.append(row)
    return "\n".join(
        line if isinstance(line, str) else f"| {' | '.join(line).replace(GOES_ON, '')} |"
        for line in lines
    )


def _cells(line: str) -> list[str]:
    """The cells of a row, each from its printed lines."""
    cells: list[str] = []
    for printed in line.removeprefix(LINE_IN_ROW).split(LINE_IN_ROW):
        for column, piece in enumerate(printed.replace("|", " ").split(CELL_END)):
            if column == len(cells):
                cells.append("")
            cells[column] = _joined(cells[column], piece)
    return cells


def _add_above(lines: Sequence[str | list[str]], column: int, text: str) -> bool:
    """Put the rest of a merged cell to its beginning, in the nearest row above that has it; False
    where none has."""
    for row in reversed(lines):
        if isinstance(row, str) or column >= len(row):
            return False
        if row[column]:
            row[column] = _joined(row[column], text)
            return True
    return False


def _joined(before: str, after: str) -> str:
    if not before or not after:
        return before or after
    broken = before.endswith(_HYPHENS) and before[-2:-1].isdigit() and after[0].isdigit()
    return before + ("" if broken else " ") + after
