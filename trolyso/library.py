"""The documents there are to answer from: those that ship, and those of the library."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import cache

from corpus.durable import sha256_of
from corpus.errors import NotFoundError
from corpus.formats import Limits
from corpus.library import (
    Aside,
    Collection,
    Held,
    Library,
    LibraryError,
    collect,
    collection_version,
)
from corpus.model import Document
from corpus.reading import read_corpus, shipped_documents, shipped_files
from index.model import Progress, silent
from trolyso.settings import Settings

_MEGABYTE = 1024 * 1024


def limits_of(settings: Settings) -> Limits:
    """What the settings let one file cost."""
    return Limits(
        size=settings.ingest_max_megabytes * _MEGABYTE,
        pages=settings.ingest_max_pages,
        scanned_pages=settings.ingest_max_scanned_pages,
        seconds=settings.ingest_max_seconds,
    )


def open_library(settings: Settings) -> Library:
    """The library in the data directory."""
    return Library(settings.library_folder, limits_of(settings))


def current_collection(settings: Settings) -> Collection:
    """Shipped and added documents, the latter as they were read last."""
    return collect(_shipped(), open_library(settings).entries())


@cache
def _shipped() -> tuple[Document, ...]:
    """The documents that ship, read once: they do not change while a process lives."""
    return tuple(read_corpus(shipped_documents()))


def fresh_collection(settings: Settings, progress: Progress = silent) -> Collection:
    """Shipped and added documents as today's reader reads them."""
    refresh_library(settings, progress)
    return current_collection(settings)


def refresh_library(settings: Settings, progress: Progress = silent) -> None:
    """Reads anew what another reader read. Where the library cannot be written now (another process
    writes, or it is not ours to write) readings stay as they are."""
    library = open_library(settings)
    if not library.is_current():
        with suppress(LibraryError), library.writing():
            library.refresh(progress)


def sources_of(settings: Settings) -> str:
    """A digest of all that decides what ``current_collection`` gives: the reader, the files that
    ship, the readings of the library. It takes a fraction of the time that reading them does."""
    digest = hashlib.sha256(collection_version().encode())
    library = open_library(settings)
    for path in (*shipped_files(), *library.reading_files()):
        digest.update(f"\n{path.parent.name}/{path.name} {sha256_of(path)}".encode())
    return digest.hexdigest()


def find_document(collection: Collection, id_: str) -> Held | Aside:
    """The document of this id, or the reading of this key (as ``trolyso documents`` lists them).
    Raises NotFoundError."""
    for held in collection.held:
        if held.document.id == id_ or (held.entry and held.entry.given.key == id_):
            return held
    for aside in collection.aside:
        if aside.entry and aside.entry.given.key == id_:
            return aside
    raise NotFoundError(
        f"Không có văn bản nào mang mã “{id_}”.",
        english=f"There is no document with the id “{id_}”.",
        hint="Xem các mã bằng: trolyso documents",
    )
