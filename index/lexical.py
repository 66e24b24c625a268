"""BM25 over the words of passages, in two fields: as written, and without diacritics.

A field holds syllables and pairs of neighbouring syllables, since a Vietnamese word is often two
("chuyển đổi"); a document number is held whole and in its parts ("87/kh-ubnd", "87").
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import bm25s
import numpy as np
import numpy.typing as npt

from corpus.text import fold, words
from index.postings import K1, B, Ints, Postings, Weights, joined, moved, unweigh, weigh

Scores = npt.NDArray[np.float32]

_LENGTHS = "lengths.npy"

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


# A corpus says the same words over and over, and folding one takes a look at each letter.
_folded = lru_cache(maxsize=200_000)(fold)


class LexicalField:
    """One BM25 field over some texts; its scores come in their order. ``lengths`` are the numbers
    of terms of the texts."""

    def __init__(
        self, bm25: bm25s.BM25, lengths: Ints, analyse: Callable[[str], list[str]]
    ) -> None:
        self._bm25 = bm25
        self._lengths = lengths
        self._analyse = analyse

    @classmethod
    def of(cls, texts: Sequence[str], analyse: Callable[[str], list[str]]) -> LexicalField:
        """The field of some texts, of which there must be one at least."""
        none = np.zeros(0, np.int32)
        nothing = Postings(none, none, none.astype(np.float32), np.zeros(len(texts), np.int32))
        return cls._of(nothing, {}, enumerate(texts), analyse)

    def with_texts(self, texts: Sequence[str], kept: Sequence[int | None]) -> LexicalField:
        """The field of these texts, some of which stand in this one: ``kept`` has for each text its
        place here, or None. Only the others are read; the scores are as ``of`` would give them."""
        new_rows = np.full(len(self), -1, np.int32)
        for row, old in enumerate(kept):
            if old is not None:
                new_rows[old] = row
        weights = Weights(*(self._bm25.scores[name] for name in ("data", "indices", "indptr")))
        stay = moved(unweigh(weights, self._lengths), new_rows, len(texts))
        new = ((row, text) for row, text in enumerate(texts) if kept[row] is None)
        return self._of(stay, dict(self._bm25.vocab_dict), new, self._analyse)

    @classmethod
    def _of(
        cls,
        stay: Postings,
        vocabulary: dict[str, int],
        texts: Iterable[tuple[int, str]],
        analyse: Callable[[str], list[str]],
    ) -> LexicalField:
        """The field of postings that stay and of texts to read, each with its row."""
        rows, columns, counts = array("i"), array("i"), array("f")
        lengths = np.zeros_like(stay.lengths)
        for row, text in texts:
            # A text without words gets one empty term: no text is of no length.
            counted = Counter(analyse(text) or [""])
            columns.extend(vocabulary.setdefault(term, len(vocabulary)) for term in counted)
            counts.extend(counted.values())
            rows.extend([row] * len(counted))
            lengths[row] = counted.total()
        read = Postings(
            np.array(rows, np.int32),
            np.array(columns, np.int32),
            np.array(counts, np.float32),
            lengths,
        )
        postings = joined(stay, read)
        weights = weigh(postings, len(vocabulary))
        bm25 = bm25s.BM25(method="lucene", k1=K1, b=B)
        bm25.scores = {
            "data": weights.data,
            "indices": weights.indices,
            "indptr": weights.indptr,
            "num_docs": len(postings.lengths),
        }
        bm25.vocab_dict = vocabulary
        # What bm25s makes of an index it has counted itself, and saves.
        bm25.unique_token_ids_set = set(vocabulary.values())
        bm25.nonoccurrence_array = None
        return cls(bm25, postings.lengths, analyse)

    def __len__(self) -> int:
        return int(self._bm25.scores["num_docs"])

    def scores(self, query: str) -> Scores:
        """The BM25 score of every text for a query, shape (texts,), 0 where no term is shared."""
        vocabulary = self._bm25.vocab_dict
        ids = [vocabulary[t] for t in dict.fromkeys(self._analyse(query)) if t in vocabulary]
        scores: Scores = self._bm25.get_scores_from_ids(ids)
        return scores

    def rarity(self, term: str) -> float:
        """How much a term tells, from near 0 (it is in every text) to 1 (in one or none)."""
        row = self._bm25.vocab_dict.get(term)
        pointers = self._bm25.scores["indptr"]
        held = 0 if row is None else int(pointers[row + 1] - pointers[row])
        texts = int(self._bm25.scores["num_docs"])
        return math.log(1 + texts / max(held, 1)) / math.log(1 + texts)

    def save(self, folder: Path) -> None:
        """Writes arrays and vocabulary as .npy and .json, without pickle."""
        self._bm25.save(folder, show_progress=False, allow_pickle=False)
        np.save(folder / _LENGTHS, self._lengths, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path, analyse: Callable[[str], list[str]]) -> LexicalField:
        """The field that was saved, its arrays mapped from the disk."""
        bm25 = bm25s.BM25.load(
            folder, mmap=True, load_corpus=False, allow_pickle=False, show_progress=False
        )
        return cls(bm25, np.load(folder / _LENGTHS, allow_pickle=False), analyse)
