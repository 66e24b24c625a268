"""Similarity of vectors: exact over few, by an inverted file of FAISS over many. The only module
that uses FAISS.

Up to ``EXACT_UP_TO`` vectors one product with all of them is the fastest there is, and leaves
nothing out. Beyond, vectors lie in lists about centres, eight bits a dimension; a query looks into
the ``nprobe`` lists nearest to it, and the best that are found there are compared again by the
vectors themselves. How many lists it takes is found out when the index is made, on questions made
of its own texts, so that recall does not hang on what somebody measured elsewhere.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.model import Vectors

Rows = npt.NDArray[np.int64]
Cosines = npt.NDArray[np.float32]

EXACT_UP_TO = 20_000
"""Vectors that are compared one and all: some 30 MB to go through, four milliseconds."""

_RECALL, _FIRST = 0.99, 10
"""The share of the best so many of each query that must lie in the lists looked into."""

_AGAIN = 4
"""Times as many are taken from the lists as are asked for: eight bits mix up what is close."""

_TRAINED_ON = 40
"""Vectors for each centre that training looks at."""

_ROUNDS = 10
"""Times that training moves the centres: more of them change little, and are most of a build."""


class Lists:
    """An inverted file over vectors: their rows by nearness, about."""

    def __init__(self, faiss_index: Any) -> None:
        self._index = faiss_index

    @classmethod
    def over(cls, vectors: Vectors, queries: Vectors) -> Lists:
        """Made of some vectors, of which there should be many; ``queries`` are some hundred vectors
        of questions about them, on which it is tried how many lists must be looked into."""
        import faiss

        faiss.omp_set_num_threads(len(os.sched_getaffinity(0)))
        count, dimensions = vectors.shape
        centres = int(4 * np.sqrt(count))
        made: Any = faiss.IndexIVFScalarQuantizer(
            faiss.IndexFlatIP(dimensions),
            dimensions,
            centres,
            faiss.ScalarQuantizer.QT_8bit,
            faiss.METRIC_INNER_PRODUCT,
        )
        made.cp.min_points_per_centroid = _TRAINED_ON // 2
        made.cp.niter = _ROUNDS
        step = max(1, count // (_TRAINED_ON * centres))
        made.train(np.ascontiguousarray(vectors[::step]))
        made.add(np.ascontiguousarray(vectors))
        lists = cls(made)
        lists._tune(vectors, queries)
        return lists

    def _tune(self, vectors: Vectors, queries: Vectors) -> None:
        """Looks into as many lists as it takes for enough of the nearest to lie in them."""
        nearest = np.array([best(vectors @ query, _FIRST) for query in queries])
        _, theirs = self._index.quantizer.search(vectors[nearest.ravel()], 1)
        _, ordered = self._index.quantizer.search(queries, self._index.nlist)
        before = np.argsort(ordered, axis=1)  # by query and list: how many lists are nearer
        lists = np.take_along_axis(before, theirs.reshape(nearest.shape), axis=1)
        self._index.nprobe = 1 + int(np.quantile(lists, _RECALL, method="higher"))

    def near(self, query: Vectors, count: int, among: Rows | None = None) -> Rows:
        """About the rows of the nearest to a query, ``among`` some rows or all."""
        import faiss

        # One thread a query: the others answer other questions.
        faiss.omp_set_num_threads(1)
        settings: Any = faiss.SearchParametersIVF()
        settings.nprobe = self._index.nprobe
        if among is not None:
            let_through = np.zeros(self._index.ntotal, bool)
            let_through[among] = True
            selector: Any = faiss.IDSelectorBitmap
            settings.sel = selector(np.packbits(let_through, bitorder="little"))
        _, rows = self._index.search(np.ascontiguousarray(query[None]), count, params=settings)
        found: Rows = rows[0][rows[0] >= 0]
        return found

    def save(self, path: Path) -> None:
        """Writes them in FAISS's own form, which holds numbers alone."""
        import faiss

        faiss.write_index(self._index, str(path))

    @classmethod
    def load(cls, path: Path) -> Lists:
        """Those that were saved, mapped from the disk."""
        import faiss

        mapped: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY)
        # FAISS starts 32 threads a query to read ahead, which takes as long as the query itself.
        lists: Any = faiss.downcast_InvertedLists(mapped.invlists)
        lists.prefetch_nthread = 0
        return cls(mapped)


class DenseIndex:
    """Unit vectors; a score is the cosine, from -1 to 1. ``lists`` find the nearest of many."""

    def __init__(self, vectors: Vectors, lists: Lists | None = None) -> None:
        self._vectors = vectors
        self._lists = lists

    def __len__(self) -> int:
        return len(self._vectors)

    @property
    def is_exact(self) -> bool:
        """True where every vector may be compared with every query."""
        return self._lists is None

    def scores(self, query: Vectors, rows: Rows | None = None) -> Cosines:
        """The cosine of one query vector, shape (dimensions,), with the vectors of ``rows``, or
        with all."""
        vectors = self._vectors if rows is None else self._vectors[rows]
        # Not the product of BLAS: from some thousand vectors on it wakes a thread for each core,
        # and these go on spinning for a while, in the way of whoever works next.
        cosines: Cosines = np.vecdot(vectors, query)
        return cosines

    def score(self, query: Vectors, row: int) -> float:
        """The cosine of one query vector with the vector of a row."""
        return float(self._vectors[row] @ query)

    def nearest(self, query: Vectors, count: int, rows: Rows | None = None) -> Rows:
        """The rows of the ``count`` nearest to a query, nearest first, among some rows or all."""
        among = len(self) if rows is None else len(rows)
        if self._lists is None or among <= EXACT_UP_TO:
            places = best(self.scores(query, rows), count)
            return places if rows is None else rows[places]
        found = self._lists.near(query, _AGAIN * count, rows if among < len(self) else None)
        return found[best(self.scores(query, found), count)]


def best(scores: npt.NDArray[np.float32], count: int) -> Rows:
    """The positions of the best scores, best first; equal scores keep their order."""
    if count < len(scores):
        kept = np.flatnonzero(scores >= np.partition(scores, -count)[-count])
    else:
        kept = np.arange(len(scores))
    return kept[np.argsort(-scores[kept], kind="stable")[:count]]
