"""Paragraphs and tables, as every format holds them, → the lines that ``corpus.clean`` takes.

A data table becomes one line a row, ``| a | b |``, merged cells repeated; a table that only lays
out a page (letterhead, signature) becomes its cells' paragraphs, left before right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# What tells a table that lays out a page: the national motto, a party's head, recipients, a
# signature on behalf of somebody.
_LAYOUT = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*[-–]\s*Tự do|"
    r"\bNơi nhận\b|^(?:TM|KT|TL|TUQ|Q)\.\s|^T/M\s",
    re.IGNORECASE | re.MULTILINE,
)  # fmt: skip
_LAYOUT_ROWS = 6
# A bar inside a cell would part it in two; the full-width bar looks the same and does not.
_BAR = str.maketrans({"|": "｜"})


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell's blocks. The same Cell at several places of a grid is one merged cell."""

    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A grid of cells; rows may differ in length."""

    rows: tuple[tuple[Cell, ...], ...]


Block = str | Table
"""A paragraph (its line breaks as ``\\n``) or a table."""


def text_table(rows: Sequence[Sequence[str]]) -> Table:
    """A table of plain texts, for formats whose merged cells have been filled already."""
    return Table(tuple(tuple(Cell((text,)) for text in row) for row in rows))


def render(blocks: Sequence[Block]) -> list[str]:
    """The blocks as lines, without empty ones."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            lines.extend(line for line in block.split("\n") if line.strip())
        elif _is_layout(block):
            lines.extend(_spread(block))
        else:
            lines.extend(row_line([_flat(cell) for cell in row]) for row in _filled(block))
    return lines


def row_line(cells: Sequence[str]) -> str:
    """One row as a line: ``| 1 | Xây dựng Đề án |  |``.

    >>> row_line(["1", "Xây dựng\\nĐề án", ""])
    '| 1 | Xây dựng Đề án |  |'
    """
    texts = (" ".join(cell.translate(_BAR).split()) for cell in cells)
    return f"| {' | '.join(texts)} |"


def _filled(table: Table) -> Iterator[tuple[Cell, ...]]:
    """The rows that hold anything."""
    return (row for row in table.rows if any(_flat(cell) for cell in row))


def _is_layout(table: Table) -> bool:
    rows = list(_filled(table))
    width = max((len(row) for row in rows), default=0)
    if width < 2 or len(rows) < (2 if width >= 3 else 3):
        return True
    return len(rows) <= _LAYOUT_ROWS and any(
        _LAYOUT.search(_flat(cell)) for row in rows for cell in row
    )


def _spread(table: Table) -> Iterator[str]:
    """The paragraphs of a layout's cells, each merged cell once."""
    seen: set[int] = set()
    for row in table.rows:
        for cell in row:
            if id(cell) not in seen:
                seen.add(id(cell))
                yield from render(cell.blocks)


def _flat(cell: Cell) -> str:
    """Everything a cell says as one text, a table within it row by row."""
    pieces: list[str] = []
    for block in cell.blocks:
        if isinstance(block, str):
            pieces.append(block)
        else:
            pieces.extend(_flat(inner) for row in block.rows for inner in dict.fromkeys(row))
    return "\n".join(piece for piece in pieces if piece.strip())
