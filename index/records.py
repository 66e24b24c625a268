"""Documents and passages as JSON, field by field: what a snapshot holds runs no code."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from corpus.model import Clause, Document, Dropped, Level, Report, Span
from index.model import Passage

Record = dict[str, Any]


def document_record(document: Document) -> Record:
    """A document as plain JSON values; dates as ISO, spans as ``[start, end]``."""
    return {
        "id": document.id,
        "number": document.number,
        "kind": document.kind,
        "title": document.title,
        "issuer": document.issuer,
        "province": document.province,
        "issued_on": _iso(document.issued_on),
        "effective_on": _iso(document.effective_on),
        "signer": document.signer,
        "legal_bases": list(document.legal_bases),
        "source": document.source,
        "secondary": document.secondary,
        "truncated": document.truncated,
        "evidence": {name: [span.start, span.end] for name, span in document.evidence.items()},
        "report": asdict(document.report),
        "clauses": [asdict(clause) for clause in document.clauses],
        "text": document.text,
    }


def document_of(record: Record) -> Document:
    """The document that ``document_record`` wrote; KeyError or ValueError for anything else."""
    report = record["report"]
    return Document(
        id=record["id"],
        number=record["number"],
        kind=record["kind"],
        title=record["title"],
        issuer=record["issuer"],
        province=record["province"],
        issued_on=_date(record["issued_on"]),
        effective_on=_date(record["effective_on"]),
        signer=record["signer"],
        legal_bases=tuple(record["legal_bases"]),
        source=record["source"],
        secondary=record["secondary"],
        truncated=record["truncated"],
        evidence={name: Span(*span) for name, span in record["evidence"].items()},
        report=Report(
            dropped=tuple(Dropped(**dropped) for dropped in report["dropped"]),
            remarks=tuple(report["remarks"]),
        ),
        clauses=tuple(
            Clause(**{**clause, "level": Level(clause["level"])}) for clause in record["clauses"]
        ),
        text=record["text"],
    )


def passage_record(passage: Passage) -> Record:
    """A passage as plain JSON values."""
    return asdict(passage)


def passage_of(record: Record) -> Passage:
    """The passage that ``passage_record`` wrote; other keys of the record are left alone."""
    return Passage(
        document_id=record["document_id"],
        clauses=tuple(record["clauses"]),
        start=record["start"],
        end=record["end"],
        head=record["head"],
    )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
