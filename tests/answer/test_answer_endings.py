"""What documents replace or repeal is found by number, and by a law's name and year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from answer.find.endings import Endings
from corpus.model import Relation, RelationKind
from corpus.numbers import find_numbers
from tests.answer.answer_samples import law, plan


def _over(
    kind: RelationKind, name: str, number: str | None, issued_on: date | None = None
) -> Relation:
    return Relation(kind, name, number, issued_on, None, None, 0, 1)


OLD_LAW = _over(RelationKind.REPLACES, "Luật Đất đai", None, date(2013, 11, 29))
NUMBERED_LAW = _over(RelationKind.REPEALS, "Luật Đất đai số 13/2003/QH11", "13/2003/QH11")
DECREE = _over(RelationKind.REPEALS, "Nghị định số 13/2023/NĐ-CP", "13/2023/NĐ-CP")
AMENDED = _over(RelationKind.AMENDS, "Nghị định số 14/2023/NĐ-CP", "14/2023/NĐ-CP")

ENDINGS = Endings(
    [
        replace(plan(), relations=(OLD_LAW, AMENDED)),
        replace(law(), relations=(NUMBERED_LAW, DECREE)),
    ]
)


@pytest.mark.parametrize(
    ("number", "ending"),
    [
        ("Nghị định 13/2023/NĐ-CP", [(law().id, DECREE)]),
        ("Nghị định 13", [(law().id, DECREE)]),
        ("Thông tư 13/2023/TT-BTC", []),
        ("Nghị định 14/2023/NĐ-CP", []),
    ],
)
def test_a_text_is_ended_that_is_named_by_its_number(
    number: str, ending: list[tuple[str, Relation]]
) -> None:
    (mention,) = find_numbers(number)
    assert ENDINGS.of(mention, ()) == ending


@pytest.mark.parametrize(
    ("name", "years", "ending"),
    [
        ("Luật Đất đai", (), [(plan().id, OLD_LAW), (law().id, NUMBERED_LAW)]),
        ("Luật Đất đai năm 2013", (2013,), [(plan().id, OLD_LAW)]),
        ("Luật Đất đai năm 2003", (2003,), [(law().id, NUMBERED_LAW)]),
        ("Luật Đất đai năm 1993", (1993,), []),
        ("Luật Đất", (), []),
    ],
)
def test_a_law_is_ended_that_is_named_by_its_name_and_year(
    name: str, years: tuple[int, ...], ending: list[tuple[str, Relation]]
) -> None:
    assert ENDINGS.of(name, years) == ending
