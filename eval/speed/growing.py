"""A corpus of any size out of some real texts: whole documents again under new numbers, the vectors
of their passages moved by noise, put straight into a snapshot. Only the real ones are embedded."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path

import numpy as np

from corpus.errors import ReadError
from corpus.model import Document
from corpus.reading import document_of
from index.build import lists_of
from index.lexical import LexicalField, folded_terms, terms
from index.model import DEFAULT_SIZES, Encoder, Passage, Progress, Vectors, silent
from index.names import Named, named_in
from index.passages import passage_text, passages_of
from index.postings import Ints
from index.recipe import recipe_of
from index.search import DEFAULT_FUSION
from index.snapshot import Contents

_CHUNK = 256
"""Texts embedded between two reports of progress."""

_NOISE = 0.3
"""The length of the noise that is added to a vector of length one."""


@dataclass(frozen=True, slots=True)
class Grown:
    """Documents in the order of their ids, with their passages, the vectors of these, and the real
    passage that each was made of."""

    documents: Sequence[Document]
    named: Sequence[Named]
    passages: Sequence[Passage]
    vectors: Vectors
    rows: Ints


@dataclass(frozen=True, slots=True)
class Fields:
    """The two BM25 fields of the real passages: those of a grown corpus are taken from them."""

    accented: LexicalField
    folded: LexicalField


def fields_of(real: Grown) -> Fields:
    """The fields of the real passages, read from their texts."""
    by_id = {document.id: document for document in real.documents}
    texts = [passage_text(by_id[passage.document_id], passage) for passage in real.passages]
    return Fields(LexicalField.of(texts, terms), LexicalField.of(texts, folded_terms))


def read_real(file: Path, encoder: Encoder, passages: int, progress: Progress = silent) -> Grown:
    """The first texts of a file (JSON Lines, packed by xz, with ``id`` and ``text``) that come to
    so many passages, embedded."""
    documents: list[Document] = []
    cut: list[Passage] = []
    texts: list[str] = []
    for document in _unique(_texts(file)):
        progress("Đọc văn bản thật", min(len(cut), passages), passages)
        if len(cut) >= passages:
            break
        own = passages_of(document, encoder.count_tokens)
        documents.append(document)
        cut += own
        texts += [passage_text(document, passage) for passage in own]
    vectors = []
    for start in range(0, len(texts), _CHUNK):
        progress("Nhúng đoạn thật (đã nhúng lần trước thì dùng lại)", start, len(texts))
        vectors.append(encoder.encode_passages(texts[start : start + _CHUNK]))
    progress("Nhúng đoạn thật (đã nhúng lần trước thì dùng lại)", len(texts), len(texts))
    named = list(map(named_in, documents))
    rows = np.arange(len(texts), dtype=np.int32)
    return Grown(documents, named, cut, np.concatenate(vectors), rows)


def grow(real: Grown, passages: int) -> Grown:
    """A corpus of about so many passages: the real documents, then the same again and again."""
    chance = np.random.default_rng(0)
    own: dict[str, list[int]] = {}
    for row, passage in enumerate(real.passages):
        own.setdefault(passage.document_id, []).append(row)
    grown: list[tuple[Document, Named, list[Passage], Vectors, list[int]]] = []
    count = 0
    for turn, (document, named) in enumerate(cycle(zip(real.documents, real.named, strict=True))):
        if count >= passages:
            break
        rows = own.get(document.id, [])
        vectors, made = real.vectors[rows], document
        if turn >= len(real.documents):
            made = replace(document, id=f"{document.id}-ban-{turn}", number=f"{turn}/QĐ-BAN")
            vectors = _moved(vectors, chance)
        kept = [replace(real.passages[row], document_id=made.id) for row in rows]
        grown.append((made, named, kept, vectors, rows))
        count += len(rows)
    grown.sort(key=lambda part: part[0].id)
    return Grown(
        [document for document, *_ in grown],
        [named for _, named, *_ in grown],
        [passage for *_, kept, _, _ in grown for passage in kept],
        np.concatenate([vectors for *_, vectors, _ in grown]),
        np.array([row for *_, rows in grown for row in rows], np.int32),
    )


def contents_of(grown: Grown, fields: Fields, encoder: Encoder) -> Contents:
    """What a snapshot of it holds."""
    return Contents(
        documents=grown.documents,
        named=grown.named,
        passages=grown.passages,
        text_digests=[""] * len(grown.passages),
        vectors=grown.vectors,
        lists=lists_of(grown.documents, grown.passages, grown.vectors, encoder),
        accented=fields.accented.taken(grown.rows),
        folded=fields.folded.taken(grown.rows),
        model_name=encoder.name,
        model_digest=encoder.digest,
        recipe=recipe_of(DEFAULT_SIZES),
        fusion=DEFAULT_FUSION,
    )


def questions_about(grown: Grown, count: int) -> list[str]:
    """Questions on passages here and there, every other one naming the document's number."""
    chance = np.random.default_rng(1)
    by_id = {document.id: document for document in grown.documents}
    asked = []
    for turn, row in enumerate(chance.integers(len(grown.passages), size=count)):
        passage = grown.passages[row]
        document = by_id[passage.document_id]
        words = document.text[passage.start : passage.end].split()[:12]
        named = f" theo {document.number}" if turn % 2 and document.number else ""
        asked.append(f"Quy định thế nào về {' '.join(words)}{named}?")
    return asked


def _texts(file: Path) -> Iterator[Document]:
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            try:
                yield document_of(record["text"], source=record["id"])
            except ReadError:
                continue


def _unique(documents: Iterator[Document]) -> Iterator[Document]:
    """Each under an id of its own, one after the other as they are read."""
    for turn, document in enumerate(documents):
        yield replace(document, id=f"{document.id}-{turn}")


def _moved(vectors: Vectors, chance: np.random.Generator) -> Vectors:
    noise = chance.standard_normal(vectors.shape, np.float32) * _NOISE
    drawn = vectors + noise / np.float32(np.sqrt(vectors.shape[1]))
    moved: Vectors = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    return moved
