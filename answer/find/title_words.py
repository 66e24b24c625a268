"""The documents by the words of their titles: a question that calls one by what it is about looks
only at those that say what is rare of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Set
from functools import reduce
from operator import and_

from answer.words import document_keys
from corpus.model import Document

_NOBODY: frozenset[str] = frozenset()


class TitleWords:
    """Which documents say a word in their title, kind, issuer or number."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._saying: dict[str, set[str]] = {}
        for document in documents:
            for word in title_keys(document):
                self._saying.setdefault(word, set()).add(document.id)

    def saying(self, word: str) -> Set[str]:
        """Ids of the documents that say a word."""
        return self._saying.get(word, _NOBODY)

    def says(self, document_id: str, said: Iterable[str]) -> bool:
        """True when a document says all of some words."""
        return all(document_id in self.saying(word) for word in said)

    def saying_all(self, said: Collection[str]) -> Set[str]:
        """Ids of the documents that say all of some words, one at least."""
        return reduce(and_, sorted(map(self.saying, said), key=len))

    def lacking_at_most(
        self, most: float, said: Iterable[str], rarity: Callable[[str], float]
    ) -> set[str]:
        """Ids of the documents that lack at most so much, by rarity, of some words. Only those are
        looked at that say one of the words that the fewest say: the others lack more already."""
        told = [(self.saying(word), rarity(word)) for word in said]
        told.sort(key=lambda entry: len(entry[0]))
        found: set[str] = set()
        lacked = 0.0
        for ids, weight in told:
            if lacked > most:
                break
            found |= ids
            lacked += weight
        return {i for i in found if sum(weight for ids, weight in told if i not in ids) <= most}


def title_keys(document: Document) -> frozenset[str]:
    """The words of a document's title, kind, issuer and number."""
    parts = (document.kind, document.title, document.issuer, document.number)
    return frozenset(document_keys(" ".join(part for part in parts if part)))
