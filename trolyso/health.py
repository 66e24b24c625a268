"""The health of a corpus: what it holds, and what of it a person should look at."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.library import Collection
from corpus.metadata import ARTICLE
from corpus.model import Clause, Document
from corpus.numbers import number_key

UNKNOWN = "không rõ"
CENTRAL = "trung ương hoặc không rõ"

SURE_PAGE = 0.8
"""OCR that is less sure of a page than this has misread words on it."""

MARKED_TEXT = 0.7
"""Of the words of a Vietnamese text at least this share bear a mark (ă, đ, ế …); of official texts,
0.79 to 0.91."""

MARKED_CLAUSE = 0.35
"""Under this share a clause of some length has lost its marks, or is not Vietnamese."""

_FEWEST_WORDS = 12

# A word of letters alone.
_WORD = re.compile(r"[^\W\d_]+")

# Metadata a person would miss, with its name for people. A press article has none of it, so it is
# asked of primary sources only.
_EXPECTED = {
    "number": "số hiệu",
    "kind": "loại",
    "issuer": "cơ quan ban hành",
    "issued_on": "ngày ban hành",
}


class Matter(StrEnum):
    """What a concern is about, in the order in which people should look."""

    METADATA = "metadata"
    UNCONFIRMED = "unconfirmed"
    DUPLICATE = "duplicate"
    OCR = "ocr"
    TONES = "tones"
    EMPTY = "empty"
    SOURCE = "source"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Concern:
    """Something about a document that a person should look at."""

    document_id: str
    matter: Matter
    what: str


@dataclass(frozen=True, slots=True)
class Health:
    """Counts of documents by kind, province and year (``UNKNOWN`` where the text does not tell,
    ``CENTRAL`` where it has no province), and concerns by matter, each in the documents' order."""

    documents: int
    clauses: int
    by_kind: dict[str, int]
    by_province: dict[str, int]
    by_year: dict[str, int]
    concerns: tuple[Concern, ...]


def corpus_health(collection: Collection) -> Health:
    """The health of a collection of documents."""
    documents = collection.documents
    concerns = [concern for document in documents for concern in _concerns(document)]
    concerns += _duplicates(collection)
    order = list(Matter)
    return Health(
        documents=len(documents),
        clauses=sum(len(document.clauses) for document in documents),
        by_kind=_count(document.kind or UNKNOWN for document in documents),
        by_province=_count(document.province or CENTRAL for document in documents),
        by_year=_count(
            str(document.issued_on.year) if document.issued_on else UNKNOWN
            for document in documents
        ),
        concerns=tuple(sorted(concerns, key=lambda concern: order.index(concern.matter))),
    )


def _count(names: Iterable[str]) -> dict[str, int]:
    """How often each name stands, the most frequent first."""
    return dict(Counter(names).most_common())


def _concerns(document: Document) -> Iterator[Concern]:
    told = (
        (Matter.METADATA, missing_metadata(document)),
        (Matter.UNCONFIRMED, _unconfirmed(document)),
        (Matter.OCR, _unsure_pages(document)),
        (Matter.TONES, _lost_tones(document)),
        (Matter.EMPTY, _empty_clauses(document)),
        (Matter.SOURCE, _source(document)),
        (Matter.READING, document.report.remarks),
    )
    for matter, whats in told:
        yield from (Concern(document.id, matter, what) for what in whats)


def missing_metadata(document: Document) -> Iterator[str]:
    """What a person would miss of a document: one sentence, or none."""
    missing = [name for field, name in _EXPECTED.items() if getattr(document, field) is None]
    if missing and not document.secondary:
        yield f"thiếu {', '.join(missing)}"


def _unconfirmed(document: Document) -> Iterator[str]:
    if document.unconfirmed:
        yield f"số {document.number} đọc bằng OCR, chưa ai xác nhận"


def _unsure_pages(document: Document) -> Iterator[str]:
    reading = document.report.reading
    for page, sure in enumerate(reading.pages if reading else (), 1):
        if sure is not None and sure < SURE_PAGE:
            yield f"trang {page}: OCR chỉ chắc {sure:.0%}"


def _lost_tones(document: Document) -> Iterator[str]:
    words = _WORD.findall(document.text)
    if len(words) >= _FEWEST_WORDS and _marked(words) < MARKED_TEXT:
        yield f"có vẻ mất dấu: chỉ {_marked(words):.0%} số chữ có dấu"
        return
    suspects = [clause.address for clause in _leaves(document) if _is_unmarked(document, clause)]
    if suspects:
        yield f"{len(suspects)} điều khoản có vẻ mất dấu: {', '.join(suspects[:5])}"


def _is_unmarked(document: Document, clause: Clause) -> bool:
    words = _WORD.findall(document.text, clause.start, clause.end)
    return len(words) >= _FEWEST_WORDS and _marked(words) < MARKED_CLAUSE


def _marked(words: Sequence[str]) -> float:
    return sum(not word.isascii() for word in words) / len(words)


def _leaves(document: Document) -> Iterator[Clause]:
    """The clauses without clauses in them."""
    parents = {clause.parent for clause in document.clauses}
    return (clause for clause in document.clauses if clause.address not in parents)


def _empty_clauses(document: Document) -> Iterator[str]:
    for clause in document.clauses:
        body = document.text[clause.start : clause.end].removeprefix(clause.marker)
        if not body.strip():
            yield f"{clause.address} không có nội dung"


def _source(document: Document) -> Iterator[str]:
    if document.secondary:
        article = " (không có số, loại, điều khoản)" if document.kind == ARTICLE else ""
        yield f"nguồn thứ cấp{article}, không phải văn bản gốc"
    if document.truncated:
        yield "trích đoạn, nguồn cắt bớt"


def _duplicates(collection: Collection) -> Iterator[Concern]:
    for aside in collection.aside:
        what = f"bản khác ({aside.document.source}) để riêng: {aside.reason}"
        yield Concern(aside.instead, Matter.DUPLICATE, what)
    named: defaultdict[tuple[str, str | None, int], list[str]] = defaultdict(list)
    for document in collection.documents:
        if document.number is not None and document.issued_on is not None:
            key = (number_key(document.number), document.issuer, document.issued_on.year)
            named[key].append(document.id)
    for ids in named.values():
        for id_ in ids[1:]:
            what = f"cùng số, cơ quan và năm với {ids[0]}, nội dung khác"
            yield Concern(id_, Matter.DUPLICATE, what)
