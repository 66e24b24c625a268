"""Files and folders that are whole or absent: written beside, flushed to the disk, renamed in."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

_CHUNK = 1 << 20


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def flush(path: Path) -> None:
    """Forces a file, or a folder's list of names, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_text(path: Path, text: str) -> None:
    """Writes a small file so that a reader sees the old text or the new one, never a part. Whoever
    takes the folder's lock meanwhile may sweep it away unfinished (``corpus.locking``): then it is
    written again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    while not _written_beside(path, text):
        pass
    flush(path.parent)


def _written_beside(path: Path, text: str) -> bool:
    """True when a file was written beside and renamed in, False when it was gone before that."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        beside.chmod(0o644)
        flush(beside)
        beside.replace(path)
    except FileNotFoundError:
        return False
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return True


@contextmanager
def folder_beside(parent: Path, name: str) -> Iterator[Path]:
    """A new empty folder in ``parent`` to fill; it is removed on the way out unless it has been
    renamed by then (``rename_in``)."""
    parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{name}.", dir=parent))
    try:
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def rename_in(folder: Path, target: Path) -> None:
    """Flushes every file of ``folder`` and gives it its final name, which must be free."""
    for path in [*folder.rglob("*"), folder]:
        # Temporary files are their owner's alone; who serves may be another user than who builds.
        path.chmod(0o755 if path.is_dir() else 0o644)
        flush(path)
    folder.rename(target)
    flush(target.parent)


@contextmanager
def sweeping(beside: Path, like: str) -> Iterator[None]:
    """Holds a file or folder that is unfinished, and takes away those ``like`` it, by a pattern of
    names, that nobody holds any more: who made them was killed. For a folder without a lock; where
    nothing can be held, nothing is taken away."""
    with ExitStack() as held:
        with suppress(OSError):
            held.enter_context(_holding(beside))
            for left in beside.parent.glob(like):
                with suppress(OSError), _holding(left):
                    shutil.rmtree(left) if left.is_dir() else left.unlink()
        yield


@contextmanager
def _holding(path: Path) -> Iterator[None]:
    """Holds a file or folder; OSError where another does."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)
