"""How likely an answer is to be right: measured on sets of questions, not guessed.

An answer found by searching rests on ``Evidence``, of which two logistic models tell two chances:
that the answer is right, which is its confidence; and that the question can be answered at all,
under a limit of which it is refused. They are not the same: where many sentences come close to the
best, the matter is likely to be in the documents, the sentence likely to be another. What is come
by directly, or refused, has the share that was right of its kind. The figures and where they come
from are in ``answer/data/confidence.json``, which ``trolyso eval calibrate`` writes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from operator import mul
from typing import Any, NamedTuple

from answer.find.cutting import Unit
from answer.find.scored import Scored
from answer.find.standing_out import share_of_best
from answer.model import Status

# A wrong answer is acted on: one that is this seldom right is worse than none.
_FEWEST_RIGHT = 1 / 3


class Direct(StrEnum):
    """The ways to an answer without a search: the clause that a question names shown whole, a
    sentence inside such a clause, the data of a document or the rows of its table of tasks, the
    article on its scope."""

    CLAUSE = "clause"
    INSIDE = "inside"
    DATA = "data"
    ABOUT = "about"


class Evidence(NamedTuple):
    """What speaks for the best sentence found.

    ``score`` is that of ``answer.find.ranking.Scored``, ``margin`` by how much it beats the score
    of the next clause that does not head it, ``alone`` how little comes near it
    (``answer.find.standing_out``), ``coverage`` how much of the question's topic stands in it or
    above it; ``named`` is 1 when the question names a document or a place, ``duties`` when it asks
    for those of a body and the sentence is of that body.
    """

    score: float
    margin: float
    alone: float
    coverage: float
    named: float
    duties: float


def evidence_of(ranked: Sequence[Scored], *, named: bool, duties: bool = False) -> Evidence:
    """What speaks for the first of some ranked units."""
    best = ranked[0]
    others = (
        item.score
        for item in ranked
        if not _goes_with(best.unit, item.unit) and (item.of_body or not duties)
    )
    return Evidence(
        score=best.score,
        margin=best.score - max(others, default=0.0),
        alone=share_of_best(ranked),
        coverage=best.coverage,
        named=named,
        duties=duties,
    )


def _goes_with(best: Unit, unit: Unit) -> bool:
    """True for a unit of the clause that holds the best, or that heads the list it is in."""
    if unit.document_id != best.document_id:
        return False
    return unit.cited.address == best.cited.address or unit.start < best.start < unit.group_end


@dataclass(frozen=True, slots=True)
class Logistic:
    """A chance by evidence."""

    weights: Evidence
    intercept: float

    def chance(self, evidence: Evidence) -> float:
        """From 0 to 1.

        >>> nothing = Evidence(*(0.0 for _ in Evidence._fields))
        >>> Logistic(nothing, 0.0).chance(nothing)
        0.5
        """
        return 1 / (1 + math.exp(-self.intercept - sum(map(mul, self.weights, evidence))))


@dataclass(frozen=True)
class Confidence:
    """The measured chances, each from 0 to 1: that an answer is ``right`` and that its question is
    ``answerable``, by its evidence. When the latter is under ``least`` no answer is given."""

    right: Logistic
    answerable: Logistic
    least: float
    direct: Mapping[str, float]
    refusals: Mapping[str, float]

    def of_sentence(self, evidence: Evidence) -> float:
        """The chance that an answer that rests on this is right."""
        return self.right.chance(evidence)

    def suffices(self, evidence: Evidence) -> bool:
        """True when an answer that rests on this is given: its question can be answered, and it is
        not more likely wrong than right by two to one."""
        fair = self.right.chance(evidence) >= _FEWEST_RIGHT
        return fair and self.answerable.chance(evidence) >= self.least

    def of_direct(self, way: Direct) -> float:
        """The share of right ones among answers come by this way."""
        return self.direct[way]

    def of_refusal(self, status: Status) -> float:
        """The share of rightly refused questions among refusals of this status."""
        return self.refusals[status]


@cache
def measured() -> Confidence:
    """The confidence that ships with the product."""
    told = json.loads((files("answer") / "data" / "confidence.json").read_text(encoding="utf-8"))
    return Confidence(
        right=_logistic(told["right"]),
        answerable=_logistic(told["answerable"]),
        least=told["answerable"]["least"],
        direct=told["direct"],
        refusals=told["refusals"],
    )


def _logistic(told: Mapping[str, Any]) -> Logistic:
    """A model as the file tells it; features that it does not name tell it nothing."""
    weights = {name: told["weights"].get(name, 0.0) for name in Evidence._fields}
    return Logistic(Evidence(**weights), told["intercept"])
