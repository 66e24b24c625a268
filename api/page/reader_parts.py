"""What the reader shows of a document: runs of text, lines, nested clauses, tables."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import Clause


@dataclass(frozen=True, slots=True)
class Run:
    """Text shown alike: ``role`` is ``marker``, ``heading`` or ``text``; marked when quoted."""

    text: str
    role: str
    marked: bool


Cells = tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as one cell of runs, a table row as several."""

    cells: Cells


@dataclass(frozen=True, slots=True)
class Node:
    """A clause with its own lines and its children, in text order. ``heading_tag`` is the HTML
    element of its first line where that is a heading, else empty."""

    clause: Clause
    heading_tag: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. ``clause`` is the one that starts here; ``role`` is ``head`` (names the
    columns), ``title`` (names the rows that follow) or ``cells``. ``heads`` are the words over each
    cell, for a screen too narrow to show cells side by side; empty where the head has other
    columns."""

    role: str
    cells: Cells
    clause: Clause | None = None
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that follow one another; ``clause`` is the mục of the table that they belong to."""

    rows: tuple[Row, ...]
    clause: Clause | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table, its rows in groups; ``headed`` when its rows stand under heads of their own."""

    groups: tuple[Group, ...]
    columns: int
    headed: bool


Part = Line | Node | Table
