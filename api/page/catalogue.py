"""The documents of a corpus as people look them up: by place and time, by what their badges say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from api.page.badges import Badge, Condition, condition_of
from corpus.cite import full_citation
from corpus.model import Document
from corpus.relations import Standings
from corpus.text import fold


@dataclass(frozen=True, slots=True)
class Sought:
    """What a list of documents is narrowed to; empty restricts nothing."""

    words: str = ""
    province: str = ""
    year: int | None = None
    badge: Badge | None = None

    def __bool__(self) -> bool:
        """True when it restricts anything."""
        return bool(self.words.strip() or self.province or self.year or self.badge)


class Catalogue:
    """The documents of one corpus, its provinces and its years, in the order of the list: those of
    a province under its name, the others under their issuer's, the latest first."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._standings = Standings(documents)
        latest_first = sorted(documents.values(), key=_day, reverse=True)
        self.documents: Sequence[Document] = sorted(latest_first, key=_place)
        self.provinces = sorted({d.province for d in documents.values() if d.province}, key=fold)
        self.years = sorted(
            {d.issued_on.year for d in documents.values() if d.issued_on}, reverse=True
        )

    def condition(self, document: Document, today: date) -> Condition:
        """How a document stands on a day."""
        over = self._standings.over(document.id)
        return condition_of(document, over, self._standings.state(document.id, today), today)

    def find(self, sought: Sought, today: date) -> Iterator[tuple[Document, Condition]]:
        """The documents sought, each with its condition, in the catalogue's order."""
        words = fold(sought.words).split()
        for document in self.documents:
            if _is_of(document, sought) and _is_named(document, words):
                condition = self.condition(document, today)
                if sought.badge is None or sought.badge in condition.badges:
                    yield document, condition


Found = tuple[Document, Condition]


def by_place(found: Sequence[Found], elsewhere: str) -> list[tuple[str, list[Found]]]:
    """Documents in the catalogue's order under the name of their place; ``elsewhere`` is said of
    those that name none."""
    grouped = groupby(found, key=lambda item: _place(item[0]))
    groups = (list(group) for _, group in grouped)
    return [(group[0][0].province or group[0][0].issuer or elsewhere, group) for group in groups]


def _is_of(document: Document, sought: Sought) -> bool:
    year = document.issued_on.year if document.issued_on else None
    return (not sought.province or fold(sought.province) == fold(document.province or "")) and (
        sought.year is None or sought.year == year
    )


def _is_named(document: Document, words: Sequence[str]) -> bool:
    named = fold(f"{full_citation(document)} {document.title} {document.source}")
    return all(word in named for word in words)


def _day(document: Document) -> str:
    return document.issued_on.isoformat() if document.issued_on else ""


def _place(document: Document) -> tuple[bool, bool, str]:
    national = document.province is None
    name = document.province or document.issuer
    return national, name is None, fold(name or "")
