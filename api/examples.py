"""Questions to show who comes to the page: made from the documents at hand, and asked before they
are shown, so that an example never ends in a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from answer.assistant import AssistantLike
from answer.model import Question
from corpus.bodies import find_bodies
from corpus.cite import document_name
from corpus.model import Document

_SHOWN = 4
_MAX_TRIED = 12
"""Candidates asked at most: a corpus of odd documents must not hold up the first page."""

_MAX_NAME = 60
"""Characters of a body's name that still make a question one reads at a glance."""


class Examples:
    """The examples of the assistant that serves now, made once for each assistant."""

    def __init__(self) -> None:
        self._made: tuple[AssistantLike, tuple[str, ...]] | None = None

    def of(self, assistant: AssistantLike) -> tuple[str, ...]:
        """A few questions that this assistant answers, on different documents where it can."""
        if self._made is None or self._made[0] is not assistant:
            tried = islice(_candidates(assistant), _MAX_TRIED)
            answered = (text for text in tried if assistant.ask(Question(text)).status.states_facts)
            self._made = (assistant, tuple(islice(answered, _SHOWN)))
        return self._made[1]


def _candidates(assistant: AssistantLike) -> Iterator[str]:
    """Rounds over the documents, each round asking another kind of question of each."""
    named = [document for document in assistant.documents.values() if document.number]
    kinds = (_duties, _date, _signer)
    for round_ in range(len(kinds)):
        for place, document in enumerate(named):
            question = kinds[(place + round_) % len(kinds)](document)
            if question:
                yield question


def _duties(document: Document) -> str:
    for clause in document.clauses:
        name = clause.heading.rstrip(":. ")
        bodies = find_bodies(name) if len(name) <= _MAX_NAME else []
        if bodies and (bodies[0].start, bodies[0].end) == (0, len(name)):
            return f"{name} có nhiệm vụ gì trong {document_name(document)}?"
    return ""


def _date(document: Document) -> str:
    return f"{document_name(document)} ban hành ngày nào?" if document.issued_on else ""


def _signer(document: Document) -> str:
    return f"Ai ký {document_name(document)}?" if document.signer else ""
