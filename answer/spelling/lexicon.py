"""What is likely in Vietnamese: probabilities of a syllable after one or two others.

Interpolated absolute discounting: a little of what was seen is given to what was not, and a
syllable never seen there counts by how many others it has followed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from answer.spelling.counts import BITS, MASK, SPECIAL, Counts, Ints
from corpus.text import fold

Floats = NDArray[np.float64]

_DISCOUNT = 0.75
_MOST_SPELLINGS = 12  # accented spellings kept for one plain spelling, the likeliest


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
        self._pair: Floats = (pair_counts - _DISCOUNT) / total[first]
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
        self._spellings = self._by_fold()

    def _by_fold(self) -> Mapping[str, Ints]:
        grouped: dict[str, list[int]] = defaultdict(list)
        for number in range(len(SPECIAL), len(self.words)):
            grouped[fold(self.words[number])].append(number)
        return {
            plain: np.array(
                sorted(numbers, key=lambda number: -self._single[number])[:_MOST_SPELLINGS],
                dtype=np.int64,
            )
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

    def triple(self, first: Ints, second: Ints, third: Ints) -> Floats:
        """Probability of each ``third`` after each ``first second``; one-dimensional ids in,
        shape (first, second, third) out."""
        shorter, _ = self.pair(second[:, None], third[None, :])
        _, head = self.pair(first[:, None], second[None, :])
        if not len(self.counts.triple_keys):
            return np.broadcast_to(shorter, (len(first), *shorter.shape))
        pairs = first[:, None] << BITS | second[None, :]
        place = _places(self.counts.triple_keys, pairs[:, :, None] << BITS | third[None, None, :])
        direct = np.where(place >= 0, self._triple[place], 0.0)
        left = np.where(head >= 0, self._left_to_pair[head], 1.0)
        return direct + left[:, :, None] * shorter[None, :, :]


_NONE: Ints = np.empty(0, dtype=np.int64)


def _places(sorted_keys: Ints, keys: Ints) -> Ints:
    """Where each key stands among the sorted ones, −1 where it does not."""
    if not len(sorted_keys):
        return np.full(keys.shape, -1, dtype=np.int64)
    place = np.searchsorted(sorted_keys, keys)
    place[place == len(sorted_keys)] = 0
    return np.where(sorted_keys[place] == keys, place, -1)
