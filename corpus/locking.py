"""One writer at a time: a lock file that says who holds it, let go by the kernel when they end."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

LOCK = ".lock"

_LONGEST = 400

_SOMEBODY = "một tiến trình khác"


@contextmanager
def locked(folder: Path, on_held: Callable[[str], None]) -> Iterator[None]:
    """Holds the lock of ``folder``, which is made, and takes away what an interrupted writer left
    there. When another process has it, ``on_held`` is told which, on which machine and since when:
    it raises, or returns to wait until that one is done."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_held(os.pread(descriptor, _LONGEST, 0).decode("utf-8", "replace") or _SOMEBODY)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, _holder().encode("utf-8"), 0)
        _sweep(folder)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _holder() -> str:
    since = datetime.now().astimezone()
    machine = socket.gethostname()
    return f"tiến trình {os.getpid()} trên máy {machine} từ {since:%H:%M:%S %d/%m/%Y}"


def _sweep(folder: Path) -> None:
    """Takes away unfinished work as ``corpus.durable`` names it: folders, files in folders, and
    files beside the lock. What is left of these may be another's, who writes one small file without
    holding it, and writes it again."""
    for left in folder.glob(".*/"):
        shutil.rmtree(left, ignore_errors=True)
    for left in (*folder.glob("*/.*"), *folder.glob(".*.*")):
        with suppress(OSError):  # what cannot be taken away keeps nobody from writing
            left.unlink()
