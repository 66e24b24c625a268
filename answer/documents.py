"""Documents and search hits in the shape of the contract, for every door that shows them.

``GET /v1/documents`` and ``trolyso documents --json`` give summaries; ``GET /v1/documents/{id}``
and ``trolyso check --json`` give details; ``GET /v1/search`` and ``trolyso search --json`` give
hits. Spelled once, here, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from answer.protocol import ClauseHit
from corpus.cite import clause_url, full_citation
from corpus.model import Clause, Document, Reading


def document_summary(document: Document) -> dict[str, Any]:
    """The document's metadata, ready for ``json.dumps``: dates in ISO form, unknown is None,
    ``source`` the file's name as given, ``url`` the reader's path."""
    return {
        "id": document.id,
        "number": document.number,
        "kind": document.kind,
        "title": document.title,
        "issuer": document.issuer,
        "province": document.province,
        "issued_on": document.issued_on.isoformat() if document.issued_on else None,
        "effective_on": document.effective_on.isoformat() if document.effective_on else None,
        "signer": document.signer,
        "source": document.source,
        "url": clause_url(document.id),
    }


def clause_summary(clause: Clause) -> dict[str, Any]:
    """What a clause is called and where it stands, ready for ``json.dumps``."""
    return {
        "address": clause.address,
        "label": clause.label,
        "heading": clause.heading,
        "level": clause.level.value,
        "parent": clause.parent,
        "start": clause.start,
        "end": clause.end,
    }


def document_detail(document: Document) -> dict[str, Any]:
    """The summary with ``report`` (what reading dropped and noticed) and ``clauses``, a flat list
    in text order; ``start`` and ``end`` count code points of the canonical text."""
    return {
        **document_summary(document),
        "report": {
            "dropped": [
                {"line": dropped.line, "text": dropped.text, "reason": dropped.reason}
                for dropped in document.report.dropped
            ],
            "remarks": list(document.report.remarks),
            "secondary": document.secondary,
            "truncated": document.truncated,
            "unconfirmed": list(document.unconfirmed),
            "reading": _reading(document.report.reading),
        },
        "clauses": [clause_summary(clause) for clause in document.clauses],
    }


def _reading(reading: Reading | None) -> dict[str, Any] | None:
    """How the text was come by, where that is known."""
    if reading is None:
        return None
    return {
        "format": reading.format,
        "method": reading.method,
        "ocr": reading.ocr,
        "confidence": reading.confidence,
        "pages": list(reading.pages),
    }


def search_results(query: str, hits: Sequence[ClauseHit]) -> dict[str, Any]:
    """Ranked clauses, best first, ready for ``json.dumps``; scores are in [0, 1], ``text`` is the
    part of the document from ``start`` to ``end``."""
    return {"query": query, "items": [_search_hit(hit) for hit in hits]}


def _search_hit(hit: ClauseHit) -> dict[str, Any]:
    document, clause = hit.document, hit.clause
    return {
        "document_id": document.id,
        "document_number": document.number,
        "document_title": document.title,
        "clause": clause.address,
        "label": clause.label,
        "heading": clause.heading,
        "full_citation": full_citation(document, clause.label),
        "text": document.text[hit.start : hit.end],
        "start": hit.start,
        "end": hit.end,
        "score": round(hit.score, 4),
        "url": clause_url(document.id, clause.address),
    }
