"""How well a search finds the texts of a benchmark's questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.text import fold
from eval.bench.scores import DEPTHS, Ranking, RetrievalScores, mean_scores, score_rankings
from eval.bench.sets import Benchmark, Query

DEEPEST = DEPTHS[-1]


class Searcher(Protocol):
    """Something that searches the texts of a benchmark."""

    @property
    def name(self) -> str:
        """What it is, for the report."""

    def search(self, question: str) -> Ranking:
        """The texts found, at most ``DEEPEST`` of them."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """How a searcher did: the means over the answerable questions, and each of these with its
    scores and the texts found first."""

    searcher: str
    scores: RetrievalScores
    queries: tuple[tuple[Query, RetrievalScores, tuple[str, ...]], ...]


def without_diacritics(question: str) -> str:
    """The question as typed on a telephone: no marks, no capitals.

    >>> without_diacritics("Quyết định số 87/QĐ-UBND?")
    'quyet dinh so 87/qd-ubnd?'
    """
    return fold(question)


def measure_retrieval(
    benchmark: Benchmark,
    searcher: Searcher,
    *,
    strip: bool = False,
    advanced: Callable[[int, int], None] = lambda done, total: None,
) -> Retrieved:
    """Asks the answerable questions of a benchmark, with their diacritics or without."""
    queries = [query for query in benchmark.queries if query.answerable]
    rankings: dict[str, Ranking] = {}
    for done, query in enumerate(queries, 1):
        text = without_diacritics(query.text) if strip else query.text
        rankings[query.id] = searcher.search(text)
        advanced(done, len(queries))
    scores = score_rankings(queries, rankings)
    found = (_first(rankings[query.id]) for query in queries)
    return Retrieved(
        searcher=searcher.name,
        scores=mean_scores(scores),
        queries=tuple(zip(queries, scores, found, strict=True)),
    )


def deepest(ranked: Sequence[tuple[str, float]]) -> Ranking:
    """The ranking of passages found, best first, by the texts they are of: the first passage of a
    text counts."""
    ranking: dict[str, float] = {}
    for text, score in ranked:
        if len(ranking) == DEEPEST:
            break
        ranking.setdefault(text, score)
    return ranking


def _first(ranking: Ranking) -> tuple[str, ...]:
    return tuple(sorted(ranking, key=lambda text: -ranking[text])[:3])
