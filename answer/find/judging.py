"""Is the best that was found an answer? Better none than one that does not answer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from answer.find.ranking import Scored
from answer.understand.cues import Want
from answer.understand.understanding import Understanding


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether to answer, how sure (0 to 1), and what is lacking when not."""

    good: bool
    confidence: float
    lacking: Want | None = None


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How much of a question's topic must be found, and how close a sentence that shows what is
    wanted must come to the one that is most on the topic. Tuned on the dev set."""

    coverage: float = 0.28
    score: float = 0.75
    beside: float = 0.76


UNNAMED = Thresholds(coverage=0.42, score=0.9)
"""Over the whole corpus, where the question names no document or place, chance finds more."""

WHERE_NAMED = Thresholds(coverage=0.0, score=0.0, beside=0.0)
"""Inside a clause that the question itself names it is enough to show what is wanted."""


# The chance that an answer of a score is right: a logistic curve fitted to 308 answers of the three
# question sets. From the lowest fifth of the scores to the highest it tells .62, .81, .87, .91 and
# .95; right were .60, .80, .84, .93 and .98.
_AT_ZERO, _PER_SCORE = 3.36, 3.10


def judge(
    question: Understanding, ranked: Sequence[Scored], limits: Thresholds = Thresholds()
) -> Verdict:
    """The verdict on ranked units: those that show what is wanted first, best first."""
    if not ranked:
        return Verdict(False, 0.0)
    best = ranked[0]
    confidence = 1 / (1 + math.exp(_AT_ZERO - _PER_SCORE * best.score))
    beside = best.field or best.topical >= limits.beside * max(item.topical for item in ranked)
    if not best.fits or not beside:
        return Verdict(False, confidence, _lacking(question))
    if best.coverage < limits.coverage or best.score < limits.score:
        return Verdict(False, confidence)
    if question.asks_duties_of_bodies and not best.of_body:
        return Verdict(False, confidence, Want.DUTY)
    return Verdict(True, confidence)


def _lacking(question: Understanding) -> Want | None:
    order = (
        Want.EFFECTIVE_ON,
        Want.CONTACT,
        Want.PERSON,
        Want.PLACE,
        Want.PERCENT,
        Want.MONEY,
        Want.RANK,
        Want.DATE,
        Want.NUMBER,
        Want.COUNT,
    )
    return next((want for want in order if want in question.wants), None)
