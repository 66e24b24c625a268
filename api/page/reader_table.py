"""Tables as the reader shows them: one table however many mục group its rows, each row with the
words over its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from api.page.reader_parts import Cells, Group, Line, Node, Part, Row, Run, Table
from corpus.model import Clause, Level

_TITLE_CELLS = 2
"""Cells of a row that names the rows under it: its marker and its words."""


def is_tabular(item: Part) -> bool:
    """True of a row, of a line of several cells, and of a clause that starts with one."""
    match item:
        case Line():
            return len(item.cells) > 1
        case Node():
            return item.clause.level is Level.ROW or (
                item.clause.level is not Level.TABLE
                and bool(item.parts)
                and isinstance(item.parts[0], Line)
                and len(item.parts[0].cells) > 1
            )
        case Table():
            return False


def table_of(items: Iterable[Part]) -> Table:
    """One table of lines, rows, and mục with rows of their own."""
    groups = [Group(tuple(rows), clause) for clause, rows in _grouped(items)]
    rows = [row for group in groups for row in group.rows]
    counts = Counter(len(row.cells) for row in rows if row.role == "cells")
    columns = max(counts, key=lambda count: (counts[count], count)) if counts else 0
    heads = _heads([row.cells for row in rows if row.role == "head"], columns)
    return Table(
        groups=tuple(
            replace(group, rows=tuple(_under(row, heads) for row in group.rows)) for group in groups
        ),
        columns=max((len(row.cells) for row in rows), default=0),
        headed=bool(heads),
    )


def _grouped(items: Iterable[Part]) -> Iterator[tuple[Clause | None, Iterator[Row]]]:
    """The rows by the mục they belong to, each mục once: what follows after another one within it
    is a group without a name."""
    named: set[str] = set()
    for clause, rows in groupby(_rows(items, None, []), key=lambda pair: pair[0]):
        known = clause is None or clause.address in named
        yield None if known else clause, (row for _, row in rows)
        named.update([clause.address] if clause else ())


def _rows(
    items: Iterable[Part], clause: Clause | None, before: list[str]
) -> Iterator[tuple[Clause | None, Row]]:
    """``before`` holds the roles of what came, to tell the table's head from a line among rows."""
    for place, item in enumerate(items):
        match item:
            case Line(cells):
                if clause is not None and place == 0:
                    role = "title" if _filled(cells) <= _TITLE_CELLS else "cells"
                else:
                    role = "head" if set(before) <= {"head"} else "cells"
                before.append(role)
                yield clause, Row(role, cells)
            case Node() if item.clause.level is Level.ROW:
                for starts, line in _lines(item):
                    before.append("cells")
                    yield clause, Row("cells", line.cells, starts)
            case Node():
                yield from _rows(item.parts, item.clause, before)
            case Table():
                raise TypeError("A table stands within no table.")


def _lines(node: Node) -> Iterator[tuple[Clause | None, Line]]:
    """The lines of a row and of what is in it, each with the clause that it starts."""
    starts: Clause | None = node.clause
    for part in node.parts:
        if isinstance(part, Line):
            yield starts, part
        elif isinstance(part, Node):
            yield from _lines(part)
        starts = None


def _filled(cells: Cells) -> int:
    return sum(1 for cell in cells if cell)


def _heads(lines: Sequence[Cells], columns: int) -> tuple[str, ...]:
    """The words over each column; a head of two lines names one under the other."""
    named = [[_text(cell) for cell in cells] for cells in lines if len(cells) == columns > 1]
    return tuple(" ".join(dict.fromkeys(filter(None, words))) for words in zip(*named, strict=True))


def _text(cell: Iterable[Run]) -> str:
    return "".join(run.text for run in cell).strip()


def _under(row: Row, heads: tuple[str, ...]) -> Row:
    return replace(row, heads=heads) if len(row.cells) == len(heads) else row
