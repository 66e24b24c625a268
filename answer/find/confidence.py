"""How likely an answer is to be right: measured on sets of questions, not guessed.

An answer found by searching rests on ``Evidence``; a logistic model of a few features gives the
chance. What is come by directly, or refused, has the share that was right of its kind. The figures,
the chance under which nothing is answered, and where they come from are in
``answer/data/confidence.json``, which ``trolyso eval calibrate`` writes.
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
from typing import NamedTuple

from answer.find.ranking import Scored
from answer.model import Status


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
    of the next clause; ``named`` is 1 when the question names a document or a place.
    """

    score: float
    margin: float
    named: float


def evidence_of(ranked: Sequence[Scored], *, named: bool) -> Evidence:
    """What speaks for the first of some ranked units."""
    best = ranked[0]
    here = (best.unit.document_id, best.unit.cited.address)
    others = (i.score for i in ranked if (i.unit.document_id, i.unit.cited.address) != here)
    return Evidence(
        score=best.score,
        margin=best.score - max(others, default=0.0),
        named=named,
    )


@dataclass(frozen=True)
class Confidence:
    """The measured chances, each from 0 to 1. ``weights`` and ``intercept`` make the chance of an
    answer by its evidence; under ``least`` it is not given."""

    weights: Evidence
    intercept: float
    least: float
    direct: Mapping[str, float]
    refusals: Mapping[str, float]

    def of_sentence(self, evidence: Evidence) -> float:
        """The chance that an answer that rests on this is right.

        >>> nothing = Evidence(*(0.0 for _ in Evidence._fields))
        >>> Confidence(nothing, 0.0, 0.0, {}, {}).of_sentence(nothing)
        0.5
        """
        return 1 / (1 + math.exp(-self.intercept - sum(map(mul, self.weights, evidence))))

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
        weights=Evidence(**told["sentence"]["weights"]),
        intercept=told["sentence"]["intercept"],
        least=told["sentence"]["least"],
        direct=told["direct"],
        refusals=told["refusals"],
    )
