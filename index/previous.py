"""What a build takes over from the snapshot before: nothing that has not changed is done again."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import SnapshotError
from corpus.model import Document
from index.lexical import LexicalField, folded_terms, terms
from index.manifest import SCHEMA, read_manifest, verify_files
from index.mapping import mapped
from index.model import Encoder, Passage, Vectors
from index.names import Named, named_of
from index.records import passage_of
from index.snapshot import NAMES, VECTORS, current_snapshot, document_line

_VECTORS_ALIKE = (3,)
"""Older schemas that keep vectors, and the digests of their texts, as this one does: embedding is
most of a build, and a new layout of something else shall not cost it again."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a build worked out of a document: its passages, and what it names (None in a snapshot
    built before this was kept)."""

    passages: Sequence[Passage]
    named: Named | None


@dataclass(frozen=True, slots=True)
class Previous:
    """A snapshot by what is in it: the row of every embedded text by its SHA-256 (all rows of one
    text), their vectors, what is known of documents by the SHA-256 of their line, and the two BM25
    fields. Where another recipe made it, documents and fields are left out."""

    rows: Mapping[str, Sequence[int]] = field(default_factory=dict)
    vectors: Vectors = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    documents: Mapping[str, Known] = field(default_factory=dict)
    accented: LexicalField | None = None
    folded: LexicalField | None = None

    def known(self, document: Document) -> Known | None:
        """What is known of a document that has not changed, else None."""
        return self.documents.get(_digest(document_line(document))) if self.documents else None

    def kept(self, digests: Sequence[str]) -> list[int | None]:
        """For each text its row here, None for a new one; no row is given twice."""
        left = {digest: list(rows) for digest, rows in self.rows.items()}
        return [left[digest].pop() if left.get(digest) else None for digest in digests]


def read_previous(home: Path, encoder: Encoder, recipe: Mapping[str, Any]) -> Previous:
    """The current snapshot of a folder, of one of an older schema the vectors alone; nothing where
    there is none, where it is damaged (a build is the cure), or where another model made it."""
    try:
        folder = current_snapshot(home)
        manifest = read_manifest(folder, (*_VECTORS_ALIKE, SCHEMA)) if folder else None
        if folder is None or manifest is None or manifest["model"]["digest"] != encoder.digest:
            return Previous()
        verify_files(folder, manifest)
    except SnapshotError:
        return Previous()
    records = [json.loads(line) for line in _lines(folder / "passages.jsonl")]
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for row, record in enumerate(records):
        rows[record["text_sha256"]].append(row)
    vectors = mapped(folder / VECTORS)
    if manifest["schema"] != SCHEMA or manifest.get("recipe") != recipe:
        return Previous(rows, vectors)
    passages: defaultdict[str, list[Passage]] = defaultdict(list)
    for record in records:
        passages[record["document_id"]].append(passage_of(record))
    names = folder / NAMES
    named = {
        record["id"]: named_of(record)
        for record in map(json.loads, _lines(names) if names.exists() else ())
    }
    return Previous(
        rows,
        vectors,
        {
            _digest(line): Known(passages[document_id], named.get(document_id))
            for line in _lines(folder / "documents.jsonl")
            for document_id in (json.loads(line)["id"],)
        },
        LexicalField.load(folder / "accented", terms),
        LexicalField.load(folder / "folded", folded_terms),
    )


def _lines(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="\n") as file:
        return list(file)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
