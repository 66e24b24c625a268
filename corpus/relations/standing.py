"""How the documents of a corpus stand: what the others do to each, and whether it is in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.model import Document, Relation, RelationKind
from corpus.numbers import number_key
from corpus.outline import Outline
from corpus.places import same_province
from corpus.text import match_key


class State(StrEnum):
    """Whether a document is in force on a day."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    REPLACED = "replaced"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """What another document of the corpus, ``by`` (its id), does to one, from the day ``since`` on
    (None where it is not known). ``clause`` is the address of the clause that says so, and
    ``[start, end)`` its sentence in the text of ``by``."""

    kind: RelationKind
    by: str
    since: date | None
    clause: str
    start: int
    end: int

    @property
    def ends_it(self) -> bool:
        """True when the document is replaced or repealed as a whole."""
        return self.kind.ends


def relations_over(documents: Iterable[Document]) -> Mapping[str, tuple[Standing, ...]]:
    """For each document that another one amends, replaces or repeals, by its id: what is done to
    it, in the order of the days. A reference that may mean several documents counts for none."""
    known = list(documents)
    numbered: dict[str, list[Document]] = defaultdict(list)
    issued: dict[date, list[Document]] = defaultdict(list)
    for document in known:
        if document.number is not None and not document.secondary:
            numbered[number_key(document.number)].append(document)
            if document.issued_on is not None:
                issued[document.issued_on].append(document)
    found: dict[str, list[Standing]] = defaultdict(list)
    for document in known:
        outline: Outline | None = None
        for relation in document.relations:
            if relation.kind is RelationKind.IMPLEMENTS:
                continue
            targets = _targets(relation, document, numbered, issued)
            if not targets:
                continue
            outline = outline or Outline(document)
            standing = Standing(
                kind=relation.kind,
                by=document.id,
                since=relation.since or document.effective_on,
                clause=outline.cited_as(outline.holding(relation.start)).address,
                start=relation.start,
                end=relation.end,
            )
            for target in targets:
                found[target.id].append(standing)
    return {key: tuple(sorted(items, key=_order)) for key, items in found.items()}


def state_of(document: Document, over: Iterable[Standing], today: date) -> State:
    """Whether a document is in force on ``today``; ``over`` is what others do to it. One that sets
    no day of effect is in force from its issue."""
    if any(item.ends_it and (item.since is None or item.since <= today) for item in over):
        return State.REPLACED
    if document.valid_until is not None and document.valid_until < today:
        return State.EXPIRED
    begins = document.effective_on or document.issued_on
    if begins is None:
        return State.UNKNOWN
    return State.NOT_YET if begins > today else State.IN_FORCE


class Standings:
    """How each document of a corpus stands, the relations among them resolved once."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._over = relations_over(documents.values())

    def over(self, document_id: str) -> tuple[Standing, ...]:
        """What others do to a document, in the order of the days."""
        return self._over.get(document_id, ())

    def state(self, document_id: str, today: date) -> State:
        """Whether a document is in force on ``today``."""
        return state_of(self._documents[document_id], self.over(document_id), today)


def _targets(
    relation: Relation,
    by: Document,
    numbered: Mapping[str, list[Document]],
    issued: Mapping[date, list[Document]],
) -> list[Document]:
    """The documents of the corpus that a relation of ``by`` means: one, or copies of one."""
    if relation.number is None:
        of_day = issued.get(relation.issued_on, []) if relation.issued_on else []
        named = [item for item in of_day if _is_law(relation, item)]
    else:
        named = numbered.get(number_key(relation.number), [])
    fitting = [item for item in named if _may_mean(relation, by, item)]
    one = {(number_key(item.number or ""), item.issuer, item.issued_on) for item in fitting}
    return fitting if len(one) == 1 else []


def _is_law(relation: Relation, document: Document) -> bool:
    """True when a relation calls a law of its day by this document's title."""
    return match_key(relation.name) == match_key(document.title)


def _may_mean(relation: Relation, by: Document, document: Document) -> bool:
    """True unless day, order in time or province speak against it: a local document is one of the
    province that is named, else of the one that speaks."""
    if document.id == by.id or number_key(document.number or "") == number_key(by.number or ""):
        return False
    issued = document.issued_on
    if issued and relation.issued_on and issued != relation.issued_on:
        return False
    if issued and by.issued_on and issued > by.issued_on:
        return False
    if document.province is None:
        return True
    said = relation.province or by.province
    return said is not None and same_province(said, document.province)


def _order(standing: Standing) -> tuple[bool, date]:
    return standing.since is None, standing.since or date.min
