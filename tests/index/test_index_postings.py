"""Weights as bm25s computes them, and back to the counts they came from."""

from __future__ import annotations

from collections import Counter

import bm25s
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import LexicalField, terms
from index.postings import K1, B, Postings, joined, moved, unweigh, weigh

WORDS = ["chuyển", "đổi", "số", "sở", "nội", "vụ", "87", "kế", "hoạch", "tháng"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


def _postings(texts: list[list[int]]) -> Postings:
    """The postings of texts of term numbers, counted by hand."""
    entries = [(row, t, n) for row, text in enumerate(texts) for t, n in Counter(text).items()]
    rows, columns, counts = (list(column) for column in zip(*entries, strict=True))
    return Postings(
        np.array(rows, np.int32),
        np.array(columns, np.int32),
        np.array(counts, np.float32),
        np.array([len(text) for text in texts], np.int32),
    )


@given(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=30), min_size=1, max_size=8))
def test_weights_are_those_of_bm25s(texts: list[list[int]]) -> None:
    theirs = bm25s.BM25(method="lucene", k1=K1, b=B)
    vocabulary = {str(term): term for term in range(10)}
    theirs.index((texts, vocabulary), create_empty_token=False, show_progress=False)
    ours = weigh(_postings(texts), 10)
    assert ours.indptr.tolist() == theirs.scores["indptr"].tolist()
    assert ours.indices.tolist() == theirs.scores["indices"].tolist()
    assert np.allclose(ours.data, theirs.scores["data"], rtol=1e-6)


@given(st.lists(st.lists(st.integers(0, 2), min_size=1, max_size=500), min_size=1, max_size=4))
def test_counts_are_told_by_weights(texts: list[list[int]]) -> None:
    postings = _postings(texts)
    back = unweigh(weigh(postings, 3), postings.lengths)
    assert sorted(zip(back.rows, back.terms, back.counts, strict=True)) == sorted(
        zip(postings.rows, postings.terms, postings.counts, strict=True)
    )


def test_rows_move_and_go_with_their_lengths() -> None:
    stay = moved(_postings([[0], [1, 1], [2]]), np.array([2, -1, 0], np.int32), 4)
    assert stay.rows.tolist() == [2, 0]
    assert stay.terms.tolist() == [0, 2]
    assert stay.lengths.tolist() == [1, 0, 1, 0]
    new = Postings(np.array([1], np.int32), np.array([3], np.int32), np.array([5.0], np.float32),
                   np.array([0, 5, 0, 0], np.int32))  # fmt: skip
    both = joined(stay, new)
    assert (both.rows.tolist(), both.counts.tolist()) == ([2, 0, 1], [1.0, 1.0, 5.0])
    assert both.lengths.tolist() == [1, 5, 1, 0]


@given(st.lists(TEXTS, min_size=1, max_size=6), st.lists(TEXTS, max_size=6), st.data())
def test_a_field_that_changed_scores_as_one_made_anew(
    before: list[str], added: list[str], data: st.DataObject
) -> None:
    staying = [(text, place) for place, text in enumerate(before) if place % 2 == 0]
    now = data.draw(st.permutations([*staying, *((text, None) for text in added)]))
    texts, kept = [text for text, _ in now], [place for _, place in now]
    grown = LexicalField.of(before, terms).with_texts(texts, kept)
    fresh = LexicalField.of(texts, terms)
    assert len(grown) == len(texts)
    for query in [*WORDS, "chuyển đổi số", "kế hoạch 87", "xyz"]:
        assert np.allclose(grown.scores(query), fresh.scores(query), rtol=1e-5)
