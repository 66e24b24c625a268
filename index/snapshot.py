"""A snapshot on disk: an immutable folder that a build writes whole and a reader verifies whole.

::

    snapshots/
      .lock                         who is building
      current                       the name of the folder to serve from
      20240624T080000.000000Z-1a2b3c4d/
        manifest.json               schema, model, settings, counts, SHA-256 of every file below
        manifest.sha256             of manifest.json, in sha256sum's form
        documents.jsonl             a Document with its clauses on each line
        passages.jsonl              a Passage on each line, with the SHA-256 of its embedded text
        names.jsonl                 what each document names: numbers, provinces
        vectors.npy                 float32, one row a passage
        vectors.faiss               lists to find the nearest of them, where they are many
        accented/  folded/          the two BM25 fields, an array a file

Vectors and fields are mapped, not read into memory. There is no pickle in it: a snapshot from a
stranger runs no code. It is written beside, flushed and renamed in; ``current`` is switched after
that, so nobody ever sees half of one.
"""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from corpus.durable import folder_beside, rename_in, write_text
from corpus.errors import SnapshotError
from corpus.model import Document
from corpus.records import Record, document_of, document_record
from index.dense import DenseIndex, Lists
from index.lexical import LexicalField, folded_terms, terms
from index.manifest import (
    Manifest,
    OtherSchemaError,
    damaged,
    read_manifest,
    seal_folder,
    verify_files,
)
from index.mapping import mapped
from index.model import Encoder, Passage, Vectors
from index.names import Named, Names, named_of, named_record
from index.records import passage_of, passage_record
from index.search import FusionSettings, Index

VECTORS = "vectors.npy"
LISTS = "vectors.faiss"
NAMES = "names.jsonl"

CURRENT = "current"

# The name of a snapshot's folder: when it was built, then the start of its manifest's digest.
_STAMP = "%Y%m%dT%H%M%S.%fZ"
_NAME = re.compile(r"\d{8}T\d{6}\.\d{6}Z-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a build hands over to be written: passages in the order of documents and text, and for
    each of them the SHA-256 of its embedded text and a row of ``vectors``, over which there are
    ``lists`` where they are many. ``recipe`` is JSON: how they were made; ``sources`` tells whoever
    handed the documents over whether he would do so again."""

    documents: Sequence[Document]
    named: Sequence[Named]
    passages: Sequence[Passage]
    text_digests: Sequence[str]
    vectors: Vectors
    lists: Lists | None
    accented: LexicalField
    folded: LexicalField
    model_name: str
    model_digest: str
    recipe: Mapping[str, Any]
    fusion: FusionSettings
    sources: str | None = None


def write_snapshot(home: Path, contents: Contents) -> Path:
    """Writes a snapshot into the folder ``home``, makes it the current one, and returns it. Of the
    others only the one that was current until now is kept."""
    built_at = datetime.now(UTC)
    stamp = _next_stamp(home, built_at)
    before = _served_before(home)
    with folder_beside(home, stamp) as beside:
        _write_lines(beside / "documents.jsonl", map(document_line, contents.documents))
        _write_lines(
            beside / "passages.jsonl",
            (
                _line({**passage_record(passage), "text_sha256": digest})
                for passage, digest in zip(contents.passages, contents.text_digests, strict=True)
            ),
        )
        _write_lines(
            beside / NAMES,
            (
                _line({"id": document.id, **named_record(named)})
                for document, named in zip(contents.documents, contents.named, strict=True)
            ),
        )
        np.save(beside / VECTORS, contents.vectors, allow_pickle=False)
        if contents.lists is not None:
            contents.lists.save(beside / LISTS)
        contents.accented.save(beside / "accented")
        contents.folded.save(beside / "folded")
        digest = seal_folder(
            beside,
            {
                "built_at": built_at.isoformat(),
                "model": {"name": contents.model_name, "digest": contents.model_digest},
                "recipe": dict(contents.recipe),
                "fusion": asdict(contents.fusion),
                "sources": contents.sources,
                "counts": {
                    "documents": len(contents.documents),
                    "clauses": sum(len(document.clauses) for document in contents.documents),
                    "passages": len(contents.passages),
                    "dimensions": contents.vectors.shape[1],
                },
            },
        )
        folder = home / f"{stamp}-{digest[:8]}"
        rename_in(beside, folder)
    switch_to(folder)
    for old in snapshot_folders(home):
        if old not in (folder, before):
            _remove(old)
    return folder


def _next_stamp(home: Path, moment: datetime) -> str:
    """The moment, or one just after the newest snapshot's where the clock has been set back: the
    order of the names is that of the builds."""
    for folder in snapshot_folders(home):
        with suppress(ValueError):  # a name like one of ours, but no moment
            built = datetime.strptime(folder.name.partition("-")[0], _STAMP).replace(tzinfo=UTC)
            moment = max(moment, built + timedelta(microseconds=1))
    return moment.strftime(_STAMP)


def _served_before(home: Path) -> Path | None:
    """The snapshot to go back to after the next build: the current one, else the newest; a damaged
    one is no such."""
    with suppress(SnapshotError):
        current = current_snapshot(home)
        if current is not None and _is_whole(current):
            return current
    return next(filter(_is_whole, reversed(snapshot_folders(home))), None)


def _is_whole(folder: Path) -> bool:
    try:
        verify_files(folder, read_manifest(folder))
    except OtherSchemaError:
        return True  # and of use to the version that made it
    except SnapshotError:
        return False
    return True


def _remove(folder: Path) -> None:
    """Takes a snapshot out at once: it is renamed before it is deleted. One that cannot be taken
    out is no reason for a build to fail."""
    with suppress(OSError), folder_beside(folder.parent, "removed") as beside:
        folder.rename(beside / folder.name)


def current_snapshot(home: Path) -> Path | None:
    """The folder of the snapshot to serve from, or None before the first build."""
    pointer = home / CURRENT
    if not pointer.exists():
        return None
    name = pointer.read_text(encoding="utf-8").strip()
    if not _NAME.fullmatch(name):
        raise damaged(pointer, f"ghi {name!r}, không phải tên một bản dựng")
    return home / name


def switch_to(folder: Path) -> None:
    """Makes a snapshot the current one; who serves changes to it."""
    write_text(folder.parent / CURRENT, folder.name + "\n")


def snapshot_folders(home: Path) -> list[Path]:
    """The snapshots in a folder, oldest first."""
    if not home.is_dir():
        return []
    return sorted(path for path in home.iterdir() if _NAME.fullmatch(path.name))


@dataclass(frozen=True, slots=True)
class Stored:
    """A snapshot as it was read, verified, still without the encoder: that may load meanwhile."""

    folder: Path
    manifest: Manifest
    documents: Mapping[str, Document]
    passages: Sequence[Passage]
    names: Names
    dense: DenseIndex
    accented: LexicalField
    folded: LexicalField

    def index(self, encoder: Encoder) -> Index:
        """The snapshot ready to search. Raises SnapshotError when it was built with another model
        than ``encoder``; the message holds both."""
        built_with, given = self.manifest["model"], {"name": encoder.name, "digest": encoder.digest}
        if built_with["digest"] != given["digest"]:
            found, expected = (f"{m['name']} ({m['digest'][:12]})" for m in (built_with, given))
            name = self.folder.name
            raise SnapshotError(
                f"Bản dựng {name} dùng mô hình {found}, còn mô hình đang chạy là {expected}.",
                english=f"Snapshot {name} was built with {found}, the model is {expected}.",
                hint="Hãy dựng lại: trolyso build.",
            )
        return Index(
            documents=self.documents,
            passages=self.passages,
            names=self.names,
            encoder=encoder,
            dense=self.dense,
            accented=self.accented,
            folded=self.folded,
            fusion=FusionSettings(**self.manifest["fusion"]),
            built_at=datetime.fromisoformat(self.manifest["built_at"]),
        )


def read_snapshot(folder: Path) -> Stored:
    """The snapshot in a folder. Raises OtherSchemaError for one of another schema, SnapshotError
    when it is absent or damaged."""
    manifest = read_manifest(folder)
    verify_files(folder, manifest)
    try:
        with _nothing_collected():
            documents = [document_of(line) for line in _read_jsonl(folder / "documents.jsonl")]
            passages = [passage_of(line) for line in _read_jsonl(folder / "passages.jsonl")]
        return Stored(
            folder=folder,
            manifest=manifest,
            documents={document.id: document for document in documents},
            passages=passages,
            names=_names(folder / NAMES, documents),
            dense=DenseIndex(
                mapped(folder / VECTORS),
                Lists.load(folder / LISTS) if (folder / LISTS).exists() else None,
            ),
            accented=LexicalField.load(folder / "accented", terms),
            folded=LexicalField.load(folder / "folded", folded_terms),
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise damaged(folder, f"không đọc được ({error})") from error


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """What is read stays: to look for garbage among it, over and over while it becomes more, takes
    longer than to read it."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _names(path: Path, documents: Sequence[Document]) -> Names:
    """What the documents name; told anew where the snapshot was built before this was kept."""
    if not path.exists():
        return Names.of(documents)
    return Names(lambda: ((record["id"], named_of(record)) for record in _read_jsonl(path)))


def load_snapshot(folder: Path, encoder: Encoder) -> Index:
    """The snapshot in a folder, ready to search. Raises what ``read_snapshot`` and
    ``Stored.index`` raise."""
    return read_snapshot(folder).index(encoder)


def document_line(document: Document) -> str:
    """A document as a line of ``documents.jsonl``."""
    return _line(document_record(document))


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)


def _line(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


def _read_jsonl(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
