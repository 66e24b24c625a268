"""What stands in front of a passage: its document, its province, the headings above it.

A clause such as "c) Hoàn thành trong tháng 5/2024." says nothing by itself of whose plan it is
or which body must act; found by its head, it does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.model import Clause, Document
from corpus.text import fold

HEADING_WORDS = 20
"""Longer headings and titles are cut to this many words in a head."""


def document_head(document: Document) -> str:
    """``Kế hoạch 87/KH-UBND | UBND tỉnh Quảng Ngãi``; the title stands in for a number."""
    name = " ".join(part for part in (document.kind, document.number) if part)
    if document.number is None:
        name = cut(document.title, HEADING_WORDS)
    parts = [name, document.issuer or ""]
    province = document.province
    if province and fold(province) not in fold(" ".join(parts)):
        parts.append(province)
    return " | ".join(part for part in parts if part)


def heading_path(clause: Clause, clauses: Mapping[str, Clause]) -> list[Clause]:
    """The clauses above a clause, outermost first."""
    path: list[Clause] = []
    parent = clause.parent
    while parent is not None:
        path.append(clauses[parent])
        parent = path[-1].parent
    return path[::-1]


def head(document: Document, path: Sequence[Clause]) -> str:
    """The head of a passage below the headings of ``path``.

    ``Kế hoạch 87/KH-UBND | UBND tỉnh Quảng Ngãi | IV. TỔ CHỨC THỰC HIỆN > 2. Sở Nội vụ``
    """
    headings = [heading_line(clause) for clause in path if clause.heading]
    return " | ".join(part for part in (document_head(document), " > ".join(headings)) if part)


def heading_line(clause: Clause) -> str:
    """A clause's marker and heading as a head shows them."""
    return cut(f"{clause.marker} {clause.heading}".strip(), HEADING_WORDS)


def cut(text: str, words: int) -> str:
    """The first words of a text, with ``…`` where some are left off; marks are not counted."""
    parts = text.split()
    ends = [place for place, part in enumerate(parts, 1) if any(map(str.isalnum, part))]
    if len(ends) <= words:
        return " ".join(parts)
    return " ".join(parts[: ends[words - 1]]) + " …"
