"""What documents say of each other, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RelationKind(StrEnum):
    """What is done to the other document; one that is replaced or repealed only in parts is
    amended."""

    AMENDS = "amends"
    REPLACES = "replaces"
    REPEALS = "repeals"
    IMPLEMENTS = "implements"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a document says of another. ``name`` is as written; ``number`` as printed, None for a
    law called by its name and day; ``province`` is that of its issuer, where said. ``since`` is the
    day that the sentence itself sets. ``[start, end)`` is the sentence in the document's text."""

    kind: RelationKind
    name: str
    number: str | None
    issued_on: date | None
    province: str | None
    since: date | None
    start: int
    end: int
