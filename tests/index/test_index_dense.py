import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.dense import EXACT_UP_TO, DenseIndex, Lists
from index.model import Vectors


def unit(rows: int, dimensions: int, seed: int) -> Vectors:
    drawn = np.random.default_rng(seed).standard_normal((rows, dimensions))
    lengths = np.linalg.norm(drawn, axis=1, keepdims=True)
    return np.asarray(drawn / lengths, dtype=np.float32)


def test_scores_are_cosines_by_hand() -> None:
    dense = DenseIndex(np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32))
    scores = dense.scores(np.array([0.6, 0.8], dtype=np.float32), np.array([2, 0]))
    assert np.allclose(scores, [1.0, 0.6])
    assert np.isclose(dense.score(np.array([0.6, 0.8], dtype=np.float32), 2), 1.0)
    assert len(dense) == 3


@given(st.integers(1, 30), st.integers(0, 1000))
def test_scores_agree_with_plain_arithmetic_for_any_rows(rows: int, seed: int) -> None:
    vectors, query = unit(rows, 16, seed), unit(1, 16, seed + 1)[0]
    chosen = np.random.default_rng(seed).permutation(rows)[: max(1, rows // 2)]
    found = DenseIndex(vectors).scores(query, chosen)
    assert np.allclose(found, (vectors @ query)[chosen], atol=1e-5)


def clustered(rows: int) -> Vectors:
    """Vectors about some points, as those of texts are."""
    chance = np.random.default_rng(5)
    points = unit(50, 64, 1)[chance.integers(50, size=rows)]
    drawn = points + chance.standard_normal((rows, 64)) / 16
    return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), dtype=np.float32)


def between(vectors: Vectors, seed: int = 8) -> Vectors:
    """What lies between texts, as questions do."""
    chosen = np.random.default_rng(seed).choice(len(vectors), (50, 5))
    return np.asarray(vectors[chosen].sum(axis=1))


def test_of_many_nearly_all_of_the_nearest_are_found_saved_and_mapped_too(tmp_path: Path) -> None:
    vectors = clustered(EXACT_UP_TO + 1_000)
    made = Lists.over(vectors, between(vectors))
    made.save(tmp_path / "vectors.faiss")
    exact = DenseIndex(vectors)
    for lists in (made, Lists.load(tmp_path / "vectors.faiss")):
        dense = DenseIndex(vectors, lists)
        found = 0
        for query in clustered(50):
            found += len(set(dense.nearest(query, 10)) & set(exact.nearest(query, 10)))
        assert found >= 0.98 * 500


def test_what_lies_between_texts_is_found_and_not_by_looking_at_all(tmp_path: Path) -> None:
    vectors = clustered(EXACT_UP_TO + 1_000)
    lists = Lists.over(vectors, between(vectors))
    lists.save(tmp_path / "vectors.faiss")
    mapped: Any = faiss.read_index(str(tmp_path / "vectors.faiss"))
    assert mapped.nprobe < mapped.nlist / 2
    dense, exact = DenseIndex(vectors, lists), DenseIndex(vectors)
    found = sum(
        len(set(dense.nearest(q, 10)) & set(exact.nearest(q, 10))) for q in between(vectors, 9)
    )
    assert found >= 0.98 * 500


def test_of_many_only_the_rows_that_are_let_through_are_found() -> None:
    vectors = clustered(2 * EXACT_UP_TO + 2_000)
    dense = DenseIndex(vectors, Lists.over(vectors, between(vectors)))
    even = np.arange(0, len(vectors), 2)
    found = dense.nearest(vectors[1], 20, even)
    assert len(found) == 20
    assert not (found % 2).any()
    few = np.arange(7)
    assert sorted(dense.nearest(vectors[1], 20, few)) == few.tolist()


_COMPARED = """
import time
import numpy as np
from index.dense import DenseIndex

dense = DenseIndex(np.ones((5_000, 384), np.float32))
query = np.ones(384, np.float32)
all_threads, own = time.process_time(), time.thread_time()
for _ in range(5):
    dense.scores(query)
    time.sleep(0.05)
print(time.process_time() - all_threads, time.thread_time() - own)
"""


def test_comparing_wakes_no_other_thread() -> None:
    told = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    run = subprocess.run(
        [sys.executable, "-c", _COMPARED], env=told, capture_output=True, text=True, check=True
    )
    all_threads, own = map(float, run.stdout.split())
    assert all_threads < 2 * own
