"""Questions about documents as wholes that need no search: their data, and whether a text that is
not here is still in force."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from answer.find.confidence import Confidence, Direct
from answer.find.ended import (
    Ended,
    asks_whether_amended,
    asks_whether_in_force,
    ended,
    named,
)
from answer.find.leads import lead_above
from answer.find.library import Library
from answer.find.meant import called_documents
from answer.find.scope import allowed_by
from answer.find.units import Units
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
from corpus.text import match_key
from index.model import Filters

# What a sentence says that puts an end to a text, or amends it.
_CHANGES = re.compile(r"\b(?:hết hiệu lực|thay thế|bãi bỏ|hủy bỏ|sửa đổi|bổ sung|không còn)\b")


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
            home = self._library.units(item.document_id)
            telling = [*_lead(home, item), Pick(home, item.start, item.end)]
            picks += telling + since_when(question, telling, asked=True)
        return self._told(question, [("", list(dict.fromkeys(picks)))])

    def _told(
        self, question: Understanding, shown: Sequence[tuple[str, Sequence[Pick]]]
    ) -> Answer | None:
        return direct_answer(question, shown, self._confidence.of_direct(Direct.DATA))


def _lead(home: Units, item: Ended) -> list[Pick]:
    """What a text stands under that is only named: "Các thông tư sau đây hết hiệu lực: …"."""
    if _CHANGES.search(match_key(home.document.text[item.start : item.end])):
        return []
    lead = lead_above(home, home.outline.holding(item.start), item.start)
    return [] if lead is None else [Pick(home, *lead)]
