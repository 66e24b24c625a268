"""One build at a time in a folder of snapshots; who comes second waits, and says for whom."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.locking import locked
from index.model import Progress


@contextmanager
def building(home: Path, progress: Progress) -> Iterator[None]:
    """Holds the folder of snapshots for a build, after the build of another process if one is
    under way. The documents are to be collected in it: whoever builds last has seen the most."""

    def wait(holder: str) -> None:
        progress(f"Đợi {holder} dựng xong", 0, 1)

    with locked(home, wait):
        yield
