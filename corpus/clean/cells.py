"""Cells and rows of a table that a converter wrote, and the lines of canonical text they become.

Tables that only lay out a page (letterhead, recipients beside the signature) become plain lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.clean.lines import Line, Role

CELL_BAR = " | "
"""What stands between the cells of a row in canonical text."""

# What tells a table that lays out a page from one that holds data.
_LAYOUT = re.compile(
    r"\b(?:CỘNG H[ÒO]A XÃ HỘI CHỦ NGHĨA|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*-\s*Tự do|Nơi nhận\b)|"
    r"^(?:TM\.|KT\.|TL\.|T/M|(?:Luật )?số\s*:)\s",
    re.IGNORECASE | re.MULTILINE,
)
_MOST_LAYOUT_ROWS = 6


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines of a cell; none where it is empty."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """What the cell says, on one line."""
        return " ".join(line.text for line in self.lines)


Row = list[Cell]


def as_lines(rows: Sequence[Row]) -> Iterator[Line]:
    """Rows as lines: one a row for a table of data, the cells' own lines for a layout."""
    if not rows:
        return
    if is_data(rows):
        for row in rows:
            first = next((cell.lines[0] for cell in row if cell.lines), None)
            if first is not None:
                text = CELL_BAR.join(_once(row)).strip()
                yield replace(first, text=" ".join(text.split()), role=Role.ROW, cells=())
        return
    for row in rows:
        for cell in row:
            for count, line in enumerate(cell.lines):
                pieces = [piece.strip() for piece in line.text.split("|") if piece.strip()]
                for piece in pieces:
                    fresh = line.blank_before or count == 0 or len(pieces) > 1
                    yield replace(line, text=piece, role=Role.CELL, blank_before=fresh, cells=())


def _once(row: Row) -> list[str]:
    """The texts of a row's cells; a title that a converter repeats over the columns it was merged
    across stands once. (A figure or a single word may well be the same in two columns.)"""
    texts = [cell.text for cell in row]
    distinct = list(dict.fromkeys(texts))
    repeated = len(texts) > 2 and len(distinct) <= 2 and all(texts) and " " in distinct[-1]
    return distinct if repeated else texts


def is_data(rows: Sequence[Row]) -> bool:
    """Whether rows are a table of data: enough of them, of cells enough, and no letterhead."""
    if is_layout(rows) and len(rows) <= _MOST_LAYOUT_ROWS:
        return False
    widest = max((len(row) for row in rows), default=0)
    return widest >= 2 and len(rows) >= (2 if widest >= 3 else 3)


def is_layout(rows: Sequence[Row]) -> bool:
    """Whether what stands in the cells belongs to a letterhead or a signature."""
    return _LAYOUT.search("\n".join(cell.text for row in rows for cell in row)) is not None
