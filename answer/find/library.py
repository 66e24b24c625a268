"""The documents as the pipeline walks them: units, numbers, provinces, laws by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import cached_property

from answer.find.laws import Laws
from answer.find.units import Units
from answer.understand.cues import Want, load_cues
from answer.understand.understanding import Understanding
from answer.words import keys
from corpus.model import Document
from corpus.numbers import NumberMention, find_numbers, matches, number_of_file
from corpus.places import find_provinces, same_province
from corpus.relations import Standings, State
from corpus.text import match_key

# Wants that a document's own data answer, and the words of a title that must be said.
_OF_DOCUMENTS = frozenset({Want.SIGNER, Want.ISSUED_ON, Want.EFFECTIVE_ON, Want.NUMBER})
_FEWEST_OF_TITLE, _OF_TITLE = 2, 0.8


class Library:
    """All documents of a snapshot, each with its units, made when first needed."""

    def __init__(
        self, documents: Mapping[str, Document], today: Callable[[], date] = date.today
    ) -> None:
        self.documents = documents
        self.standings = Standings(documents)
        self._today = today
        self.laws = Laws(documents, self._current)
        self._units: dict[str, Units] = {}
        self._mentioned: dict[str, list[NumberMention]] = {}

    def units(self, document_id: str) -> Units:
        """The units of a document."""
        if document_id not in self._units:
            self._units[document_id] = Units(self.documents[document_id])
        return self._units[document_id]

    def numbered(self, mention: NumberMention) -> list[str]:
        """Ids of the documents that a number names."""
        return [
            document.id
            for document in self.documents.values()
            if matches(mention, document.number or self._filed_as[document.id], document.kind)
        ]

    def mentioning(self, mention: NumberMention, within: Iterable[str]) -> list[str]:
        """Ids of those documents whose text names a number, their own apart."""
        return [
            document_id
            for document_id in within
            if any(
                matches(mention, found.text, found.kind) or _same_typed(mention, found)
                for found in self._numbers_in(document_id)
            )
        ]

    def titled(self, question: Understanding) -> list[str]:
        """The one document whose title says what a question on a document's own data (who signed
        it, when it was issued) is about, where it names none by number; none when several do."""
        if not question.wants & _OF_DOCUMENTS or question.provinces or question.numbers:
            return []
        asked = {term.key for term in question.terms} - load_cues().words["document"]
        if len(asked) < _FEWEST_OF_TITLE:
            return []
        key = match_key(question.text)
        said = frozenset(keys(question.text))
        found = [
            document.id
            for document in self.documents.values()
            if not document.secondary
            and document.kind is not None
            and re.search(rf"\b{re.escape(match_key(document.kind))}\b", key)
            and _is_called(document.title, asked, said)
        ]
        return found if len(found) == 1 else []

    def of_province(self, name: str) -> list[str]:
        """Ids of the documents of a province."""
        return [
            document.id
            for document in self.documents.values()
            if document.province is not None and same_province(document.province, name)
        ]

    def speaking_of_province(self, name: str) -> list[str]:
        """Ids of the documents of no province that are on this one: reports that name it, central
        texts whose title does."""
        return [
            document_id
            for document_id, named in self._provinces_named.items()
            if any(same_province(name, other) for other in named)
        ]

    def _current(self, ids: list[str]) -> list[str]:
        """Of several texts of one name those in force, else those to come, else all."""
        states = {i: self.standings.state(i, self._today()) for i in ids}
        for wanted in (State.IN_FORCE, State.NOT_YET):
            if kept := [i for i in ids if states[i] is wanted]:
                return kept
        return ids

    def provinces(self) -> list[str]:
        """The provinces that have documents, in alphabetical order."""
        return sorted({d.province for d in self.documents.values() if d.province})

    def _numbers_in(self, document_id: str) -> list[NumberMention]:
        if document_id not in self._mentioned:
            self._mentioned[document_id] = find_numbers(self.documents[document_id].text)
        return self._mentioned[document_id]

    @cached_property
    def _filed_as(self) -> dict[str, str | None]:
        """For documents whose text shows no number (a stamp hid it from the scanner), the number
        their file is named by, as offices do: ``749-qd-ttg.pdf``."""
        return {
            document.id: number_of_file(document.source) if document.number is None else None
            for document in self.documents.values()
        }

    @cached_property
    def _provinces_named(self) -> dict[str, frozenset[str]]:
        return {
            document.id: frozenset(
                mention.name
                for mention in find_provinces(
                    document.text if document.secondary else document.title
                )
            )
            for document in self.documents.values()
            if document.province is None
        }


def _is_called(title: str, asked: Collection[str], said: Collection[str]) -> bool:
    """True when a title holds all that is asked about, and is itself nearly all said."""
    words = keys(title)
    return set(asked) <= set(words) and (
        sum(word in said for word in words) >= _OF_TITLE * len(words)
    )


def _same_typed(mention: NumberMention, found: NumberMention) -> bool:
    """True when two mentions without symbols say the same: "Đề án 1690" and "Đề án 1690"."""
    same = mention.number.lstrip("0") == found.number.lstrip("0")
    return same and (mention.kind is None or found.kind is None or mention.kind == found.kind)
