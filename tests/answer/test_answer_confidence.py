"""The chance of an answer: by its evidence, by the figures that ship."""

from __future__ import annotations

import json
from importlib import resources

import pytest

from answer.find.confidence import Direct, Evidence, Logistic, evidence_of, measured
from answer.find.units import Units
from answer.model import Status
from corpus.reading import document_of
from tests.answer.test_answer_judging import scored

STRONG = Evidence(score=2.0, margin=0.6, alone=0.9, coverage=0.8, named=1.0, duties=0.0)
WEAK = Evidence(score=0.5, margin=0.0, alone=0.2, coverage=0.2, named=0.0, duties=0.0)


def test_every_way_to_an_answer_and_every_refusal_has_its_share() -> None:
    level = measured()
    assert set(level.direct) == set(Direct)
    assert set(level.refusals) == {status for status in Status if not status.states_facts}
    assert all(0 < share < 1 for share in (*level.direct.values(), *level.refusals.values()))


def test_the_file_says_where_its_figures_are_from() -> None:
    text = (resources.files("answer") / "data" / "confidence.json").read_text(encoding="utf-8")
    told = json.loads(text)
    assert told["provenance"]["made_by"].startswith("trolyso eval calibrate")
    assert sum(told["provenance"]["questions"].values()) == told["cross_validated"]["observations"]


def test_what_speaks_strongly_is_answered_and_what_does_not_is_not() -> None:
    level = measured()
    assert level.of_sentence(STRONG) > 0.9
    assert level.suffices(STRONG)
    assert not level.suffices(WEAK)


@pytest.mark.parametrize("feature", ["score", "margin", "alone", "duties"])
def test_more_evidence_of_any_kind_is_a_better_chance(feature: str) -> None:
    better = WEAK._replace(**{feature: getattr(WEAK, feature) + 0.2})
    assert measured().of_sentence(better) > measured().of_sentence(WEAK)


def test_the_chance_is_the_logistic_of_the_weighed_evidence() -> None:
    weights = Evidence(score=2.0, margin=0.0, alone=0.0, coverage=0.0, named=-1.0, duties=0.0)
    chance = Logistic(weights, 0.5).chance(STRONG._replace(score=1.0))
    assert chance == pytest.approx(1 / (1 + 2.718281828459045**-1.5))


def test_many_alike_make_an_answer_less_sure_and_are_no_reason_to_refuse() -> None:
    crowded = STRONG._replace(alone=0.1)
    assert measured().of_sentence(crowded) < measured().of_sentence(STRONG)
    assert measured().suffices(crowded)


def test_the_next_clause_is_one_of_another_address() -> None:
    units = Units(document_of("Điều 1. A\nMột. Hai.\nĐiều 2. B\nBa.", source="a.txt")).all
    one = next(unit for unit in units if unit.clause.address == "Đ1" and unit.start > 0)
    other = next(unit for unit in units if unit.clause.address == "Đ2")
    ranked = [
        scored(score=score)._replace(unit=unit)
        for score, unit in ((1.5, one), (1.4, units[0]), (1.0, other))
    ]
    assert evidence_of(ranked, named=True).margin == pytest.approx(0.5)
