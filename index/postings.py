"""The arithmetic of BM25 over arrays: counts of terms in texts ↔ the weights that are searched.

The weights are Lucene's, as bm25s computes them. A weight tells the count it came from, given the
lengths of the texts, so that a field can be weighed anew when texts come and go without reading the
others again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

K1, B = 0.9, 0.4
"""BM25's saturation and length normalisation; passages are of one size, so length says little."""

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Postings:
    """How often terms stand in texts: three arrays of one shape, an entry for each term of a text.
    ``lengths`` has the number of terms of every text, shape (texts,)."""

    rows: Ints
    terms: Ints
    counts: Floats
    lengths: Ints


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of terms in texts, by term: those of term t are ``data[indptr[t]:indptr[t+1]]``,
    for the texts in ``indices`` at the same places."""

    data: Floats
    indices: Ints
    indptr: npt.NDArray[np.int64]


def weigh(postings: Postings, terms: int) -> Weights:
    """The weights of some postings over a vocabulary of so many terms."""
    order = np.argsort(postings.terms, kind="stable")
    columns, rows = postings.terms[order], postings.rows[order]
    held = np.bincount(columns, minlength=terms)
    counts = postings.counts[order]
    share = counts / (counts + _saturation(postings.lengths)[rows])
    data = share * _idf(held, len(postings.lengths))[columns]
    indptr = np.concatenate(([0], np.cumsum(held))).astype(np.int64)
    return Weights(data.astype(np.float32), rows, indptr)


def unweigh(weights: Weights, lengths: Ints) -> Postings:
    """The postings that weights were made of."""
    held = np.diff(weights.indptr)
    columns = np.repeat(np.arange(len(held), dtype=np.int32), held)
    share = weights.data / _idf(held, len(lengths))[columns]
    counts = np.rint(_saturation(lengths)[weights.indices] * share / (1 - share))
    return Postings(weights.indices, columns, counts.astype(np.float32), lengths)


def moved(postings: Postings, new_rows: Ints, texts: int) -> Postings:
    """The postings of the texts that stay: row r becomes ``new_rows[r]``, or goes where that is -1.
    ``lengths`` of the other rows, of ``texts`` in all, are 0."""
    rows = new_rows[postings.rows]
    stay = rows >= 0
    lengths = np.zeros(texts, np.int32)
    lengths[new_rows[new_rows >= 0]] = postings.lengths[new_rows >= 0]
    return Postings(rows[stay], postings.terms[stay], postings.counts[stay], lengths)


def again(postings: Postings, taken: Ints) -> Postings:
    """The postings of texts at the places ``taken``, each as often as it stands there."""
    order = np.argsort(taken, kind="stable")
    often = np.bincount(taken, minlength=len(postings.lengths))
    firsts = np.cumsum(often) - often
    copies = often[postings.rows]
    ends = np.cumsum(copies)
    # Each posting, once for each copy of its text: the first copy, the second, …
    turn = np.arange(copies.sum()) - np.repeat(ends - copies, copies)
    rows = order[np.repeat(firsts[postings.rows], copies) + turn].astype(np.int32)
    return Postings(
        rows,
        np.repeat(postings.terms, copies),
        np.repeat(postings.counts, copies),
        postings.lengths[taken],
    )


def joined(one: Postings, other: Postings) -> Postings:
    """The postings of both, which have rows of their own among the same texts."""
    return Postings(
        np.concatenate((one.rows, other.rows)),
        np.concatenate((one.terms, other.terms)),
        np.concatenate((one.counts, other.counts)),
        one.lengths + other.lengths,
    )


def _saturation(lengths: Ints) -> Floats:
    """What is added to a count in the denominator, by text."""
    added: Floats = (K1 * (1 - B + B * lengths / lengths.mean())).astype(np.float32)
    return added


def _idf(held: npt.NDArray[np.int64], texts: int) -> Floats:
    """How much each term tells; ``held`` is in how many of the texts it stands."""
    return np.log1p((texts - held + 0.5) / (held + 0.5)).astype(np.float32)
