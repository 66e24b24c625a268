"""Notes beside an answer: what became of what is cited and of what the question names.

Quotes stay as they are; what has changed since stands here: a document replaced, amended or not in
force (from what the documents say of each other), the present name of a body or a province (from
data), a plain error of a source, a source that is itself a report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from answer.find.library import Library
from answer.model import Answer, Citation, Note, Status
from answer.say.phrases import Phrases, phrases_in
from answer.understand.cues import DOERS
from answer.understand.understanding import Understanding
from corpus.bodies import Change, change_of, find_bodies
from corpus.cite import document_name
from corpus.model import Document, Level, RelationKind
from corpus.places import province
from corpus.relations import Standing, State

SUCCESSOR = "successor"
REPLACED_BY = "replaced_by"
AMENDED_BY = "amended_by"
NOT_IN_FORCE = "not_in_force"
SOURCE_ERROR = "source_error"
SECONDARY_SOURCE = "secondary_source"

_MOST_SUCCESSORS = 3
"""Notes on present names that an answer bears at most; those the question names come first."""

_MOST_AMENDING = 3
"""Amending documents that a note names at most, the latest."""

_OPENING = 60
"""Characters of a quote in which a body named is the one it is about."""

_NO_NOTES = (Status.REFUSED, Status.OUT_OF_SCOPE)


class Notes:
    """The notes on answers over one library. Thread-safe."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._standings = library.standings

    def of(self, answer: Answer, question: Understanding, today: date) -> tuple[Note, ...]:
        """The notes on an answer, the weightiest first, each once."""
        if answer.status in _NO_NOTES:
            return ()
        say = phrases_in(question.language)
        documents = self._library.documents
        cited = [documents[i] for i in dict.fromkeys(c.document_id for c in answer.citations)]
        notes = [note for document in cited for note in self._on_force(document, say, today)]
        notes += _on_sources(cited, answer.citations, say)
        successors = dict.fromkeys(self._successors(answer.citations, cited, question, say, today))
        return (*dict.fromkeys(notes), *list(successors)[:_MOST_SUCCESSORS])

    def _on_force(self, document: Document, say: Phrases, today: date) -> Iterator[Note]:
        """Whether the document is in force, and what others of the corpus do to it."""
        name = document_name(document)
        over = self._standings.over(document.id)
        ended = [item for item in over if item.ends_it]
        if ended:
            yield Note(REPLACED_BY, self._ending(name, ended[0], say, today))
        elif over:
            yield from self._amending(name, over, say, today)
        state = self._standings.state(document.id, today)
        if state is State.NOT_YET:
            day = say.day(document.effective_on or document.issued_on)
            yield Note(NOT_IN_FORCE, say.note_not_yet.format(document=name, day=day))
        if state is State.EXPIRED:
            day = say.day(document.valid_until)
            yield Note(NOT_IN_FORCE, say.note_expired.format(document=name, day=day))

    def _ending(self, name: str, standing: Standing, say: Phrases, today: date) -> str:
        since = standing.since
        to_come = since is not None and since > today
        if standing.kind is RelationKind.REPLACES:
            template = say.note_to_be_replaced if to_come else say.note_replaced
        else:
            template = say.note_to_be_repealed if to_come else say.note_repealed
        return template.format(
            document=name,
            since=f" {say.from_day.format(day=say.day(since))}" if since else "",
            by=self._saying(standing),
        )

    def _amending(
        self, name: str, over: Sequence[Standing], say: Phrases, today: date
    ) -> Iterator[Note]:
        to_come = [item for item in over if item.since and item.since > today]
        done = [item for item in over if item not in to_come]
        for template, items in ((say.note_amended, done), (say.note_to_be_amended, to_come)):
            named = [
                self._saying(item)
                + (f", {say.from_day.format(day=say.day(item.since))}" if item.since else "")
                for item in items
            ]
            if by := list(dict.fromkeys(named))[-_MOST_AMENDING:]:
                yield Note(AMENDED_BY, template.format(document=name, by="; ".join(by)))

    def _saying(self, standing: Standing) -> str:
        """The provision that acts: ``khoản 2 Điều 44 Luật An ninh mạng 116/2025/QH15``."""
        name = document_name(self._library.documents[standing.by])
        clause = self._library.units(standing.by).outline.get(standing.clause)
        if clause is None or clause.level is Level.PREAMBLE:
            return name
        return f"{clause.label} {name}"

    def _successors(
        self,
        citations: Sequence[Citation],
        cited: Sequence[Document],
        question: Understanding,
        say: Phrases,
        today: date,
    ) -> Iterator[Note]:
        """Present names: of what the question names, of the cited documents' provinces, of the
        bodies that the cited clauses are about."""
        for mention in question.bodies:
            yield from _of_body(mention.name, None, say, today)
        for name in question.provinces:
            yield from _of_province(name, None, say, today)
        for document in cited:
            if document.province is not None:
                yield from _of_province(document.province, document.issued_on, say, today)
        asks_for_bodies = bool(question.wants & DOERS)
        for citation in citations:
            issued_on = self._library.documents[citation.document_id].issued_on
            for name in self._bodies_of(citation, all_of_quote=asks_for_bodies):
                yield from _of_body(name, issued_on, say, today)

    def _bodies_of(self, citation: Citation, *, all_of_quote: bool) -> Iterator[str]:
        """The bodies a citation is about: those of the headings above and at its clause, and the
        one its quote begins with; all of the quote's where bodies are asked for."""
        outline = self._library.units(citation.document_id).outline
        clause = outline.get(citation.clause)
        for step in [*outline.ancestors(clause), clause] if clause else []:
            yield from _bodies_in(step.heading)
        if all_of_quote:
            yield from _bodies_in(citation.quote)
        else:
            yield from _bodies_in(citation.quote[:_OPENING])[:1]


def _on_sources(
    cited: Sequence[Document], citations: Sequence[Citation], say: Phrases
) -> list[Note]:
    """What is to be known of the sources themselves: errors in the quotes, reports on texts."""
    notes = [
        Note(SOURCE_ERROR, correction.note)
        for document in cited
        for correction in document.corrections
        if any(
            citation.document_id == document.id and correction.quote in citation.quote
            for citation in citations
        )
    ]
    return notes + [
        Note(SECONDARY_SOURCE, say.note_secondary.format(title=document.title))
        for document in cited
        if document.secondary
    ]


def _of_body(name: str, named_on: date | None, say: Phrases, today: date) -> Iterator[Note]:
    """The note on a body, named in a text of the day ``named_on`` (None: today, or not known)."""
    change = _change_of(name)
    if change is None or not _changed(change.since, named_on, today):
        return
    since, basis = say.day(change.since), _basis(change.basis, say)
    aside = change.aside.get(say.language, "")
    if change.now is None:
        what = aside or change.name
        text = say.note_level_ended.format(
            what=what[:1].upper() + what[1:], since=since, basis=basis
        )
    else:
        text = say.note_body.format(
            name=change.name,
            certainty=say.certainties[change.certainty],
            now=change.now,
            since=since,
            basis=basis,
            exception=f"; {aside}" if aside else "",
        )
    yield Note(SUCCESSOR, text)


def _of_province(name: str, named_on: date | None, say: Phrases, today: date) -> Iterator[Note]:
    found = province(name)
    now = province(found.present) if found else None
    if found is None or now is None or now.name == found.name or found.since is None:
        return
    if _changed(found.since, named_on, today):
        full = found.full_name
        text = say.note_province.format(
            name=full[:1].upper() + full[1:],
            now=now.full_name,
            since=say.day(found.since),
            basis=_basis(found.basis, say),
        )
        yield Note(SUCCESSOR, text)


def _changed(since: date, named_on: date | None, today: date) -> bool:
    return since <= today and (named_on is None or named_on < since)


def _basis(basis: str | None, say: Phrases) -> str:
    return say.on_basis.format(basis=basis) if basis else ""


@lru_cache(maxsize=4_096)
def _bodies_in(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.name for mention in find_bodies(text)))


@lru_cache(maxsize=4_096)
def _change_of(name: str) -> Change | None:
    return change_of(name)
