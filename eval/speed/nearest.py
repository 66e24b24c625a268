"""A worker: the vectors of a snapshot of any size, opened and searched in a process of its own.

``python -m eval.speed.nearest FOLDER QUERIES K``: a folder with the vectors and their lists, an
array of queries, how many of the nearest to look for.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np

from eval.speed.workers import READY, own_megabytes, resident_megabytes
from index.dense import DenseIndex, Lists
from index.mapping import mapped
from index.snapshot import LISTS, VECTORS


def main(folder: str, queries: str, k: str) -> None:
    """Opens, searches twice (the second time is told), and prints what it took."""
    place = Path(folder)
    index = DenseIndex(mapped(place / VECTORS), Lists.load(place / LISTS))
    asked = np.load(queries, allow_pickle=False)
    index.nearest(asked[0], int(k))
    print(READY, flush=True)
    found = [index.nearest(query, int(k)).tolist() for query in asked]
    taken = []
    for query in asked:
        began = time.perf_counter()
        index.nearest(query, int(k))
        taken.append((time.perf_counter() - began) * 1000)
    result = {
        "found": found,
        "milliseconds": taken,
        "megabytes": resident_megabytes(),
        "own_megabytes": own_megabytes(),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
