"""Documents as JSON, field by field: what a library or a snapshot holds runs no code."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from sys import intern
from typing import Any

from corpus.model import (
    Clause,
    Correction,
    Document,
    Dropped,
    Level,
    Reading,
    Relation,
    RelationKind,
    Report,
    Span,
)

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
        "valid_until": _iso(document.valid_until),
        "relations": [_relation_record(relation) for relation in document.relations],
        "corrections": [asdict(correction) for correction in document.corrections],
        "unconfirmed": list(document.unconfirmed),
        "evidence": {name: [span.start, span.end] for name, span in document.evidence.items()},
        "report": asdict(document.report),
        "clauses": [_clause_record(clause) for clause in document.clauses],
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
        valid_until=_date(record["valid_until"]),
        relations=tuple(_relation_of(relation) for relation in record["relations"]),
        corrections=tuple(Correction(**correction) for correction in record["corrections"]),
        unconfirmed=tuple(record["unconfirmed"]),
        evidence={name: Span(*span) for name, span in record["evidence"].items()},
        report=Report(
            dropped=tuple(Dropped(**dropped) for dropped in report["dropped"]),
            remarks=tuple(report["remarks"]),
            reading=_reading_of(report["reading"]),
        ),
        clauses=tuple(map(_clause_of, record["clauses"])),
        text=record["text"],
    )


def _clause_record(clause: Clause) -> Record:
    """Spelled out, for there are hundreds to a document, and ``asdict`` copies deeply."""
    return {
        "address": clause.address,
        "label": clause.label,
        "level": clause.level.value,
        "marker": clause.marker,
        "heading": clause.heading,
        "parent": clause.parent,
        "start": clause.start,
        "end": clause.end,
    }


def _clause_of(record: Record) -> Clause:
    """What clauses of all documents say in the same words is kept in memory once."""
    parent = record["parent"]
    return Clause(
        address=intern(record["address"]),
        label=intern(record["label"]),
        level=Level(record["level"]),
        marker=intern(record["marker"]),
        heading=record["heading"],
        parent=parent and intern(parent),
        start=record["start"],
        end=record["end"],
    )


def _relation_record(relation: Relation) -> Record:
    days = {"issued_on": _iso(relation.issued_on), "since": _iso(relation.since)}
    return {**asdict(relation), **days}


def _relation_of(record: Record) -> Relation:
    days = {"issued_on": _date(record["issued_on"]), "since": _date(record["since"])}
    return Relation(**{**record, **days, "kind": RelationKind(record["kind"])})


def _reading_of(record: Record | None) -> Reading | None:
    return None if record is None else Reading(**{**record, "pages": tuple(record["pages"])})


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
