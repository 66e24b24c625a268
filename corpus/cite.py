"""Citing: a document's name, a clause's full citation, a clause's address on the web."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from corpus.kinds import LAWS
from corpus.model import Document

# The months that are written with a leading zero; days below ten always are.
_PADDED_MONTHS = 2


def legal_date(day: date) -> str:
    """A date as Nghị định 30/2020/NĐ-CP writes it: days below 10 and months 1 and 2 get a zero.

    >>> legal_date(date(2024, 4, 5)), legal_date(date(2022, 1, 28))
    ('05/4/2024', '28/01/2022')
    """
    month = f"{day.month:02d}" if day.month <= _PADDED_MONTHS else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def document_name(document: Document) -> str:
    """A short name for people: ``Kế hoạch 87/KH-UBND của UBND tỉnh Quảng Ngãi``; a law by its
    title and number; a text without a number by its title in quotes."""
    if document.kind in LAWS:
        return " ".join(filter(None, (document.title, document.number)))
    if document.number is None:
        return " ".join(filter(None, (document.kind, f"“{document.title}”")))
    return _of_issuer(" ".join(filter(None, (document.kind, document.number))), document)


def full_citation(document: Document, label: str = "") -> str:
    """The citation officials write: ``điểm c khoản 2 mục IV Kế hoạch số 87/KH-UBND ngày 05/4/2024
    của UBND tỉnh Quảng Ngãi``. Without ``label`` it cites the whole document."""
    return f"{label} {_cited(document)}".strip()


def clause_url(document_id: str, address: str = "") -> str:
    """The reader's address of a clause, percent-encoded: ``/documents/<id>#IV.2.c``."""
    path = f"/documents/{quote(document_id, safe='')}"
    return f"{path}#{quote(address, safe='')}" if address else path


def _cited(document: Document) -> str:
    if document.kind in LAWS:
        return f"{document.title} số {document.number}" if document.number else document.title
    dated = f"ngày {legal_date(document.issued_on)}" if document.issued_on else ""
    named = f"số {document.number}" if document.number else f"“{document.title}”"
    return _of_issuer(" ".join(filter(None, (document.kind, named, dated))), document)


def _of_issuer(name: str, document: Document) -> str:
    return f"{name} của {document.issuer}" if document.issuer else name
