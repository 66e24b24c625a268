"""How far the best sentence stands out."""

from __future__ import annotations

import pytest

from answer.find.scored import Scored
from answer.find.standing_out import share_of_best
from answer.find.units import Units
from corpus.reading import document_of
from tests.answer.test_answer_judging import scored

UNITS = Units(document_of("Điều 1. A\nMột. Hai.\nĐiều 2. Gồm:\n1. Ba;\n2. Bốn.", source="a.txt"))


def at(text: str, score: float, *, fits: bool = True) -> Scored:
    """The unit that begins so, with a score."""
    told = UNITS.document.text
    unit = next(unit for unit in UNITS.all if told[unit.start : unit.end].startswith(text))
    return scored(score=score, fits=fits)._replace(unit=unit)


def test_what_nothing_comes_near_stands_alone() -> None:
    assert share_of_best([at("Một", 1.0)]) == 1.0
    assert share_of_best([at("Một", 1.0), at("Hai", 0.2)]) > 0.99


def test_of_two_alike_each_has_half_a_chance_and_of_three_a_third() -> None:
    two = [at("Một", 1.0), at("Hai", 1.0)]
    assert share_of_best(two) == pytest.approx(1 / 2)
    assert share_of_best([*two, at("1. Ba", 1.0)]) == pytest.approx(1 / 3)


def test_what_does_not_show_what_is_wanted_is_no_rival() -> None:
    assert share_of_best([at("Một", 1.0), at("Hai", 1.0, fits=False)]) == 1.0


def test_the_list_that_the_best_opens_is_part_of_it() -> None:
    heading = at("Điều 2", 1.0)
    assert heading.unit.opens
    assert share_of_best([heading, at("1. Ba", 1.0), at("2. Bốn", 1.0)]) == 1.0
    assert share_of_best([at("1. Ba", 1.0), heading]) == pytest.approx(1 / 2)
