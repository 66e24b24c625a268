"""What the tables of a document say of the figures in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from answer.find.cutting import Unit
from corpus.model import Clause, Level
from corpus.outline import Outline
from corpus.structure.rows import cells_of
from corpus.text import match_key

# A cell that is a figure: "2,5", "-10", "≥ 40".
_FIGURE = re.compile(r"(?:[<>≤≥]\s?)?[-–+]?\d+(?:[.,]\d+)*\s?%?")


class Tables:
    """The tables of one document."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline

    def head_of(self, row: Clause) -> str:
        """The heads of the columns of a row's table, a bar between two, or those of the last table
        that has any, with which it goes on; "" where there is none."""
        before = bisect_right(self._headed, row.start, key=lambda table: table.start)
        return self._headed[before - 1].heading if before else ""

    @cached_property
    def _headed(self) -> list[Clause]:
        return [
            clause for clause in self._outline if clause.level is Level.TABLE and clause.heading
        ]

    def has_figure_under(self, unit: Unit, nouns: Sequence[str]) -> bool:
        """True for a row with a cell that is a figure, in a table one of whose columns is headed by
        a noun that is counted: "Điểm tối đa"."""
        if unit.clause.level is not Level.ROW:
            return False
        head = match_key(self.head_of(unit.clause))
        headed = any(re.search(rf"(?<!\w){re.escape(noun)}(?!\w)", head) for noun in nouns)
        return headed and any(_FIGURE.fullmatch(cell) for cell in self._cells(unit)[1:])

    def has_figure_beside(self, unit: Unit, nouns: Sequence[str]) -> bool:
        """True for a row with a cell that is a figure beside one that begins with a noun that is
        counted: "Tuyến cáp | 09"."""
        if unit.clause.level is not Level.ROW:
            return False
        noun = re.compile(rf"(?:{'|'.join(map(re.escape, nouns))})(?!\w)")
        return any(
            (_FIGURE.fullmatch(left) and noun.match(match_key(right)))
            or (_FIGURE.fullmatch(right) and noun.match(match_key(left)))
            for left, right in pairwise(self._cells(unit)[1:])
        )

    def _cells(self, row: Unit) -> list[str]:
        return cells_of(self._outline.document.text[row.start : row.end])
