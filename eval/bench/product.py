"""The product's own search over a benchmark's texts."""

from __future__ import annotations

from answer.searching import search_passages
from answer.spelling import Speller
from eval.bench.retrieval import deepest
from eval.bench.scores import Ranking
from index.search import Index

_PASSAGES = 400
"""Passages asked for: enough for those of a hundred texts."""


class ProductSearch:
    """Searches as ``trolyso search`` does, but that the speller has learned nothing from the
    benchmark's own texts: what it restores shows what it knows of Vietnamese."""

    name = "Trợ lý số"

    def __init__(self, index: Index, speller: Speller) -> None:
        self._index = index
        self._speller = speller

    def search(self, question: str) -> Ranking:
        hits = search_passages(self._index, self._speller, question, _PASSAGES)
        return deepest([(hit.passage.document_id, hit.score) for hit in hits])
