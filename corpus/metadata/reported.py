"""Documents that a text belongs to or reports without bearing their letterhead: the content of a
decision on a portal's page, an annex that stands alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from corpus.metadata.days import DAY_WORDS, day_of
from corpus.metadata.issuers import short_name
from corpus.metadata.printed import Found, line_span
from corpus.model import Span
from corpus.numbers import canonical_number, find_numbers

# How much of a text's beginning may report what it is.
_LEAD = 2_000

# "… ban hành Quyết định số …": the verb between the issuer and the document.
_ISSUED = re.compile(
    r"(?:\s(?:đã|vừa|mới))?\s(?:ban\s+hành|ký\s+ban\s+hành|ký|có)\s*$", re.IGNORECASE
)

# What such a sentence may open with: its day.
_ON_DAY = re.compile(rf"^\s*(?:vào\s+)?ngày\s+{DAY_WORDS}\s*,?\s*", re.IGNORECASE)

# The day after the number.
_DATED = re.compile(rf"\s*ngày\s+{DAY_WORDS}")

# Under an annex's heading: "(Kèm theo Quyết định số … ngày … của …)".
_ATTACHED_TO = re.compile(r"\((?:ban hành\s+)?kèm\s+theo\s[^()]{5,300}\)", re.IGNORECASE)

# The issuer at the end of that.
_ISSUED_BY = re.compile(r"của\s+(?P<name>[^()]+)\)$")

# The day in it.
_ANY_DAY = re.compile(rf"ngày\s+{DAY_WORDS}")


@dataclass(frozen=True, slots=True)
class Reported:
    """What a text says of the document it reports or belongs to."""

    number: Found[str] | None = None
    kind: Found[str] | None = None
    issuer: Found[str] | None = None
    issued_on: Found[date] | None = None


def reported_document(text: str) -> Reported:
    """The document whose content a page gives. The page says so in a line of its own at its
    beginning: "UBND tỉnh … ban hành Quyết định số … ngày … về …". A sentence within a paragraph
    mentions a document, it does not announce it."""
    for mention in find_numbers(text[:_LEAD]):
        line = line_span(text, mention.start, mention.end)
        said = text[line.start : mention.start]
        verb = _ISSUED.search(said)
        if not mention.symbol or verb is None or ". " in text[line.start : line.end]:
            continue
        opening = _ON_DAY.match(said)
        name = said[opening.end() if opening else 0 : verb.start()].strip()
        day = day_of(_DATED.match(text, mention.end)) or day_of(opening)
        return Reported(
            number=Found(canonical_number(mention.text), line),
            kind=Found(mention.kind, line) if mention.kind else None,
            issuer=Found(short_name(name, text), line) if name else None,
            issued_on=Found(day, line) if day else None,
        )
    return Reported()


def document_of_annex(text: str) -> Reported:
    """The document that an annex says it belongs to. Where the number was left blank, so is the
    day: drafts circulate with days that did not come true."""
    match = _ATTACHED_TO.search(text, 0, _LEAD)
    if match is None:
        return Reported()
    span = Span(match.start(), match.end())
    issuer = _ISSUED_BY.search(match.group())
    mention = next((m for m in find_numbers(match.group()) if m.symbol), None)
    day = day_of(_ANY_DAY.search(match.group())) if mention else None
    return Reported(
        number=Found(canonical_number(mention.text), span) if mention else None,
        issuer=Found(short_name(issuer["name"], text), span) if issuer else None,
        issued_on=Found(day, span) if day else None,
    )
