"""What is likely in Vietnamese: probabilities of a syllable after one or two others.

Interpolated absolute discounting: a little of what was seen is given to what was not, and a
syllable never seen there counts by how many others it has followed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from corpus.language.counts import BITS, MASK, SPECIAL, Counts, Ints
from corpus.text import fold

Floats = NDArray[np.floating]

_DISCOUNT = 0.75
_MOST_SPELLINGS = 10  # accented spellings kept for one plain spelling, the likeliest


class Lexicon:
    """A language model over syllables. Immutable once made; safe to share between threads."""

    def __init__(self, counts: Counts) -> None:
        self.counts = counts
        self.words = counts.words
        self.ids: Mapping[str, int] = {word: number for number, word in enumerate(self.words)}
        size = len(self.words)
        first, second = counts.pair_keys >> BITS, counts.pair_keys & MASK
        pair_counts = counts.pair_counts.astype(np.float64)

        followed = np.bincount(second, minlength=size).astype(np.float64)
        self._single: Floats = (followed + 0.5) / (followed.sum() + 0.5 * size)

        total = np.bincount(first, weights=pair_counts, minlength=size)
        self._pair: Floats = np.divide(pair_counts - _DISCOUNT, total[first])
        given = np.bincount(first, weights=self._pair, minlength=size)
        self._left_to_single: Floats = 1.0 - given

        head = np.searchsorted(counts.pair_keys, counts.triple_keys >> BITS)
        pair_total = np.maximum(
            np.bincount(head, weights=counts.triple_counts, minlength=len(pair_counts)),
            pair_counts,
        )
        self._triple: Floats = (counts.triple_counts - _DISCOUNT) / pair_total[head]
        given = np.bincount(head, weights=self._triple, minlength=len(pair_counts))
        self._left_to_pair: Floats = 1.0 - given

    @cached_property
    def _spellings(self) -> Mapping[str, Ints]:
        grouped: dict[str, list[int]] = defaultdict(list)
        for number in np.argsort(-self._single, kind="stable").tolist():
            if number >= len(SPECIAL):
                grouped[fold(self.words[number])].append(number)
        return {
            plain: np.array(numbers[:_MOST_SPELLINGS], dtype=np.int64)
            for plain, numbers in grouped.items()
        }

    def spellings(self, plain: str) -> Ints:
        """Ids of the words that are ``plain`` (lower case, no marks) when folded, likeliest
        first; empty when there are none."""
        return self._spellings.get(plain, _NONE)

    def single(self, ids: Ints) -> Floats:
        """Probability of each word with nothing known of what stands before."""
        return self._single[ids]

    def pair(self, first: Ints, second: Ints) -> tuple[Floats, Ints]:
        """Probability of ``second`` after ``first``, element by element (shapes broadcast), and
        the place of the pair among the seen ones, −1 for one never seen."""
        keys = first << BITS | second
        place = _places(self.counts.pair_keys, keys)
        seen = place >= 0
        direct = np.where(seen, self._pair[place], 0.0)
        return direct + self._left_to_single[first] * self._single[second], place

    def along(self, ids: Ints, real: NDArray[np.bool_]) -> tuple[Floats, Floats]:
        """Probabilities along rows of words: ``ids`` and ``real`` have shape (n, k), k spellings
        of each of n neighbours, those not ``real`` being filling.

        Returns those of each word after the one before it, shape (n − 1, k, k), and after the two
        before it, shape (n − 2, k, k, k). What is reached through filling means nothing.
        """
        pair, place = self.pair(ids[:-1, :, None], ids[1:, None, :])
        seen = (place >= 0) & real[:-1, :, None] & real[1:, None, :]
        left = np.where(seen, self._left_to_pair[place], 1.0)
        triple = left[:-1, :, :, None] * pair[1:, None, :, :]
        where = np.nonzero(seen[:-1, :, :, None] & seen[1:, None, :, :])
        row, first, second, third = where
        keys = self.counts.pair_keys[place[row, first, second]] << BITS | ids[row + 2, third]
        found = _places(self.counts.triple_keys, keys)
        known = found >= 0
        triple[tuple(axis[known] for axis in where)] += self._triple[found[known]]
        return pair, triple

    def log_likelihood(self, ids: Sequence[int]) -> float:
        """Natural logarithm of the probability of words in a row, nothing known before them."""
        row = np.array([[number] for number in ids], dtype=np.int64)
        total = float(np.log(self.single(row[0, 0])))
        if len(ids) > 1:
            pair, triple = self.along(row, np.ones_like(row, dtype=np.bool_))
            total += float(np.log(pair[0]).sum() + np.log(triple).sum())
        return total


@cache
def shipped_lexicon() -> Lexicon:
    """The model of ``corpus/data``, loaded once. Raises ModelError when its file is damaged."""
    with as_file(files("corpus") / "data" / "syllables.npz") as path:
        return Lexicon(Counts.load(path))


_NONE: Ints = np.empty(0, dtype=np.int64)


def _places(sorted_keys: Ints, keys: Ints) -> Ints:
    """Where each key stands among the sorted ones, −1 where it does not."""
    if not len(sorted_keys):
        return np.full(keys.shape, -1, dtype=np.int64)
    place = np.searchsorted(sorted_keys, keys)
    place[place == len(sorted_keys)] = 0
    return np.where(sorted_keys[place] == keys, place, -1)
