"""Publishes a snapshot on a Milvus server: written whole under a name of its own, then the alias is
switched to it. An interrupted publication leaves the alias where it was; the next one clears it up.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from pymilvus import MilvusClient

from corpus.errors import NotFoundError, SnapshotError
from index.lexical import LexicalField, Scores, Terms, folded_terms, terms
from index.manifest import MANIFEST, read_manifest, verify_files
from index.milvus.layout import (
    ALIAS,
    PIECE,
    TEXTS,
    Address,
    collection_of,
    collections,
    current,
    dimensions_of,
    passage_schema,
    speaking,
    text_schema,
)
from index.model import Progress, Vectors, silent

_BATCH = 500
"""Rows sent at once."""

_PIECES = 20
"""Pieces of texts sent at once."""


def publish(folder: Path, address: Address, progress: Progress = silent) -> str:
    """Publishes the snapshot of a folder and makes it the current one; returns its collection.

    One that is there already is only switched to. Besides it only the one stays that was served
    until now: replicas read from that until they have changed over, and it is the one to go back
    to. Raises SnapshotError when the snapshot is damaged or the server does not do it: what was
    served goes on.
    """
    manifest = read_manifest(folder)
    verify_files(folder, manifest)
    client = address.connect()
    name = collection_of(folder.name)
    with speaking(address.uri):
        served = current(client)
        for other in collections(client):
            if other != served and not is_complete(client, other):
                _drop(client, other)
        if name not in collections(client):
            _write(client, name, folder, manifest["counts"]["dimensions"], progress)
        if name != served:
            _switch(client, name, served)
            for other in collections(client):
                if other not in (name, served):
                    _drop(client, other)
    return name


def roll_back(address: Address) -> str:
    """Switches the alias to the snapshot published before the current one. Raises NotFoundError
    when there is none."""
    client = address.connect()
    with speaking(address.uri):
        served = current(client)
        older = [
            name
            for name in collections(client)
            if served and name < served and is_complete(client, name)
        ]
        if not older:
            raise NotFoundError(
                "Trên máy chủ Milvus không có bản dựng nào trước bản đang dùng.",
                english="There is no snapshot before the current one on the Milvus server.",
                hint="Chỉ bản đang dùng và một bản trước được giữ lại.",
            )
        _switch(client, older[-1], served)
    return older[-1]


def is_complete(client: MilvusClient, name: str) -> bool:
    """True for a snapshot that was written to its end: the manifest comes last."""
    if not client.has_collection(name + TEXTS):
        return False
    client.load_collection(name + TEXTS)
    return bool(client.query(name + TEXTS, filter='key == "manifest/0"', output_fields=["key"]))


def _switch(client: MilvusClient, name: str, served: str | None) -> None:
    if served is None:
        client.create_alias(name, ALIAS)
    else:
        client.alter_alias(name, ALIAS)


def _drop(client: MilvusClient, name: str) -> None:
    for collection in (name + TEXTS, name):
        if client.has_collection(collection):
            client.drop_collection(collection)


def _write(
    client: MilvusClient, name: str, folder: Path, dimensions: int, progress: Progress
) -> None:
    schema, indices = passage_schema(dimensions)
    client.create_collection(name, schema=schema, index_params=indices)
    vectors = np.load(folder / "vectors.npy", mmap_mode="r", allow_pickle=False)
    rows = _passage_rows(folder, vectors)
    written = 0
    while batch := list(islice(rows, _BATCH)):
        progress("Ghi đoạn lên Milvus", written, len(vectors))
        client.insert(name, batch)
        written += len(batch)
    client.flush(name)
    client.load_collection(name)
    (counted,) = client.query(name, output_fields=["count(*)"], consistency_level="Strong")
    if counted["count(*)"] != len(vectors):
        raise SnapshotError(
            f"Milvus giữ {counted['count(*)']} đoạn, cần {len(vectors)}.",
            english=f"Milvus holds {counted['count(*)']} passages, expected {len(vectors)}.",
            hint="Hãy chạy lại lệnh.",
        )
    progress("Ghi đoạn lên Milvus", len(vectors), len(vectors))
    schema, indices = text_schema()
    client.create_collection(name + TEXTS, schema=schema, index_params=indices)
    texts = _text_rows(folder)
    while pieces := list(islice(texts, _PIECES)):
        client.insert(name + TEXTS, pieces)
    client.flush(name + TEXTS)
    client.load_collection(name + TEXTS)
    manifest = (folder / MANIFEST).read_text(encoding="utf-8")
    client.insert(name + TEXTS, list(_pieces("manifest", manifest)))
    client.flush(name + TEXTS)


def _passage_rows(folder: Path, vectors: Vectors) -> Iterator[dict[str, Any]]:
    accented = LexicalField.load(folder / "accented", terms).texts()
    folded = LexicalField.load(folder / "folded", folded_terms).texts()
    with (folder / "passages.jsonl").open(encoding="utf-8") as lines:
        whole = zip(lines, vectors, accented, folded, strict=True)
        for row, (line, vector, as_written, without_marks) in enumerate(whole):
            yield {
                "row": row,
                "document_id": json.loads(line)["document_id"],
                "record": line,
                "dense": np.asarray(vector),
                "accented": _sparse(*as_written),
                "folded": _sparse(*without_marks),
            }


def _sparse(keys: Terms, weights: Scores) -> dict[int, float]:
    return dict(zip(dimensions_of(keys).tolist(), weights.tolist(), strict=True))


def _text_rows(folder: Path) -> Iterator[dict[str, Any]]:
    with (folder / "documents.jsonl").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            yield from _pieces(f"document/{number:09}", line)
    keys, counts = LexicalField.load(folder / "folded", folded_terms).counts()
    terms_of = dimensions_of(keys)
    order = np.argsort(terms_of)
    table = {"terms": terms_of[order], "counts": counts.astype(np.uint32)[order]}
    for key, values in table.items():
        yield from _pieces(key, base64.b64encode(values.tobytes()).decode("ascii"))


def _pieces(key: str, text: str) -> Iterable[dict[str, Any]]:
    """Rows that hold a text, each within a string's limit, which counts bytes."""
    step = PIECE // 4 if not text.isascii() else PIECE
    for number, start in enumerate(range(0, max(len(text), 1), step)):
        piece = text[start : start + step]
        yield {"key": f"{key}/{number}", "content": piece, "unused": [0.0, 0.0]}
