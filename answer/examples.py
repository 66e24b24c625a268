"""Questions to show a newcomer, made from the documents at hand and answered before they are
shown: an example never ends in a refusal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from answer.model import Question
from answer.protocol import AssistantLike
from corpus.bodies import find_bodies
from corpus.cite import document_name
from corpus.model import Document

# Candidates asked at most, so that a corpus of odd documents does not hold up a greeting.
_MAX_TRIED = 12
_MAX_NAME = 60  # characters; a longer name of a body makes no question for a phone

# A heading that announces goals.
_GOALS = re.compile(r"mục tiêu\b", re.IGNORECASE)


def example_questions(assistant: AssistantLike, count: int = 3) -> list[str]:
    """Up to ``count`` questions that the assistant answers, of different kinds and on different
    documents where the corpus allows."""
    tried = islice(_candidates(list(assistant.documents.values())), _MAX_TRIED)
    answered = (text for text in tried if assistant.ask(Question(text)).status.states_facts)
    return list(islice(answered, count))


def _candidates(documents: list[Document]) -> Iterator[str]:
    """Questions round the documents: each round takes another kind from each document."""
    named = [document for document in documents if document.number and document.kind]
    kinds = (_duty_question, _goal_question, _date_question, _signer_question)
    for round_ in range(len(kinds)):
        for index, document in enumerate(named):
            text = kinds[(index + round_) % len(kinds)](document)
            if text is not None:
                yield text


def _duty_question(document: Document) -> str | None:
    for clause in document.clauses:
        name = clause.heading.rstrip(" .:;")
        if len(name) <= _MAX_NAME and _is_one_body(name):
            return f"{name} có nhiệm vụ gì trong {document_name(document)}?"
    return None


def _is_one_body(name: str) -> bool:
    return [(body.start, body.end) for body in find_bodies(name)] == [(0, len(name))]


def _goal_question(document: Document) -> str | None:
    if any(_GOALS.search(clause.heading) for clause in document.clauses):
        return f"Mục tiêu của {document_name(document)} là gì?"
    return None


def _date_question(document: Document) -> str | None:
    return f"{document_name(document)} ban hành ngày nào?" if document.issued_on else None


def _signer_question(document: Document) -> str | None:
    return f"Ai ký {document_name(document)}?" if document.signer else None
