"""Fitting by made observations, whose right limit was worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from answer.find.confidence import Direct, Evidence
from answer.model import Status
from eval.calibrating import Outcome, best_limit, fit, outcome, provenance
from eval.errors import EvalError
from eval.observing import Observation


def _seen(
    score: float | None,
    right: bool,
    *,
    answerable: bool = True,
    group: str = "d",
    **changes: object,
) -> Observation:
    told: dict[str, object] = {
        "group": group,
        "answerable": answerable,
        "states_facts": True,
        "right": right,
        "status": "answered",
        "evidence": None if score is None else Evidence(score, 0.0, 1.0, 1.0, 1.0, 0.0),
        "way": None,
    }
    return Observation(**(told | changes))  # type: ignore[arg-type]


def _refused(status: Status, *, answerable: bool) -> Observation:
    return _seen(
        None, not answerable, answerable=answerable, states_facts=False, status=status.value
    )


SEEN = (
    _seen(0.9, True),
    _seen(0.6, True),
    _seen(0.45, False, answerable=False),
    _seen(None, True, way=Direct.CLAUSE),
    _refused(Status.NO_DOCUMENT, answerable=False),
)
CHANCES = (0.9, 0.6, 0.45, 1.0, 1.0)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (0.0, Outcome(correct=4 / 5, false_refusals=0.0, refusal_recall=1 / 2)),
        (0.5, Outcome(correct=1.0, false_refusals=0.0, refusal_recall=1.0)),
        (0.7, Outcome(correct=4 / 5, false_refusals=1 / 3, refusal_recall=1.0)),
    ],
)
def test_what_is_under_the_limit_is_refused(limit: float, expected: Outcome) -> None:
    assert outcome(SEEN, CHANCES, limit) == expected


def test_the_limit_is_the_lowest_that_gets_most_right() -> None:
    assert best_limit(SEEN, CHANCES) == 0.46


def test_no_limit_may_refuse_many_that_can_be_answered() -> None:
    # Refusing all would make nine of ten right, and refuse the one answerable question wrongly.
    seen = [_seen(0.5, True), *[_seen(0.6, False, answerable=False)] * 9]
    assert best_limit(seen, [0.5, *[0.6] * 9]) <= 0.5


def _many() -> Sequence[Observation]:
    """Forty answers on twenty documents: those of a high score are right, those of a low one are to
    questions that cannot be answered."""
    scores = [0.3 + 0.03 * n for n in range(40)]
    return [
        _seen(score, score > 0.8, answerable=score > 0.6, group=str(n // 2))
        for n, score in enumerate(scores)
    ]


def test_a_fit_is_told_with_its_weights_limit_and_cross_validation() -> None:
    fitted = fit([*_many(), _refused(Status.NO_DOCUMENT, answerable=False)])
    told = fitted.told
    assert set(told) == {"right", "answerable", "direct", "refusals", "cross_validated"}
    assert set(told["right"]["weights"]) == set(Evidence._fields) - {"coverage"}
    assert set(told["answerable"]["weights"]) == {"score", "margin", "coverage", "named"}
    assert set(told["answerable"]["weights"]) < set(Evidence._fields)
    assert told["right"]["weights"]["score"] > 0
    assert told["answerable"]["weights"]["score"] > 0
    assert told["refusals"]["no_document"] == pytest.approx(2 / 3, abs=0.001)
    assert told["direct"]["clause"] == 0.5
    assert told["cross_validated"]["observations"] == 41
    assert told["cross_validated"]["refusal_recall"] > 0.8
    assert told["cross_validated"]["answers"] == sum(b.answers for b in fitted.calibration.bins)


def test_too_little_is_not_fitted_to() -> None:
    with pytest.raises(EvalError, match="Chưa đủ quan sát"):
        fit(SEEN)


def test_the_provenance_states_sets_corpus_encoder_day_and_criterion() -> None:
    told = provenance({"dev.jsonl": 120}, 58, "multilingual-e5-small", "2026-11-28")
    assert told["questions"] == {"dev.jsonl": 120}
    assert (told["documents"], told["encoder"]) == (58, "multilingual-e5-small")
    assert "folds by document" in told["criterion"]
