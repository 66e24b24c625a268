"""Builds a snapshot: documents → passages → vectors and BM25 → a folder on disk."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from corpus.errors import SnapshotError
from corpus.model import Document
from index.dense import EXACT_UP_TO, Lists
from index.lexical import LexicalField, folded_terms, terms
from index.model import (
    DEFAULT_SIZES,
    Encoder,
    Passage,
    PassageSettings,
    Progress,
    Vectors,
    silent,
)
from index.names import Named, named_in
from index.passages import passage_text, passages_of
from index.previous import Previous, read_previous
from index.questions import questions_of
from index.recipe import recipe_of
from index.search import DEFAULT_FUSION, FusionSettings
from index.snapshot import Contents, write_snapshot

_CHUNK = 64
"""Texts embedded between two reports of progress."""


def build_snapshot(
    documents: Iterable[Document],
    encoder: Encoder,
    home: Path,
    progress: Progress = silent,
    *,
    passage_settings: PassageSettings = DEFAULT_SIZES,
    fusion: FusionSettings = DEFAULT_FUSION,
    sources: str | None = None,
) -> Path:
    """Builds a snapshot into the folder ``home``, makes it the current one, and returns it.

    What stands in the current snapshot, made with the same model, is not made again: passages of
    unchanged documents, vectors and words of unchanged passages. ``sources`` is kept in the
    manifest (see ``index.snapshot.Contents``). Raises SnapshotError when there is
    no text at all, or two documents share an id.
    """
    ordered = sorted(documents, key=lambda document: document.id)
    _check(ordered)
    recipe = recipe_of(passage_settings)
    previous = read_previous(home, encoder, recipe)
    count = encoder.count_tokens
    passages: list[Passage] = []
    named: list[Named] = []
    texts: list[str] = []
    for done, document in enumerate(ordered):
        progress("Chia văn bản thành đoạn", done, len(ordered))
        known = previous.known(document)
        cut = known.passages if known else passages_of(document, count, passage_settings)
        named.append((known and known.named) or named_in(document))
        passages += cut
        texts += [passage_text(document, passage) for passage in cut]
    progress("Chia văn bản thành đoạn", len(ordered), len(ordered))
    digests = [hashlib.sha256(text.encode("utf-8")).hexdigest() for text in texts]
    kept = previous.kept(digests)
    vectors = _embed(texts, digests, encoder, previous, progress)
    progress("Lập chỉ mục", 0, 1)
    contents = Contents(
        documents=ordered,
        named=named,
        passages=passages,
        text_digests=digests,
        vectors=vectors,
        lists=lists_of(ordered, passages, vectors, encoder),
        accented=_field(previous.accented, texts, kept, terms),
        folded=_field(previous.folded, texts, kept, folded_terms),
        model_name=encoder.name,
        model_digest=encoder.digest,
        recipe=recipe,
        fusion=fusion,
        sources=sources,
    )
    folder = write_snapshot(home, contents)
    progress("Lập chỉ mục", 1, 1)
    return folder


def lists_of(
    documents: Sequence[Document], passages: Sequence[Passage], vectors: Vectors, encoder: Encoder
) -> Lists | None:
    """The lists over the vectors of passages, None where they are few enough to compare them all
    with every query."""
    if len(passages) <= EXACT_UP_TO:
        return None
    asked = questions_of({document.id: document for document in documents}, passages)
    return Lists.over(vectors, encoder.encode_queries(asked))


def _check(documents: Sequence[Document]) -> None:
    ((most, count),) = Counter(document.id for document in documents).most_common(1) or [("", 0)]
    if count > 1:
        raise SnapshotError(
            f"Có {count} văn bản cùng mang mã {most}; mỗi mã chỉ được có một.",
            english=f"{count} documents have the id {most}, expected one.",
            hint="Hãy bỏ bớt một bản rồi dựng lại.",
        )
    if not any(document.text.strip() for document in documents):
        raise SnapshotError(
            f"Không có chữ nào để dựng: nhận {len(documents)} văn bản, cần ít nhất một có chữ.",
            english=f"Nothing to build from: {len(documents)} documents without text.",
            hint="Hãy thêm văn bản rồi dựng lại.",
        )


def _field(
    previous: LexicalField | None,
    texts: Sequence[str],
    kept: Sequence[int | None],
    analyse: Callable[[str], list[str]],
) -> LexicalField:
    """The field of the texts, out of the one before where at least half of that goes on: what is
    gone leaves its words in the vocabulary."""
    staying = sum(row is not None for row in kept)
    if previous is None or 2 * staying < len(previous):
        return LexicalField.of(texts, analyse)
    return previous.with_texts(texts, kept)


def _embed(
    texts: Sequence[str],
    digests: Sequence[str],
    encoder: Encoder,
    previous: Previous,
    progress: Progress,
) -> Vectors:
    """A vector for each text; the texts that are not known go in order of length, so that the
    texts of one batch are of one size and little is padded."""
    rows: dict[int, Vectors] = {
        row: previous.vectors[previous.rows[digest][0]]
        for row, digest in enumerate(digests)
        if digest in previous.rows
    }
    new = sorted(set(range(len(texts))) - rows.keys(), key=lambda row: len(texts[row]))
    for start in range(0, len(new), _CHUNK):
        progress("Nhúng đoạn", start, len(new))
        chunk = new[start : start + _CHUNK]
        rows.update(zip(chunk, encoder.encode_passages([texts[i] for i in chunk]), strict=True))
    progress("Nhúng đoạn", len(new), len(new))
    return np.stack([rows[row] for row in range(len(texts))]).astype(np.float32)
