"""The documents by the words of their titles: a question that calls one by what it is about looks
only at those that say what is rare of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from functools import reduce
from operator import and_

from answer.find.cutting import Pair
from answer.words import document_keys, keys
from corpus.kinds import KINDS
from corpus.model import Document

# A word as it is written.
_WORD = re.compile(r"[^\W_]+")

_NOBODY: frozenset[str] = frozenset()

# So many words of a title in a row say it, with what the document is before them and without.
_RUN, _LONG_RUN = 5, 6

# What has a title, as compared, and within how many words before it that is said.
_KINDS = tuple(f" {' '.join(keys(name))} " for name in (*KINDS, "bài báo", "bài viết"))
_REACH = 8


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


def only_in_name(
    said: Sequence[str], title: Set[Pair], *, numbered: bool = False
) -> frozenset[str]:
    """Those of the words said that stand only where a document is called by its title: in a run of
    the title's words, behind what has it where the document is ``numbered`` besides.

    >>> sorted(only_in_name("ho so thi cua quyet dinh ve thi tuyen vien chuc xa".split(),
    ...     {("thi", "tuyen"), ("tuyen", "vien"), ("vien", "chuc"), ("chuc", "xa")}))
    ['chuc', 'tuyen', 'vien', 'xa']
    """
    named = {
        place for start, end in _runs(said, title, numbered=numbered) for place in range(start, end)
    }
    beside = {word for place, word in enumerate(said) if place not in named}
    return frozenset(said[place] for place in named).difference(beside)


def without_name(text: str, title: Set[Pair], *, numbered: bool = False) -> str:
    """A text without the words that call a document by its title.

    >>> without_name("Theo quyết định về thi tuyển viên chức xã, hồ sơ gồm gì?",
    ...     {("thi", "tuyen"), ("tuyen", "vien"), ("vien", "chuc"), ("chuc", "xa")})
    'Theo quyết định về , hồ sơ gồm gì?'
    """
    words = list(_WORD.finditer(text))
    said = [" ".join(keys(word.group())) for word in words]
    for start, end in reversed(list(_runs(said, title, numbered=numbered))):
        text = text[: words[start].start()] + text[words[end - 1].end() :]
    return text


def _runs(said: Sequence[str], title: Set[Pair], *, numbered: bool) -> Iterator[tuple[int, int]]:
    """Where a title is said, as ranges of the words."""
    start = 0
    for end in range(1, len(said) + 1):
        if end == len(said) or (said[end - 1], said[end]) not in title:
            called = _is_called(said[:start])
            if end - start >= (_RUN if called else _LONG_RUN) and (called or not numbered):
                yield start, end
            start = end


def _is_called(before: Sequence[str]) -> bool:
    """True when what stands before the words of a title says what has it."""
    near = " ".join(["", *before[-_REACH:], ""])
    return any(kind in near for kind in _KINDS)


def title_keys(document: Document) -> frozenset[str]:
    """The words of a document's title, kind, issuer and number."""
    parts = (document.kind, document.title, document.issuer, document.number)
    return frozenset(document_keys(" ".join(part for part in parts if part)))
