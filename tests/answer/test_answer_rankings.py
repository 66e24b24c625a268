"""The rankings that one question takes."""

from __future__ import annotations

from collections.abc import Sequence

from answer.find.cutting import Unit
from answer.find.features import Likeness, Likenesses
from answer.find.ranking import Ranker
from answer.find.rankings import Rankings
from answer.find.scored import Scored
from answer.find.units import Units
from answer.understand.understanding import Understanding
from corpus.reading import document_of
from tests.answer.answer_samples import asked

TEXT = "QUY CHẾ\n1. Văn thư mở hộp thư hai lần.\n2. Sở Nội vụ mở lớp tập huấn."


class _Counting(Ranker):
    def __init__(self) -> None:
        super().__init__(lambda _word: 1.0)
        self.ranked = 0

    def rank(
        self,
        question: Understanding,
        units: Sequence[tuple[Units, Unit]],
        likeness: Likenesses,
    ) -> list[Scored]:
        self.ranked += 1
        return super().rank(question, units, likeness)


def test_the_same_units_are_ranked_once_others_or_for_another_question_anew() -> None:
    home = Units(document_of(TEXT, source="quy-che.txt"))
    ranker = _Counting()
    rankings = Rankings(ranker, lambda units: [Likeness(dense=0.5, lexical=0.5)] * len(units))
    question = asked("Ai mở lớp tập huấn?")
    first = rankings.rank(question, [(home, unit) for unit in home.all])
    assert rankings.rank(question, [(home, unit) for unit in home.all]) is first
    assert ranker.ranked == 1
    assert len(rankings.rank(question, [(home, unit) for unit in home.all[1:]])) < len(first)
    assert rankings.rank(asked("Văn thư mở gì?"), [(home, unit) for unit in home.all]) != first
    assert ranker.ranked == 3
