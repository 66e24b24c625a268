"""Counts of syllables, and of pairs and triples of them: learned from texts, added up, kept in a
file.

The file holds numbers and a list of syllables, no sentences and nothing that runs.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError
from corpus.language.syllables import canonical, is_syllable, lacks_tone
from corpus.language.tokens import Kind, Token, tokenize
from corpus.npy import ONE_AT_A_TIME
from corpus.text import fold, nfc

Ints = NDArray[np.int64]

UNKNOWN, BREAK, NUMBER = 0, 1, 2
SPECIAL = ("<?>", "<|>", "<0>")

NO_WORDS = {Kind.BREAK: BREAK, Kind.NUMBER: NUMBER, Kind.OTHER: UNKNOWN}
"""The ids of tokens that are no words."""

BITS = 16  # an id takes 16 bits of a key: a vocabulary holds at most 65,536 words
MASK = (1 << BITS) - 1

_GAP = -1  # stands between texts: no pair or triple spans it
_MOST_WORDS = MASK
_LARGEST_COUNT = (1 << 16) - 1
_SHORT_LINE = 3  # words; a line this short is taken as Vietnamese
_ACCENTED_SHARE = 0.4  # of the words of a line; Vietnamese prose has some .75, English none
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Counts:
    """How often words, pairs and triples were seen. ``words[id]``; the first three ids are
    SPECIAL. A key is the ids of its words, 16 bits each, the last lowest; keys ascend."""

    words: tuple[str, ...]
    singles: Ints
    pair_keys: Ints
    pair_counts: Ints
    triple_keys: Ints
    triple_counts: Ints

    @classmethod
    def learn(
        cls,
        sequences: Iterable[tuple[Sequence[str], int]],
        *,
        known: Sequence[str] = SPECIAL,
        least: int = 1,
    ) -> Counts:
        """Count sequences of words (see ``sequence``), each so many times.

        ``known`` words keep their ids; another word gets one when seen ``least`` times.
        """
        read = [(list(words), times) for words, times in sequences]
        seen: Counter[str] = Counter()
        for words, times in read:
            seen.update(words * times)
        ids = {word: number for number, word in enumerate(known)}
        for word, count in seen.most_common():
            if count >= least and word not in ids and len(ids) < _MOST_WORDS:
                ids[word] = len(ids)
        flat: list[int] = []
        for words, times in read:
            flat.extend([*map(ids.get, words, repeat(UNKNOWN)), _GAP] * times)
        stream = np.array(flat or [_GAP], dtype=np.int64)
        inside = stream != _GAP
        pairs = inside[:-1] & inside[1:]
        triples = pairs[:-1] & pairs[1:]
        pair_keys, pair_counts = np.unique(
            (stream[:-1] << BITS | stream[1:])[pairs], return_counts=True
        )
        triple_keys, triple_counts = np.unique(
            (stream[:-2] << 2 * BITS | stream[1:-1] << BITS | stream[2:])[triples],
            return_counts=True,
        )
        return cls(
            words=tuple(ids),
            singles=np.bincount(stream[inside], minlength=len(ids)).astype(np.int64),
            pair_keys=pair_keys,
            pair_counts=pair_counts.astype(np.int64),
            triple_keys=triple_keys,
            triple_counts=triple_counts.astype(np.int64),
        )

    def plus(self, other: Counts) -> Counts:
        """Both added up. ``other`` was learned with ``known=self.words``."""
        if other.words[: len(self.words)] != self.words:
            raise ValueError("counts with other word ids cannot be added")
        singles = other.singles.copy()
        singles[: len(self.singles)] += self.singles
        pairs = _added(self.pair_keys, self.pair_counts, other.pair_keys, other.pair_counts)
        triples = _added(
            self.triple_keys, self.triple_counts, other.triple_keys, other.triple_counts
        )
        return Counts(other.words, singles, *pairs, *triples)

    def pruned(self, least_pair: int, least_triple: int) -> Counts:
        """Without the pairs and triples seen less often than that."""
        pairs = self.pair_counts >= least_pair
        triples = self.triple_counts >= least_triple
        triples &= np.isin(self.triple_keys >> BITS, self.pair_keys[pairs])
        return self._kept(pairs, triples)

    def without_slips(self, base: Counts, ratio: int) -> Counts:
        """Without the pairs that are likely misspelt: those that ``base`` holds over ``ratio``
        times as often with other marks; and without the triples made of such.

        A scan read by machine must not teach its errors. Ids of ``base`` are ids here.
        """
        letters: dict[str, int] = {}
        plain = np.array([letters.setdefault(fold(word), len(letters)) for word in self.words])
        known = _looked_up(base.pair_keys, base.pair_counts, self.pair_keys)
        mine, place = np.unique(_plain_pairs(self.pair_keys, plain), return_inverse=True)
        alike = _summed_for(mine, _plain_pairs(base.pair_keys, plain), base.pair_counts)[place]
        slips = self.pair_keys[(known + 1) * ratio < alike]
        pairs = ~np.isin(self.pair_keys, slips)
        ends = self.triple_keys & (1 << 2 * BITS) - 1
        triples = ~(np.isin(self.triple_keys >> BITS, slips) | np.isin(ends, slips))
        return self._kept(pairs, triples)

    def _kept(self, pairs: NDArray[np.bool_], triples: NDArray[np.bool_]) -> Counts:
        return Counts(
            self.words,
            self.singles,
            self.pair_keys[pairs],
            self.pair_counts[pairs],
            self.triple_keys[triples],
            self.triple_counts[triples],
        )

    def save(self, path: Path) -> None:
        """Write the counts, compressed. Keys are kept as the last id of each, under its head."""
        contexts = self.triple_keys >> BITS
        head_of_triple = np.searchsorted(self.pair_keys, contexts)
        np.savez_compressed(
            path,
            format=np.array([_FORMAT], dtype=np.uint8),
            words=np.frombuffer("\n".join(self.words).encode(), dtype=np.uint8),
            singles=self.singles.astype(np.uint32),
            pair_last=(self.pair_keys & MASK).astype(np.uint16),
            pair_sizes=_sizes(self.pair_keys >> BITS, len(self.words)),
            pair_counts=_small(self.pair_counts),
            triple_last=(self.triple_keys & MASK).astype(np.uint16),
            triple_sizes=_sizes(head_of_triple, len(self.pair_keys)),
            triple_counts=_small(self.triple_counts),
        )

    @classmethod
    def load(cls, path: Path) -> Counts:
        """Read what ``save`` wrote. Raises ModelError when it cannot be that."""
        try:
            with ONE_AT_A_TIME, path.open("rb") as file, np.load(file, allow_pickle=False) as data:
                found = int(data["format"][0])
                if found != _FORMAT:
                    raise _unusable(path, f"định dạng {found}, cần {_FORMAT}")
                words = tuple(data["words"].tobytes().decode("utf-8").split("\n"))
                heads = np.repeat(np.arange(len(words), dtype=np.int64), data["pair_sizes"])
                pair_keys = heads << BITS | data["pair_last"]
                triple_keys = np.repeat(pair_keys, data["triple_sizes"]) << BITS
                return cls(
                    words=words,
                    singles=data["singles"].astype(np.int64),
                    pair_keys=pair_keys,
                    pair_counts=data["pair_counts"].astype(np.int64),
                    triple_keys=triple_keys | data["triple_last"],
                    triple_counts=data["triple_counts"].astype(np.int64),
                )
        except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
            raise _unusable(path, str(error)) from error


def sequence(text: str) -> list[str]:
    """A line of text as the words that are counted: canonical syllables, SPECIAL for the rest.

    >>> sequence("Kế hoạch 87/KH-UBND, email?")
    ['<|>', 'kế', 'hoạch', '<0>', '<|>', '<?>', '<|>', '<|>']
    """
    edge = SPECIAL[BREAK]
    return [edge, *chain.from_iterable(map(_words, nfc(text).split())), edge]


@lru_cache(maxsize=1 << 14)
def _words(piece: str) -> tuple[str, ...]:
    """The words of a piece between spaces; pieces repeat, so it pays to remember them."""
    return tuple(_word(token) for token in tokenize(piece))


def _word(token: Token) -> str:
    if token.kind is Kind.WORD:
        word = canonical(token.text)
        return word if is_syllable(word) and not lacks_tone(word) else SPECIAL[UNKNOWN]
    return SPECIAL[NO_WORDS[token.kind]]


def vietnamese_runs(text: str) -> Iterator[str]:
    """The paragraphs of a text that are Vietnamese, hard-wrapped lines joined.

    Many collections hold translations beside the original, and tables of foreign names.
    """
    for paragraph in _paragraphs(text):
        words = paragraph.split()
        accented = len(words) - sum(map(str.isascii, words))
        if words and (len(words) <= _SHORT_LINE or accented >= _ACCENTED_SHARE * len(words)):
            yield paragraph


def _paragraphs(text: str) -> Iterator[str]:
    held = ""
    for line in text.split("\n"):
        stripped = line.strip()
        if held and stripped[:1].islower():
            held = f"{held} {stripped}"
            continue
        if held:
            yield held
        held = stripped
    if held:
        yield held


def _added(keys: Ints, counts: Ints, more_keys: Ints, more_counts: Ints) -> tuple[Ints, Ints]:
    """Two tables of ascending keys as one. The second is by far the smaller as a rule, so that it
    is put into the first."""
    if not len(keys):
        return more_keys, more_counts
    place = np.searchsorted(keys, more_keys)
    there = keys.take(place, mode="clip") == more_keys
    summed = counts.copy()
    summed[place[there]] += more_counts[there]
    new = place[~there]
    both = np.insert(keys, new, more_keys[~there])
    return both, np.insert(summed, new, more_counts[~there])


def _plain_pairs(keys: Ints, plain: Ints) -> Ints:
    """Keys of pairs by the ids their words have without marks."""
    folded: Ints = plain[keys >> BITS] << BITS | plain[keys & MASK]
    return folded


def _looked_up(keys: Ints, counts: Ints, wanted: Ints) -> Ints:
    """The count of each wanted key, 0 for one that is not among the ascending keys."""
    if not len(keys):
        return np.zeros_like(wanted)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    found: Ints = np.where(keys[place] == wanted, counts[place], 0)
    return found


def _summed_for(wanted: Ints, keys: Ints, counts: Ints) -> Ints:
    """Of ascending keys that are wanted, each with the sum of its counts."""
    if not len(wanted):
        return wanted
    place = np.searchsorted(wanted, keys)
    there = wanted.take(place, mode="clip") == keys
    return np.bincount(place[there], weights=counts[there], minlength=len(wanted)).astype(np.int64)


def _sizes(heads: Ints, length: int) -> NDArray[np.uint16]:
    return np.bincount(heads, minlength=length).astype(np.uint16)


def _small(counts: Ints) -> NDArray[np.uint16]:
    return np.minimum(counts, _LARGEST_COUNT).astype(np.uint16)


def _unusable(path: Path, found: str) -> ModelError:
    return ModelError(
        f"Bảng đếm âm tiết {path.name} không dùng được: {found}.",
        english=f"The syllable counts {path.name} cannot be used: {found}.",
        hint="Hãy cài lại trolyso.",
    )
