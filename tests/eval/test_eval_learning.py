"""Weights are learned so that what is right comes first, and judged on what they did not see."""

from __future__ import annotations

import tomllib

import numpy as np
import pytest

from answer.assistant import Assistant
from answer.find.features import WEIGHTS, Features
from eval.learning import Ranking, as_toml, learn, left_out, rankings, right_first
from eval.questions import DEV, read_questions
from index.search import Index

SIZE = len(Features._fields)
OWN, YEAR = Features._fields.index("own"), Features._fields.index("year")


def ranking(*, own: float, year: float) -> Ranking:
    """A right unit that has so much of two features beside a wrong one that has the rest."""
    features = np.zeros((2, SIZE))
    features[0, [OWN, YEAR]] = own, year
    features[1, [OWN, YEAR]] = 1 - own, 1 - year
    return Ranking(features, np.array([True, False]))


def test_what_tells_the_right_one_comes_to_weigh_more() -> None:
    seen = [ranking(own=0.2, year=0.8)] * 5
    start = WEIGHTS._replace(own=0.4, year=0.2)
    learned = learn(seen, start)
    assert (right_first(seen, start), right_first(seen, learned)) == (0.0, 1.0)
    assert learned.year > learned.own


def test_scores_stay_on_the_scale_that_thresholds_are_for() -> None:
    seen = [ranking(own=0.2, year=0.8)] * 5
    learned = learn(seen, WEIGHTS)
    tops = [max(r.features @ np.array(w)) for r in seen[:1] for w in (WEIGHTS, learned)]
    assert tops[0] == pytest.approx(tops[1])


def test_each_set_is_judged_by_what_the_others_teach() -> None:
    sets = {"a": [ranking(own=0.1, year=0.9)] * 3, "b": [ranking(own=0.2, year=0.8)] * 3}
    assert [(name, learned) for name, _, learned in left_out(sets)] == [("a", 1.0), ("b", 1.0)]


def test_the_weights_are_written_as_they_are_read() -> None:
    assert Features(**tomllib.loads(as_toml(WEIGHTS))) == pytest.approx(WEIGHTS, abs=0.01)


def test_right_units_of_real_questions_are_found(shipped_index: Index) -> None:
    clean = [q for q in read_questions(DEV) if q.answerable and q.type == "deadline"][:4]
    found = rankings(Assistant(shipped_index), clean)
    assert found
    assert all(0 < r.right.sum() < len(r.right) for r in found)
