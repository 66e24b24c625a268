"""Which units to look at: those of the passages that search finds, and the headings above them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

import numpy as np

from answer.find.library import Library
from answer.find.scope import Side
from answer.find.units import Unit, Units
from answer.understand.understanding import Understanding
from index.model import Filters
from index.search import AllScores, Index

# Passages looked into, by cosine and by BM25 each; a side with fewer is looked into whole.
_LOOKED_INTO = 48

# Cosines of this kind of encoder live in a narrow band; below the floor nothing is alike.
_FLOOR, _CEILING = 0.78, 0.92


class Looker:
    """Finds the units of a side that may answer, with the similarity of each to the question."""

    def __init__(self, index: Index, library: Library) -> None:
        self._index = index
        self._library = library
        self._starts: dict[str, list[int]] = {}
        self._rows: dict[str, list[int]] = {}
        for row, passage in enumerate(index.passages):
            self._starts.setdefault(passage.document_id, []).append(passage.start)
            self._rows.setdefault(passage.document_id, []).append(row)

    def scores(self, question: Understanding) -> AllScores:
        """The raw scores of all passages for a question."""
        return self._index.score_all(question.search_text)

    def similarity(self, unit: Unit, scores: AllScores) -> float:
        """The cosine, moved to [0, 1], of the passage that holds a unit (of the next one for a
        heading, which heads it)."""
        row = self._row_at(unit)
        cosine = float(scores.dense[row])
        return min(1.0, max(0.0, (cosine - _FLOOR) / (_CEILING - _FLOOR)))

    def units(self, side: Side, scores: AllScores) -> list[tuple[Units, Unit]]:
        """The units of a side worth looking at, each with its document."""
        rows = self._index.rows(Filters(document_ids=side.document_ids))
        if len(rows) <= 2 * _LOOKED_INTO:
            homes = (self._library.units(document_id) for document_id in side.document_ids)
            return [(home, unit) for home in homes for unit in home.all]
        best = set(rows[np.argsort(-scores.dense[rows])[:_LOOKED_INTO]].tolist())
        best |= set(rows[np.argsort(-scores.folded[rows])[:_LOOKED_INTO]].tolist())
        return list(self._of_passages(sorted(best)))

    def _of_passages(self, rows: Iterable[int]) -> Iterable[tuple[Units, Unit]]:
        seen: set[tuple[str, int]] = set()
        for row in rows:
            passage = self._index.passages[row]
            home = self._library.units(passage.document_id)
            clause = home.outline.at(passage.start)
            above = [*home.outline.ancestors(clause), clause] if clause else []
            spans = [(c.start, c.start + 1) for c in above] + [(passage.start, passage.end)]
            for start, end in spans:
                for unit in home.between(start, end):
                    if (passage.document_id, unit.start) not in seen:
                        seen.add((passage.document_id, unit.start))
                        yield home, unit

    def _row_at(self, unit: Unit) -> int:
        starts = self._starts[unit.document_id]
        position = bisect_right(starts, unit.start) - 1
        rows = self._rows[unit.document_id]
        if position < 0 or self._index.passages[rows[position]].end <= unit.start:
            position += 1
        return rows[min(position, len(rows) - 1)]
