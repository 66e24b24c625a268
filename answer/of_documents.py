"""Questions about documents as wholes that need no search: their data, and whether a text that is
not here is still in force."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from answer.find.confidence import Confidence, Direct
from answer.find.ended import asks_whether_amended, asks_whether_in_force, ended, named
from answer.find.library import Library
from answer.find.meant import called_documents
from answer.find.scope import allowed_by
from answer.model import Answer
from answer.say.composing import direct_answer
from answer.say.document_data import (
    asks_document_data,
    asks_of_called,
    since_when,
    told,
)
from answer.say.picking import Pick
from answer.understand.understanding import Understanding
from corpus.cite import document_name
from index.model import Filters


class OfDocuments:
    """Answers questions about documents as wholes. Thread-safe."""

    def __init__(
        self, library: Library, rarity: Callable[[str], float], confidence: Confidence
    ) -> None:
        self._library = library
        self._rarity = rarity
        self._confidence = confidence

    def answer(self, question: Understanding, filters: Filters) -> Answer | None:
        """The answer, None where a question is about something else."""
        return self._data(question, filters) or self._end(question, filters)

    def _data(self, question: Understanding, filters: Filters) -> Answer | None:
        """The data of the documents that a question calls, where it asks for nothing else and all
        of them state them."""
        if not asks_of_called(question):
            return None
        allowed = allowed_by(filters, self._library)
        called = called_documents(question, allowed, self._library, self._rarity)
        described = frozenset(word for item in called for word in item.words)
        shown: list[tuple[str, Sequence[Pick]]] = []
        for item in called:
            home = self._library.units(item.document_id)
            wants = asks_document_data(question, home, self._rarity, described)
            name = document_name(home.document) if len(called) > 1 else ""
            shown.append((name, told(home, wants)))
        return self._told(question, shown) if all(picks for _, picks in shown) else None

    def _end(self, question: Understanding, filters: Filters) -> Answer | None:
        """Where documents tell of the end, or of amendments, of the texts that a question names."""
        in_force, amended = asks_whether_in_force(question), asks_whether_amended(question)
        if not (in_force or amended):
            return None
        texts = named(question, self._library)
        if not texts:
            return None
        allowed = allowed_by(filters, self._library)
        picks: list[Pick] = []
        changed = ended(question, texts, allowed, self._library, self._rarity, amended=not in_force)
        for item in changed:
            telling = [Pick(self._library.units(item.document_id), item.start, item.end)]
            picks += telling + since_when(question, telling, asked=True)
        return self._told(question, [("", picks)])

    def _told(
        self, question: Understanding, shown: Sequence[tuple[str, Sequence[Pick]]]
    ) -> Answer | None:
        return direct_answer(question, shown, self._confidence.of_direct(Direct.DATA))
