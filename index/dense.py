"""Exact similarity of vectors by FAISS: the only module that uses it."""

from __future__ import annotations

import faiss
import numpy as np
import numpy.typing as npt

from index.model import Vectors

Rows = npt.NDArray[np.int64]


class DenseIndex:
    """Unit vectors in a flat inner-product index; a score is the cosine, from -1 to 1."""

    def __init__(self, vectors: Vectors) -> None:
        self._flat = faiss.IndexFlatIP(vectors.shape[1])
        self._flat.add(np.ascontiguousarray(vectors, dtype=np.float32))

    def __len__(self) -> int:
        return int(self._flat.ntotal)

    def scores(self, query: Vectors, rows: Rows) -> npt.NDArray[np.float32]:
        """The cosine of one query vector, shape (dimensions,), with the vectors of ``rows``,
        of which there must be one at least."""
        point = np.ascontiguousarray(query, dtype=np.float32).reshape(1, -1)
        labels = np.ascontiguousarray(rows, dtype=np.int64)
        found = np.empty(labels.shape, dtype=np.float32)
        # Missing in the library's type stubs; no faster way gives all cosines at once.
        self._flat.compute_distance_subset(  # type: ignore[attr-defined]
            1,
            faiss.swig_ptr(point),
            len(labels),
            faiss.swig_ptr(found),
            faiss.swig_ptr(labels),
        )
        return found
