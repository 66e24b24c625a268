"""What to know of a document before relying on it: replaced, read from a scan, incomplete …"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.model import Document
from corpus.relations import Standing, State


class Badge(StrEnum):
    """What a document's badge says, the gravest first."""

    REPLACED = "replaced"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    AMENDED = "amended"
    SECONDARY = "secondary"
    TRUNCATED = "truncated"
    UNCONFIRMED = "unconfirmed"
    OCR = "ocr"
    INCOMPLETE = "incomplete"
    REMARKS = "remarks"

    @property
    def tone(self) -> str:
        """How it is coloured: ``grave`` says not to rely on the document, ``care`` to check it."""
        if self in (Badge.REPLACED, Badge.EXPIRED, Badge.NOT_YET):
            return "grave"
        return "plain" if self is Badge.REMARKS else "care"


_OF_STATE: Mapping[State, Badge] = {
    State.REPLACED: Badge.REPLACED,
    State.EXPIRED: Badge.EXPIRED,
    State.NOT_YET: Badge.NOT_YET,
}

# What an official text bears; an article has none of it.
_EXPECTED = ("number", "kind", "issuer", "issued_on")


@dataclass(frozen=True, slots=True)
class Condition:
    """A document's badges, with what stands behind them: what others do to it, which metadata could
    not be read, and how sure OCR was (None where there was none)."""

    badges: tuple[Badge, ...]
    over: tuple[Standing, ...] = ()
    missing: tuple[str, ...] = ()
    sureness: float | None = None


def condition_of(
    document: Document, over: tuple[Standing, ...], state: State, today: date
) -> Condition:
    """The condition of a document on a day; ``state`` and ``over`` are how it stands in its
    corpus."""
    missing = tuple(
        field for field in _EXPECTED if getattr(document, field) is None and not document.secondary
    )
    reading = document.report.reading
    found = set(_badges(document, over, state, today))
    if missing:
        found.add(Badge.INCOMPLETE)
    badges = tuple(badge for badge in Badge if badge in found)
    return Condition(badges, over, missing, reading.confidence if reading else None)


def _badges(
    document: Document, over: tuple[Standing, ...], state: State, today: date
) -> Iterator[Badge]:
    if state in _OF_STATE:
        yield _OF_STATE[state]
    if any(not item.ends_it and (item.since is None or item.since <= today) for item in over):
        yield Badge.AMENDED
    if document.secondary:
        yield Badge.SECONDARY
    if document.truncated:
        yield Badge.TRUNCATED
    if document.unconfirmed:
        yield Badge.UNCONFIRMED
    if document.report.reading is not None and document.report.reading.ocr:
        yield Badge.OCR
    if document.report.remarks:
        yield Badge.REMARKS
