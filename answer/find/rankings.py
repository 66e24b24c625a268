"""The rankings that one question takes."""

from __future__ import annotations

from collections.abc import Sequence

from answer.find.cutting import Unit
from answer.find.features import Likenesses
from answer.find.ranking import Ranker
from answer.find.scored import Scored
from answer.find.units import Units
from answer.understand.understanding import Understanding


class Rankings:
    """Ranks units for one question and remembers the last ranking: where no rivals were found
    among some units, it is mostly the same units that are then answered from."""

    def __init__(self, ranker: Ranker, likeness: Likenesses) -> None:
        self._ranker = ranker
        self._likeness = likeness
        self._last: tuple[Understanding, list[tuple[Units, Unit]], Sequence[Scored]] | None = None

    def rank(self, question: Understanding, units: list[tuple[Units, Unit]]) -> Sequence[Scored]:
        """The units as ``Ranker.rank`` has them."""
        if self._last is not None and self._last[:2] == (question, units):
            return self._last[2]
        ranked = self._ranker.rank(question, units, self._likeness)
        self._last = (question, units, ranked)
        return ranked
