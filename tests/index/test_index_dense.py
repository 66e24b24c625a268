import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.dense import DenseIndex
from index.model import Vectors


def unit(rows: int, dimensions: int, seed: int) -> Vectors:
    drawn = np.random.default_rng(seed).standard_normal((rows, dimensions))
    lengths = np.linalg.norm(drawn, axis=1, keepdims=True)
    return np.asarray(drawn / lengths, dtype=np.float32)


def test_scores_are_cosines_by_hand() -> None:
    dense = DenseIndex(np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32))
    scores = dense.scores(np.array([0.6, 0.8], dtype=np.float32), np.array([2, 0]))
    assert np.allclose(scores, [1.0, 0.6])
    assert len(dense) == 3


@given(st.integers(1, 30), st.integers(0, 1000))
def test_scores_agree_with_plain_arithmetic_for_any_rows(rows: int, seed: int) -> None:
    vectors, query = unit(rows, 16, seed), unit(1, 16, seed + 1)[0]
    chosen = np.random.default_rng(seed).permutation(rows)[: max(1, rows // 2)]
    found = DenseIndex(vectors).scores(query, chosen)
    assert np.allclose(found, (vectors @ query)[chosen], atol=1e-5)
