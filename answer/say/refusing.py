"""Honest refusals: what could not be found, what the corpus does hold, the nearest clause."""

from __future__ import annotations

from collections.abc import Sequence

from answer.find.confidence import Confidence
from answer.find.library import Library
from answer.find.scope import Scope
from answer.find.scored import Scored
from answer.model import Answer, Status
from answer.say.composing import Composer
from answer.say.phrases import Phrases, phrases_in
from answer.say.picking import Pick, says_something
from answer.understand.cues import Want
from answer.understand.understanding import Understanding
from corpus.cite import document_name
from corpus.model import Document

# How many documents a refusal names one by one before it only counts them.
_NAMED = 8

# How many documents one sentence of refusal may name.
_NAMED_TOGETHER = 3

# A nearest clause is offered when at least this share of the topic was found in it.
_RELATED = 0.45


class Refuser:
    """Words refusals over one library."""

    def __init__(self, library: Library, confidence: Confidence) -> None:
        self._library = library
        self._sure = confidence.of_refusal

    def no_document(self, question: Understanding, scope: Scope) -> Answer:
        """Nothing the question names is in the corpus."""
        say = phrases_in(question.language)
        text = say.no_document.format(missing="; ".join(map(say.missing, scope.missing)))
        sure = self._sure(Status.NO_DOCUMENT)
        return Answer(Status.NO_DOCUMENT, f"{text} {self.holdings(say)}", confidence=sure)

    def not_stated(
        self,
        question: Understanding,
        scope: Scope,
        lacking: Want | None,
        nearest: Scored | None,
    ) -> Answer:
        """The documents are here, the detail is not in them."""
        say = phrases_in(question.language)
        documents = self._asked_about(scope) if scope.named else []
        called = list(dict.fromkeys(document_name(document) for document in documents))
        if scope.named and len(called) <= _NAMED_TOGETHER:
            text = say.not_stated.format(document=say.both.join(called), asked=say.wanted(lacking))
            if any(document.truncated for document in documents):
                text += " " + say.not_stated_truncated
        else:
            text = f"{say.not_stated_in_corpus} {self.holdings(say)}"
        composer = Composer()
        if scope.named and nearest is not None and self._is_worth_showing(nearest):
            home = self._library.units(nearest.unit.document_id)
            composer.add([Pick(home, nearest.unit.start, nearest.unit.end)])
            text += "\n" + say.related.format(text=composer.text)
        sure = self._sure(Status.NOT_STATED)
        return Answer(Status.NOT_STATED, text, tuple(composer.citations), confidence=sure)

    def _asked_about(self, scope: Scope) -> list[Document]:
        ids = (document_id for side in scope.sides for document_id in side.document_ids)
        return [self._library.documents[document_id] for document_id in ids]

    @staticmethod
    def _is_worth_showing(nearest: Scored) -> bool:
        """False for a bare heading, for what only leads on, and for what shares little with the
        question."""
        clause = nearest.unit.clause
        bare = nearest.text.strip().removeprefix(clause.marker).strip(" .:;")
        heading = bare == clause.heading.strip(" .:;")
        return nearest.coverage >= _RELATED and says_something(nearest.text) and not heading

    def clarify(self, question: Understanding, documents: Sequence[Document]) -> Answer:
        """Several documents fit: the choice is the asker's."""
        choices = tuple(_naming(question, document_name(document)) for document in documents)
        text = phrases_in(question.language).clarify
        sure = self._sure(Status.CLARIFY)
        return Answer(Status.CLARIFY, text, suggestions=choices, confidence=sure)

    def no_clause(
        self, question: Understanding, documents: Sequence[Document], label: str
    ) -> Answer:
        """The documents are here and have no such clause."""
        say = phrases_in(question.language)
        called = say.both.join(map(document_name, documents))
        text = say.no_such_clause.format(document=called, clause=label)
        if any(document.truncated for document in documents):
            text += " " + say.not_stated_truncated
        return Answer(Status.NOT_STATED, text, confidence=self._sure(Status.NOT_STATED))

    def holdings(self, say: Phrases) -> str:
        """One sentence on what the corpus holds."""
        documents = self._library.documents
        if len(documents) <= _NAMED:
            return say.in_corpus.format(documents="; ".join(map(document_name, documents.values())))
        places = self._library.provinces()
        if not places:
            return say.in_corpus_count.format(count=len(documents))
        return say.in_corpus_many.format(count=len(documents), places=", ".join(places))


def _naming(question: Understanding, name: str) -> str:
    """A question that names the document meant: in the place of a number that several bear."""
    if not question.numbers:
        return f"{question.text.rstrip(' ?.!')} – {name}"
    mention = question.numbers[0]
    return question.text[: mention.start] + name + question.text[mention.end :]
