"""Arrays on the disk as if they were in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.npy import ONE_AT_A_TIME


def mapped(path: Path) -> npt.NDArray[Any]:
    """An array that ``numpy.save`` wrote, mapped read-only: what is not looked at is not read, and
    the processes of one machine share what is. A plain array, since those of ``numpy.memmap`` are
    slow to slice."""
    with ONE_AT_A_TIME:
        return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
