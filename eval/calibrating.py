"""Fits the confidence of answers to observations, and sets the chance under which none is given.

The chances are Platt's, with several features: logistic regressions (scikit-learn's) of "the answer
is right" and of "the question can be answered" on the evidence. All is cross-validated by document:
the chances of each answer are told by what was fitted without any question on its document, and the
limit is set on those of the second kind.

**The criterion** of the limit: the most questions right, an unanswerable one being right when it is
refused and counting ``UNANSWERABLE`` times, for who acts on an answer that is none loses more than
who is told to look for himself; of equals the lowest; none that refuses more than
``FALSE_REFUSALS`` of the answerable questions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from answer.find.confidence import Direct
from answer.model import Status
from eval.calibration import Calibration, calibration
from eval.errors import EvalError
from eval.observing import Observation

FALSE_REFUSALS = 0.03
UNANSWERABLE = 2
FOLDS = 10

_LIMITS = [round(0.01 * step, 2) for step in range(100)]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a chance is of, by an observation, and the features of the evidence that tell it."""

    outcome: Callable[[Observation], bool]
    features: tuple[str, ...]


# Beside how much of the topic is covered, the score itself would tell against an answer.
_RIGHT = _Asked(lambda seen: seen.right, ("score", "margin", "alone", "named", "duties"))

# How alone a sentence stands tells which sentence it is, not whether there is one: with it, limits
# set on seven sets of questions do worse on the eighth. How much of the topic it covers does tell.
_ANSWERABLE = _Asked(lambda seen: seen.answerable, ("score", "margin", "coverage", "named"))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a limit makes of observations: shares in [0, 1]."""

    correct: float
    false_refusals: float
    refusal_recall: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """A confidence as ``answer/data/confidence.json`` holds it (see ``answer.find.confidence``),
    and the calibration of the chances that cross-validation tells."""

    told: Mapping[str, Any]
    calibration: Calibration


def fit(observations: Sequence[Observation]) -> Fitted:
    """The confidence fitted to observations, with what cross-validation says of it. Raises
    EvalError where there is too little to fit to."""
    searched = [item for item in observations if item.evidence is not None]
    groups = {item.group for item in searched}
    if len(groups) < FOLDS or any(
        len({asked.outcome(item) for item in searched}) < 2 for asked in (_RIGHT, _ANSWERABLE)
    ):
        raise EvalError(
            f"Chưa đủ quan sát để khớp: có câu trả lời trên {len(groups)} văn bản.",
            english="There are too few observations to fit a confidence to.",
            hint="Cần câu trả lời đúng và sai, cho câu hỏi trả lời được và không trả lời được, "
            f"về ít nhất {FOLDS} văn bản.",
        )
    chances = _cross_validated(observations, _ANSWERABLE)
    least = best_limit(observations, chances)
    given = [
        (right, item.right)
        for item, right, chance in zip(
            observations, _cross_validated(observations, _RIGHT), chances, strict=True
        )
        if item.evidence is not None and chance >= least
    ]
    reliability = calibration(given)
    found = {
        name: round(share, 4)
        for name, share in asdict(outcome(observations, chances, least)).items()
    }
    told = {
        "right": _fitted(searched, _RIGHT),
        "answerable": {**_fitted(searched, _ANSWERABLE), "least": least},
        "direct": {
            way.value: _laplace([o.right for o in observations if o.way is way]) for way in Direct
        },
        "refusals": _refusals(observations, chances, least),
        "cross_validated": {
            "folds": FOLDS,
            "observations": len(observations),
            "answers": len(given),
            "calibration_error": round(reliability.error or 0.0, 4),
            **found,
        },
    }
    return Fitted(told, reliability)


def best_limit(observations: Sequence[Observation], chances: Sequence[float]) -> float:
    """The limit by the criterion of the module."""

    def worth(limit: float) -> tuple[bool, float]:
        told = outcome(observations, chances, limit)
        unanswerable = sum(not item.answerable for item in observations)
        weighed = told.correct * len(observations) + (UNANSWERABLE - 1) * (
            told.refusal_recall * unanswerable
        )
        return told.false_refusals <= FALSE_REFUSALS, round(weighed, 6)

    return max(_LIMITS, key=lambda limit: (worth(limit), -limit))


def outcome(observations: Sequence[Observation], chances: Sequence[float], limit: float) -> Outcome:
    """What becomes of observations when answers of a lower chance are not given."""
    pairs = [
        (item, _is_given(item, chance, limit))
        for item, chance in zip(observations, chances, strict=True)
    ]
    right = [item.right if given else not item.answerable for item, given in pairs]
    refused = [not given for item, given in pairs if item.answerable]
    recalled = [not given for item, given in pairs if not item.answerable]
    return Outcome(
        correct=sum(right) / max(len(right), 1),
        false_refusals=sum(refused) / max(len(refused), 1),
        refusal_recall=sum(recalled) / max(len(recalled), 1),
    )


def provenance(sets: Mapping[str, int], documents: int, encoder: str, day: str) -> dict[str, Any]:
    """Where a fitted confidence comes from: the sets with their numbers of questions, how many
    documents were asked about, the encoder, the day."""
    return {
        "made_by": "trolyso eval calibrate",
        "questions": dict(sets),
        "documents": documents,
        "encoder": encoder,
        "made_on": day,
        "criterion": (
            f"most questions right, unanswerable ones counted {UNANSWERABLE} times, at most "
            f"{FALSE_REFUSALS:.0%} of the answerable refused; {FOLDS} folds by document"
        ),
    }


def _is_given(item: Observation, chance: float, limit: float) -> bool:
    return item.states_facts and (item.evidence is None or chance >= limit)


def _cross_validated(observations: Sequence[Observation], asked: _Asked) -> list[float]:
    """The chance of each observation by what was fitted to other documents; 1 for an answer that
    rests on no search, which the limit does not touch."""
    from sklearn.model_selection import GroupKFold

    chances = [1.0] * len(observations)
    places = [at for at, item in enumerate(observations) if item.evidence is not None]
    groups = [observations[at].group for at in places]
    folds = GroupKFold(FOLDS, shuffle=True, random_state=0)
    for train, test in folds.split(np.zeros((len(places), 1)), groups=groups):
        model = _logistic([observations[places[at]] for at in train], asked)
        told = _table([observations[places[at]] for at in test], asked)
        for at, chance in zip(test, model.predict_proba(told)[:, 1], strict=True):
            chances[places[at]] = float(chance)
    return chances


def _logistic(observations: Sequence[Observation], asked: _Asked) -> Any:
    """The logistic model of the answers that rest on a search, features scaled."""
    # Imported here: it takes a second that no other measurement should wait for.
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    return model.fit(_table(observations, asked), [asked.outcome(item) for item in observations])


def _table(observations: Sequence[Observation], asked: _Asked) -> npt.NDArray[np.float64]:
    """The features of observations that rest on a search, a row each."""
    return np.array(
        [[getattr(item.evidence, name) for name in asked.features] for item in observations]
    )


def _fitted(observations: Sequence[Observation], asked: _Asked) -> dict[str, Any]:
    """Weights and intercept over the features as they are."""
    scaler, logistic = _logistic(observations, asked)
    weights = logistic.coef_[0] / scaler.scale_
    return {
        "weights": {
            name: round(float(weight), 4)
            for name, weight in zip(asked.features, weights, strict=True)
        },
        "intercept": round(float(logistic.intercept_[0] - weights @ scaler.mean_), 4),
    }


def _refusals(
    observations: Sequence[Observation], chances: Sequence[float], limit: float
) -> dict[str, float]:
    """The share of unanswerable questions among those refused with each status. An answer under the
    limit is refused as not stated."""
    refused: defaultdict[str, list[bool]] = defaultdict(list)
    for item, chance in zip(observations, chances, strict=True):
        if not _is_given(item, chance, limit):
            kind = Status.NOT_STATED.value if item.states_facts else item.status
            refused[kind].append(not item.answerable)
    kinds = (status.value for status in Status if not status.states_facts)
    return {kind: _laplace(refused[kind]) for kind in kinds}


def _laplace(outcomes: Sequence[bool]) -> float:
    """The share of True by Laplace's rule: of none it is a half."""
    return round((sum(outcomes) + 1) / (len(outcomes) + 2), 3)
