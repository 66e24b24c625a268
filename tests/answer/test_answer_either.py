"""Where two clauses fit about equally, both are shown; else the best alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answer.find.features import Likeness
from answer.find.ranking import Ranker
from answer.find.scored import Scored
from answer.find.units import Units
from answer.say.either import next_best
from answer.say.picking import pick
from answer.understand.understanding import Understanding
from corpus.reading import document_of
from tests.answer.answer_samples import asked, unit_saying

RULES = document_of(
    "Điều 1. Cấp phép\n"
    "1. Cơ quan cấp phép trả lời trong thời hạn 05 ngày làm việc.\n"
    "2. Giấy phép được gửi qua mạng.\n"
    "Điều 2. Kiểm tra\n"
    "1. Cơ quan kiểm tra trả lời trong thời hạn 10 ngày làm việc.\n"
    "2. Ngắn.\n",
    source="cap-phep.txt",
)
QUESTION = "Cơ quan trả lời trong thời hạn mấy ngày?"
FIRST, SECOND = "05 ngày làm việc", "10 ngày làm việc"


def also_shown(behind: float, question: Understanding, second: str = SECOND) -> list[str]:
    """What is shown beside the first clause when the second scores so much less, all others far
    less."""
    home = Units(RULES)
    pairs = [(home, unit) for unit in home.all]
    alike = Likeness(dense=0.5, lexical=0.5)
    scores = {unit_saying(home, FIRST): 1.0, unit_saying(home, second): 1.0 - behind}
    ranked: list[Scored] = [
        item._replace(score=scores.get(item.unit, 0.0), fits=True)
        for item in Ranker(lambda _word: 1.0).rank(
            question, pairs, lambda units: [alike] * len(units)
        )
    ]
    ranked.sort(key=lambda item: -item.score)
    homes = {RULES.id: home}
    shown = pick(question, ranked, homes, alone=True)
    picks = next_best(question, ranked, homes, shown)
    return [RULES.text[piece.start : piece.end] for piece in picks]


def test_a_clause_that_fits_as_well_is_shown_too() -> None:
    (text,) = also_shown(0.02, asked(QUESTION))
    assert SECOND in text
    assert FIRST not in text


def test_one_that_fits_less_is_not() -> None:
    assert also_shown(0.1, asked(QUESTION)) == []


@pytest.mark.parametrize(
    ("question", "second"),
    [
        (replace(asked(QUESTION), is_part=True), SECOND),
        (asked("So sánh thời hạn trả lời của hai cơ quan"), SECOND),
        (asked(QUESTION), "Ngắn."),
    ],
    ids=["a part", "a comparison", "what says nothing"],
)
def test_nor_where_the_other_is_no_other_reading(question: Understanding, second: str) -> None:
    assert also_shown(0.02, question, second) == []
