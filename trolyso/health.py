"""The health of a corpus: what it holds, and what of it a person should look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from corpus.model import Document

UNKNOWN = "không rõ"

# Metadata a person would miss, with its name for people. A press article has none of it, so it is
# asked of primary sources only.
_EXPECTED = {
    "number": "số hiệu",
    "kind": "loại",
    "issuer": "cơ quan ban hành",
    "issued_on": "ngày ban hành",
}


@dataclass(frozen=True, slots=True)
class Concern:
    """Something about a document that a person should look at."""

    document_id: str
    what: str


@dataclass(frozen=True, slots=True)
class Health:
    """Counts of documents by kind, province and year (``không rõ`` where the text does not tell),
    and concerns in the documents' order."""

    documents: int
    clauses: int
    by_kind: dict[str, int]
    by_province: dict[str, int]
    by_year: dict[str, int]
    concerns: tuple[Concern, ...]


def corpus_health(documents: Sequence[Document]) -> Health:
    """The health of these documents."""
    return Health(
        documents=len(documents),
        clauses=sum(len(document.clauses) for document in documents),
        by_kind=_count(documents, lambda document: document.kind),
        by_province=_count(documents, lambda document: document.province),
        by_year=_count(
            documents, lambda document: str(document.issued_on.year) if document.issued_on else None
        ),
        concerns=tuple(
            Concern(document.id, what) for document in documents for what in _concerns(document)
        ),
    )


def _count(documents: Iterable[Document], key: Callable[[Document], str | None]) -> dict[str, int]:
    """Documents by key, the most frequent first."""
    return dict(Counter(key(document) or UNKNOWN for document in documents).most_common())


def _concerns(document: Document) -> Iterable[str]:
    missing = [name for field, name in _EXPECTED.items() if getattr(document, field) is None]
    if missing and not document.secondary:
        yield f"thiếu {', '.join(missing)}"
    if document.secondary:
        yield "nguồn thứ cấp, không phải văn bản gốc"
    if document.truncated:
        yield "trích đoạn, nguồn cắt bớt"
    yield from document.report.remarks
    for clause in document.clauses:
        body = document.text[clause.start : clause.end].removeprefix(clause.marker)
        if not body.strip():
            yield f"{clause.address} không có nội dung"
