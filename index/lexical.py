"""BM25 over the words of passages, in two fields: as written, and without diacritics.

A field holds syllables and pairs of neighbouring syllables, since a Vietnamese word is often two
("chuyển đổi"); a document number is held whole and in its parts ("87/kh-ubnd", "87").

On the disk a field is arrays alone, mapped when it is read: of a million passages only the postings
of the words that are asked for come into memory, and processes share them. A term stands there by
64 bits of its BLAKE2b digest, in ascending order: a vocabulary of strings would have to be read
whole, and pairs of words are many. That two of ten million terms have one key, and count as one, is
as likely as three in a million.
"""

from __future__ import annotations

import hashlib
import math
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.text import fold, words
from index.mapping import mapped
from index.postings import Ints, Postings, Weights, again, joined, moved, unweigh, weigh

Scores = npt.NDArray[np.float32]

Terms = npt.NDArray[np.uint64]
"""Keys of terms, ascending; a term's place in them is its number."""

_KEY_BYTES = 8

# What joins the parts of a document number or of a figure: 87/kh-ubnd, 57-nq/tw, 1.500.
_JOINT = re.compile(r"[/\-.,]")


def terms(text: str) -> list[str]:
    """The terms of a text as written: words, the parts of numbers, pairs of neighbours.

    >>> terms("Kế hoạch 87/KH-UBND")
    ['kế', 'hoạch', '87/kh-ubnd', '87', 'kh', 'ubnd', 'kế_hoạch', 'hoạch_87/kh-ubnd']
    """
    whole = words(text)
    singles: list[str] = []
    for word in whole:
        singles.append(word)
        if _JOINT.search(word):
            singles += _JOINT.split(word)
    return singles + [f"{left}_{right}" for left, right in pairwise(whole)]


def folded_terms(text: str) -> list[str]:
    """The terms of a text without diacritics."""
    return [_folded(term) for term in terms(text)]


# Pairs of words are said over and over as words are. No more are remembered: who asks brings new
# ones for ever.
_folded = lru_cache(maxsize=4_096)(fold)


class LexicalField:
    """One BM25 field over some texts; its scores come in their order. ``lengths`` are the numbers
    of terms of the texts."""

    def __init__(
        self, terms: Terms, weights: Weights, lengths: Ints, analyse: Callable[[str], list[str]]
    ) -> None:
        self._terms = terms
        self._weights = weights
        self._lengths = lengths
        self._analyse = analyse

    @classmethod
    def of(cls, texts: Sequence[str], analyse: Callable[[str], list[str]]) -> LexicalField:
        """The field of some texts, of which there must be one at least."""
        none = np.zeros(0, np.int32)
        nothing = Postings(none, none, none.astype(np.float32), np.zeros(len(texts), np.int32))
        return cls._of(nothing, np.zeros(0, np.uint64), enumerate(texts), analyse)

    def with_texts(self, texts: Sequence[str], kept: Sequence[int | None]) -> LexicalField:
        """The field of these texts, some of which stand in this one: ``kept`` has for each text its
        place here, or None. Only the others are read; the scores are as ``of`` would give them."""
        new_rows = np.full(len(self), -1, np.int32)
        for row, old in enumerate(kept):
            if old is not None:
                new_rows[old] = row
        stay = moved(unweigh(self._weights, self._lengths), new_rows, len(texts))
        new = ((row, text) for row, text in enumerate(texts) if kept[row] is None)
        return self._of(stay, self._terms, new, self._analyse)

    def taken(self, rows: Ints) -> LexicalField:
        """The field of texts of this one, by their places; one may be taken again and again."""
        stay = again(unweigh(self._weights, self._lengths), rows)
        weights = weigh(stay, len(self._terms))
        return LexicalField(self._terms, weights, stay.lengths, self._analyse)

    @classmethod
    def _of(
        cls,
        stay: Postings,
        known: Terms,
        texts: Iterable[tuple[int, str]],
        analyse: Callable[[str], list[str]],
    ) -> LexicalField:
        """The field of postings that stay, over known terms, and of texts to read, each with its
        row."""
        rows, columns, counts = array("i"), array("i"), array("f")
        lengths = np.zeros_like(stay.lengths)
        vocabulary: dict[str, int] = {}
        for row, text in texts:
            # A text without words gets one empty term: no text is of no length.
            counted = Counter(analyse(text) or [""])
            columns.extend(vocabulary.setdefault(term, len(vocabulary)) for term in counted)
            counts.extend(counted.values())
            rows.extend([row] * len(counted))
            lengths[row] = counted.total()
        read = keys_of(vocabulary)
        every = np.union1d(known, read)
        postings = joined(
            replace(stay, terms=_numbers(every, known)[stay.terms]),
            Postings(
                np.array(rows, np.int32),
                _numbers(every, read)[np.array(columns, np.int32)],
                np.array(counts, np.float32),
                lengths,
            ),
        )
        return cls(every, weigh(postings, len(every)), postings.lengths, analyse)

    def __len__(self) -> int:
        return len(self._lengths)

    def scores(self, query: str) -> Scores:
        """The BM25 score of every text for a query, shape (texts,), 0 where no term is shared."""
        scores = np.zeros(len(self), np.float32)
        numbers = np.array(self._numbers_of(dict.fromkeys(self._analyse(query))), np.int64)
        firsts, ends = self._weights.indptr[[numbers, numbers + 1]].tolist()
        for held in map(slice, firsts, ends):
            np.add.at(scores, self._weights.indices[held], self._weights.data[held])
        return scores

    def rarity(self, term: str) -> float:
        """How much a term tells, from near 0 (it is in every text) to 1 (in one or none)."""
        held = 0
        for number in self._numbers_of([term]):
            first, end = self._weights.indptr[number : number + 2]
            held = int(end - first)
        return math.log(1 + len(self) / max(held, 1)) / math.log(1 + len(self))

    def _numbers_of(self, terms: Iterable[str]) -> list[int]:
        """The numbers of the terms that are known, in their order."""
        keys = keys_of(terms)
        places = np.minimum(np.searchsorted(self._terms, keys), len(self._terms) - 1)
        numbers: list[int] = places[self._terms[places] == keys].tolist()
        return numbers

    def counts(self) -> tuple[Terms, Ints]:
        """The terms by their keys, ascending, and in how many of the texts each stands."""
        return self._terms, np.diff(self._weights.indptr).astype(np.int32)

    def texts(self) -> Iterator[tuple[Terms, Scores]]:
        """The terms of every text by their keys, and the weight of each, in the order of texts: the
        score of a query is the sum of the weights of its terms."""
        held = np.diff(self._weights.indptr)
        columns = np.repeat(np.arange(len(held), dtype=np.int32), held)
        order = np.argsort(self._weights.indices, kind="stable")
        ends = np.cumsum(np.bincount(self._weights.indices, minlength=len(self)))
        for start, end in pairwise([0, *ends.tolist()]):
            own = order[start:end]
            yield self._terms[columns[own]], self._weights.data[own]

    def save(self, folder: Path) -> None:
        """Writes the arrays, each into a file of its own."""
        folder.mkdir()
        for name, value in self._arrays().items():
            np.save(folder / f"{name}.npy", value, allow_pickle=False)

    def _arrays(self) -> dict[str, npt.NDArray[Any]]:
        weights = {field.name: getattr(self._weights, field.name) for field in fields(Weights)}
        return {"terms": self._terms, "lengths": self._lengths, **weights}

    @classmethod
    def load(cls, folder: Path, analyse: Callable[[str], list[str]]) -> LexicalField:
        """The field that was saved, its arrays mapped from the disk."""
        weights = Weights(*(mapped(folder / f"{field.name}.npy") for field in fields(Weights)))
        return cls(mapped(folder / "terms.npy"), weights, mapped(folder / "lengths.npy"), analyse)


def keys_of(terms: Iterable[str]) -> Terms:
    """The keys of terms, in their order."""
    digests = (hashlib.blake2b(t.encode("utf-8"), digest_size=_KEY_BYTES).digest() for t in terms)
    return np.frombuffer(b"".join(digests), "<u8")


def _numbers(every: Terms, terms: Terms) -> Ints:
    """The number of each of some terms among all of them."""
    return np.searchsorted(every, terms).astype(np.int32)
