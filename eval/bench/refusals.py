"""How well the assistant knows what it cannot answer: on a benchmark with unanswerable questions.

Each question gets the measured chance that it can be answered. At the limit that keeps a share of
the answerable questions, so many of the unanswerable are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from answer.find.confidence import Confidence
from answer.model import Question
from answer.protocol import AssistantLike
from eval.bench.sets import Query

KEPT = 0.9
"""The share of answerable questions to keep."""


@dataclass(frozen=True, slots=True)
class Refusals:
    """Of how many questions of either kind what share is refused under which limit, when ``KEPT``
    of the answerable are kept."""

    answerable: int
    unanswerable: int
    limit: float
    refused: float


def deciding(confidence: Confidence) -> Confidence:
    """A confidence that withholds nothing and tells the chance by which it would."""
    return replace(confidence, right=confidence.answerable, least=0.0)


def measure_refusals(
    queries: Sequence[Query],
    assistant: AssistantLike,
    advanced: Callable[[int, int], None] = lambda done, total: None,
) -> Refusals:
    """Asks every question of an assistant with a ``deciding`` confidence. What it refuses all the
    same has no chance."""
    chances = []
    for done, query in enumerate(queries, 1):
        answer = assistant.ask(Question(query.text))
        chances.append(answer.confidence if answer.status.states_facts else 0.0)
        advanced(done, len(queries))
    return refusals(zip(chances, (query.answerable for query in queries), strict=True))


def refusals(told: Iterable[tuple[float, bool]]) -> Refusals:
    """The shares for (chance, answerable) pairs.

    >>> refusals([(0.9, True), (0.8, True), (0.7, False), (0.85, False)]).refused
    0.5
    """
    pairs = list(told)
    answerable = sorted((chance for chance, can in pairs if can), reverse=True)
    others = [chance for chance, can in pairs if not can]
    limit = answerable[max(round(KEPT * len(answerable)), 1) - 1]
    refused = sum(chance < limit for chance in others) / len(others)
    return Refusals(len(answerable), len(others), limit, refused)
