"""One writer at a time: a lock file that says who holds it, let go by the kernel when they end."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from corpus.library.entry import LibraryError

_NAME = ".lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds the folder's lock. Raises LibraryError, naming the holder, when another has it."""
    path = folder / _NAME
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _held(folder, os.read(descriptor, 200).decode("utf-8", "replace")) from error
        holder = f"tiến trình {os.getpid()} từ {datetime.now().astimezone():%H:%M:%S %d/%m/%Y}"
        os.ftruncate(descriptor, 0)
        os.write(descriptor, holder.encode("utf-8"))
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _held(folder: Path, holder: str) -> LibraryError:
    return LibraryError(
        f"Kho {folder} đang được ghi bởi {holder or 'một tiến trình khác'}.",
        english=f"The library {folder} is being written by another process.",
        hint="Hãy đợi lệnh kia xong rồi chạy lại.",
    )
