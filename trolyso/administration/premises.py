"""A folder of a desk's own for what comes in, held as long as its process lives.

Several servers may run over one data directory. Each takes a folder under ``uploads/`` and locks
it; the kernel lets the lock go however the process ends. What a dead one left behind is found by
whoever starts next.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

_LOCK = ".lock"


class Premises:
    """Takes a folder under ``parent``, after ``left`` has been told the names of those whose
    holders are gone, which are then removed with all that is in them."""

    def __init__(self, parent: Path, left: Callable[[str], None]) -> None:
        self.name = uuid4().hex
        self.folder = parent / self.name
        parent.mkdir(parents=True, exist_ok=True)
        # Nobody may take a folder for a dead one's between its making and its locking.
        with _locked(parent):
            for other in filter(Path.is_dir, list(parent.iterdir())):
                if (held := _lock(other)) is not None:
                    left(other.name)
                    shutil.rmtree(other, ignore_errors=True)
                    os.close(held)
            self.folder.mkdir(mode=0o700)
            self._held = _lock(self.folder)

    def give_up(self) -> None:
        """Removes the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self._held is not None:
            os.close(self._held)
            self._held = None


def _lock(folder: Path) -> int | None:
    """Locks a folder; None where another process holds it."""
    descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
