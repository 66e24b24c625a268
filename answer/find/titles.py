"""Documents called by their kind and by words of their titles: "quyết định về hạ tầng số"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from operator import itemgetter

from answer.find.cutting import Pair
from answer.words import keys
from corpus.kinds import KINDS
from corpus.model import Document

# Pairs of neighbours in a title that must be said for a document to be called by it, and the share
# of them that another title may have.
_FEWEST, _OF_RIVAL = 3, 0.6

# So few words behind the word for the text its title begins: "quyết định của Thủ tướng về …"; a
# title of few words begins at once: "luật về …".
_RIGHT_BEHIND, _AT_ONCE = 5, 2

# What any text is called.
_ANY = keys("văn bản")

# What a kind of text issues, by which such a text is called more than by its own kind.
_ISSUED = {
    kind: [keys(issued.name) for issued in KINDS.values() if kind in issued.carried_by]
    for kind in KINDS
}


@dataclass(frozen=True, slots=True)
class _Title:
    """A title as compared: its ``pairs`` of neighbours, its kind taken off, those ``telling`` that
    are not of its issuer's name, which tells whose it is and not which; ``kinds``, what a document
    that has it is called; ``ids`` are those that have it."""

    kinds: tuple[tuple[str, ...], ...]
    pairs: frozenset[Pair]
    telling: frozenset[Pair]
    ids: list[str]

    def is_called(self, said: list[str]) -> bool:
        """True when one of the pairs follows a word for the text: its kind, or what it issues ("Ban
        hành Quy chế …")."""
        told = [pair in self.pairs for pair in pairwise(said)]
        reach = _RIGHT_BEHIND if len(self.pairs) >= _FEWEST else _AT_ONCE
        return any(
            tuple(said[start : start + len(name)]) == name
            and any(told[start + len(name) :][:reach])
            for name in self.kinds
            for start in range(len(said) - len(name))
        )


class Titles:
    """The titles of some documents, by the pairs of words in them."""

    def __init__(self, documents: Iterable[Document]) -> None:
        known: dict[tuple[str, str, str | None], _Title] = {}
        for document in documents:
            if not document.secondary and document.kind and document.title:
                name = document.kind, document.title, document.issuer
                if name not in known:
                    known[name] = _title(*name)
                known[name].ids.append(document.id)
        self._titles = list(known.values())
        self._having: dict[Pair, list[int]] = {}
        for place, title in enumerate(self._titles):
            for pair in title.pairs:
                self._having.setdefault(pair, []).append(place)

    def called(self, text: str) -> str | None:
        """The one document that a text calls by its title; None where it calls another as well or
        nearly. A title counts by how many of its pairs are said, times the share that they are of
        it."""
        said = keys(text)
        best = list(islice(self._best(said), 2))
        if not best or len(best[0][1].ids) > 1:
            return None
        rival = best[1][0] if len(best) > 1 else 0.0
        return best[0][1].ids[0] if rival <= _OF_RIVAL * best[0][0] else None

    def _best(self, said: list[str]) -> Iterator[tuple[float, _Title]]:
        """The titles that are called, with what each counts, the best first."""
        spoken = set(pairwise(said))
        both = Counter(place for pair in spoken for place in self._having.get(pair, ()))
        counted = [
            (count * count / len(title.pairs), title)
            for place, count in both.items()
            if len(spoken & (title := self._titles[place]).telling)
            >= min(_FEWEST, len(title.telling))
        ]
        counted.sort(key=itemgetter(0), reverse=True)
        return (entry for entry in counted if entry[1].is_called(said))


def _title(kind: str, title: str, issuer: str | None) -> _Title:
    name, words = keys(kind), keys(title)
    issued = (other for other in _ISSUED.get(kind, ()) if _holds(words, other))
    pairs = frozenset(pairwise(words[len(name) :] if words[: len(name)] == name else words))
    return _Title(
        kinds=tuple(map(tuple, (name, *issued, _ANY))),
        pairs=pairs,
        telling=pairs - frozenset(pairwise(keys(issuer or ""))),
        ids=[],
    )


def _holds(words: list[str], part: list[str]) -> bool:
    return any(words[at : at + len(part)] == part for at in range(len(words)))
