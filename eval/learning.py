"""Learns what each feature of ranking tells, from questions whose right clauses are known.

For every question the units that were ranked together are remembered, with those that a right
answer rests on. The weights are those by which a right one comes first most surely (a softmax over
the units of a question), held near the weights there are. What they are worth is told by leaving
each set of questions out in turn: learned on the others, looked at on that one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from answer.assistant import Assistant
from answer.find.cutting import Unit
from answer.find.features import WEIGHTS, Features, Likenesses
from answer.find.ranking import Ranker, Rarity
from answer.find.scored import Scored
from answer.find.units import Units
from answer.model import Question
from answer.understand.understanding import Understanding
from corpus.model import Document
from eval.questions import EvalQuestion

# How much a higher score makes one come first, how strongly weights are held, and the descent.
_STEEPNESS, _HELD = 10.0, 0.01
_STEPS, _RATE = 400, 0.02

Array = NDArray[np.float64]
Place = tuple[str, int, int]
"""A document's id and a range of its text."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The features of units ranked together, one a row, and which of them are right."""

    features: Array
    right: NDArray[np.bool_]


def learn(rankings: Sequence[Ranking], start: Features = WEIGHTS) -> Features:
    """The weights by which right units come first most surely, on the scale of ``start``."""
    held = np.array(start)
    weights = held.copy()
    for _ in range(_STEPS):
        slope = sum((_slope(ranking, weights) for ranking in rankings), np.zeros_like(held))
        weights -= _RATE * (slope / max(len(rankings), 1) + 2 * _HELD * (weights - held))
    scale = _best(rankings, held) / (_best(rankings, weights) or 1.0)
    return Features(*(float(weight) for weight in weights * scale))


def right_first(rankings: Sequence[Ranking], weights: Features = WEIGHTS) -> float:
    """The share of rankings in which a right unit scores highest."""
    firsts = [bool(r.right[int(np.argmax(r.features @ np.array(weights)))]) for r in rankings]
    return sum(firsts) / len(firsts) if firsts else 0.0


def left_out(sets: Mapping[str, Sequence[Ranking]]) -> Iterator[tuple[str, float, float]]:
    """For each set its name, the share right by the weights there are, and by those learned on the
    other sets."""
    for name, held_out in sets.items():
        others = [r for other, found in sets.items() if other != name for r in found]
        yield name, right_first(held_out), right_first(held_out, learn(others))


def rankings(assistant: Assistant, questions: Sequence[EvalQuestion]) -> list[Ranking]:
    """What an assistant ranks for questions with known places, the first time over the documents
    that hold them."""
    found: list[Ranking] = []
    for question in questions:
        places = list(_places(question, assistant.documents))
        seen: list[list[Scored]] = []
        assistant._answerer._ranker = _Heard(assistant._index.rarity, seen.append)
        assistant.ask(Question(question.question, question.history))
        for ranked in seen:
            ranking = _ranking(ranked, places)
            if ranking is not None:
                found.append(ranking)
                break
    return found


def as_toml(weights: Features) -> str:
    """The weights as ``answer/data/ranking.toml`` holds them."""
    return "".join(f"{name} = {weight:.2f}\n" for name, weight in weights._asdict().items())


class _Heard(Ranker):
    """Ranks, and tells what it ranked."""

    def __init__(self, rarity: Rarity, hear: Callable[[list[Scored]], None]) -> None:
        super().__init__(rarity)
        self._hear = hear

    def rank(
        self,
        question: Understanding,
        units: Sequence[tuple[Units, Unit]],
        likeness: Likenesses,
    ) -> list[Scored]:
        ranked = super().rank(question, units, likeness)
        self._hear(ranked)
        return ranked


def _ranking(ranked: Sequence[Scored], places: Sequence[Place]) -> Ranking | None:
    """The units that are ranked as high as the best right one, None where none is right or all
    are."""
    right = [_is_right(item, places) for item in ranked]
    if True not in right:
        return None
    best = ranked[right.index(True)]
    peers = [at for at, item in enumerate(ranked) if item.fits == best.fits]
    marks = np.array([right[at] for at in peers])
    return None if marks.all() else Ranking(np.array([ranked[at].features for at in peers]), marks)


def _is_right(item: Scored, places: Sequence[Place]) -> bool:
    """True when half of a unit, or of a place, is in the other; of a list that is shown whole, when
    it holds the place."""
    unit = item.unit
    end = unit.group_end if item.features.opens else unit.end
    return any(
        unit.document_id == document
        and 2 * (min(end, last) - max(unit.start, first)) >= min(end - unit.start, last - first)
        for document, first, last in places
    )


def _places(question: EvalQuestion, documents: Mapping[str, Document]) -> Iterator[Place]:
    for gold in (gold for need in question.needs for gold in need):
        words = re.compile(r"\s+".join(map(re.escape, gold.span.split())))
        for document in documents.values():
            if document.source == gold.source and (match := words.search(document.text)):
                yield (document.id, *match.span())


def _slope(ranking: Ranking, weights: Array) -> Array:
    scores = _STEEPNESS * (ranking.features @ weights)
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    wanted = chances * ranking.right
    wanted /= wanted.sum() or 1.0
    slope: Array = _STEEPNESS * ((chances - wanted) @ ranking.features)
    return slope


def _best(rankings: Sequence[Ranking], weights: Array) -> float:
    return float(np.mean([(r.features @ weights).max() for r in rankings])) if rankings else 0.0
