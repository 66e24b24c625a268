"""What the lines of a rebuilt table are: its head, its groups, its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.clean.cells import CELL_BAR
from corpus.structure.markers import Kind, roman_value

# A row's number as the first cell prints it: "1", "2.", "1.1", "IV", "A", "a)".
_NUMBER = re.compile(r"(?P<n>\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-HĐ]|[a-zđ])\s*[.)]?")
_MOST_HEAD_LINES = 3


@dataclass(frozen=True, slots=True)
class Group:
    """A line of a table that heads the rows under it: ``I | Hoàn thiện thể chế``."""

    line: int
    kind: Kind
    token: str
    ordinal: int
    marker: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; ``marker`` is its number as printed, empty where it has none."""

    line: int
    marker: str


def is_row(line: str) -> bool:
    """True for a line of canonical text that is a row of a table."""
    return CELL_BAR in f" {line} "


def is_numbered(line: str) -> bool:
    """True for a row that has a number of its own: no head of a table, though it may come first,
    where a table goes on behind a page's end or a line that strayed into it.

    >>> is_numbered("17. | Cấp lại giấy phép"), is_numbered("STT | Nhiệm vụ")
    (True, False)
    """
    return _NUMBER.fullmatch(cells_of(line)[0]) is not None


def cells_of(line: str) -> list[str]:
    """The cells of a row.

    >>> cells_of("1 | Xây dựng Đề án | | 2026")
    ['1', 'Xây dựng Đề án', '', '2026']
    """
    return [cell.strip() for cell in line.split("|")]


def head_end(lines: Sequence[str], first: int, last: int) -> int:
    """The line after the head of the table on ``lines[first:last]``."""
    for index in range(first, min(last, first + _MOST_HEAD_LINES)):
        if is_numbered(lines[index]):
            return index
    return min(last, first + 1)


def read_rows(lines: Sequence[str], first: int, last: int) -> list[Group | Row]:
    """The groups and rows below the head of the table on ``lines[first:last]``, each with its first
    line. Where rows are numbered, a line without a number goes on with the row above (its number's
    cell was merged), and a head printed again belongs to what it stands in."""
    start = head_end(lines, first, last)
    table = {index: cells_of(lines[index]) for index in range(first, last)}
    width = max(len(cells) for cells in table.values())
    head = {cell.casefold() for index in range(first, start) for cell in table[index] if cell}
    numbered = start < last and _NUMBER.fullmatch(table[start][0]) is not None
    found: list[Group | Row] = []
    for index in range(start, last):
        cells = table[index]
        number = _NUMBER.fullmatch(cells[0])
        group = _group(index, cells, width, table.get(index + 1, [""])[0])
        if group is not None:
            found.append(group)
        elif number or not (numbered or _repeats(cells, head)):
            found.append(Row(index, cells[0] if number else ""))
    return found


def _repeats(cells: Sequence[str], head: set[str]) -> bool:
    filled = [cell.casefold() for cell in cells if cell]
    return sum(cell in head for cell in filled) * 2 > len(filled)


def _group(index: int, cells: Sequence[str], width: int, following: str) -> Group | None:
    number = _NUMBER.fullmatch(cells[0])
    if not number or width < 3 or not any(cells[1:]):
        return None
    token = number["n"]
    if sum(bool(cell) for cell in cells) > 2 and (any(cells[2:4]) or not roman_value(token)):
        return None
    if value := roman_value(token):
        return Group(index, Kind.ROMAN, token, value, cells[0])
    if token in tuple("ABCDĐEGH"):
        return Group(index, Kind.LETTERED_PART, token, "ABCDĐEGH".index(token) + 1, cells[0])
    if token[0].isdecimal() and following.startswith(f"{token}."):
        kind = Kind.SUB_KHOAN if "." in token else Kind.KHOAN
        return Group(index, kind, token, int(token.rsplit(".", 1)[-1]), cells[0])
    return None
