"""The search of every door: a query's typing mended, then the passages that the index ranks."""

from __future__ import annotations

from answer.spelling import Speller
from index.model import Filters, Hit, PassageIndex
from index.search import has_diacritics


def search_passages(
    index: PassageIndex, speller: Speller, query: str, k: int, filters: Filters = Filters()
) -> list[Hit]:
    """The k best passages for a query as it was typed, best first."""
    spelled = speller.understand(query)
    restored = not has_diacritics(query)
    return index.search(spelled.search_text, k, filters, restored=restored)
