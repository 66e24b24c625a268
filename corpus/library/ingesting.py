"""Files and folders into the library: one bad file never stops the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from corpus.errors import ReadError, TroLySoError
from corpus.formats import UnsupportedFormat
from corpus.formats.page_progress import watching_pages
from corpus.library.entry import Entry
from corpus.library.errors import LibraryError
from corpus.library.store import Library, Progress

_STAGE, _PAGES = "Đọc tệp", "Nhận dạng chữ, trang"

# Names of files that are no documents of anyone: of the system, and of Word while a file is open.
_HIDDEN = (".", "~$")


class Outcome(StrEnum):
    """What became of a file."""

    READ = "read"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Ingested:
    """A file and what became of it: ``entry`` when it is in the library, ``reason`` and ``hint`` in
    Vietnamese when it was skipped or has failed."""

    path: Path
    outcome: Outcome
    entry: Entry | None = None
    reason: str = ""
    hint: str = ""


def ingest(library: Library, paths: Iterable[Path], progress: Progress) -> Iterator[Ingested]:
    """Adds files, and all files in folders, telling of each as it is done, and of a scan's pages as
    they are read; ``library`` is held for writing. Raises nothing for a file: a file that cannot be
    read or kept is told of."""
    files = list(_files(paths))
    for done, path in enumerate(files):
        progress(_STAGE, done, len(files))
        with watching_pages(lambda page, pages: progress(_PAGES, page, pages)):
            ingested = _ingest(library, path)
        yield ingested
    progress(_STAGE, len(files), len(files))


def _files(paths: Iterable[Path]) -> Sequence[Path]:
    """The files that are meant, each once, those of a folder by name."""
    found: dict[Path, None] = {}
    for path in paths:
        below = sorted(path.rglob("*")) if path.is_dir() else [path]
        found |= {file: None for file in below if not file.is_dir()}
    return list(found)


def _ingest(library: Library, path: Path) -> Ingested:
    if path.name.startswith(_HIDDEN):
        return Ingested(path, Outcome.SKIPPED, reason="tệp ẩn hoặc tệp tạm")
    if path.exists() and not path.is_file():
        return Ingested(path, Outcome.SKIPPED, reason="không phải tệp thường")
    if (known := library.find(path)) is not None:
        return Ingested(path, Outcome.SKIPPED, known, "đã có trong kho, không thay đổi")
    try:
        return Ingested(path, Outcome.READ, library.add(path))
    except UnsupportedFormat as error:
        return Ingested(path, Outcome.SKIPPED, reason=error.message, hint=error.hint)
    except (ReadError, LibraryError) as error:
        return _failed(path, error)


def _failed(path: Path, error: TroLySoError) -> Ingested:
    return Ingested(path, Outcome.FAILED, reason=error.message, hint=error.hint)
