"""The documents as the pipeline walks them: units, numbers, provinces, laws by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from itertools import pairwise

from answer.find.laws import Laws
from answer.find.units import Units
from answer.understand.understanding import Understanding
from answer.words import keys
from corpus.kinds import KINDS
from corpus.model import Document
from corpus.numbers import NumberMention, find_numbers, matches, number_of_file
from corpus.places import find_provinces, same_province
from corpus.relations import Standings, State

# Pairs of neighbours in a title that must be said for a document to be called by it, and the share
# of them that another title may have.
_FEWEST_OF_TITLE, _OF_RIVAL = 3, 0.6

# So few words behind the word for the text its title begins: "quyết định của Thủ tướng về …"; a
# title of few words begins at once: "luật về …".
_RIGHT_BEHIND, _AT_ONCE = 5, 2

# What a kind of text issues, by which such a text is called more than by its own kind.
_ISSUED = {
    kind: [keys(issued.name) for issued in KINDS.values() if kind in issued.carried_by]
    for kind in KINDS
}


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
        """The one document that a question calls by its kind and by words of its title, where it
        names none by number; none where it calls another as well or nearly."""
        if question.provinces or question.numbers:
            return []
        said = keys(question.search_text)
        told = sorted(
            ((_told_of_title(document, said), document.id) for document in self._titled_documents),
            reverse=True,
        )
        if not told or not told[0][0]:
            return []
        rival = told[1][0] if len(told) > 1 else 0.0
        return [told[0][1]] if rival <= _OF_RIVAL * told[0][0] else []

    @cached_property
    def _titled_documents(self) -> list[Document]:
        return [d for d in self.documents.values() if not d.secondary and d.kind and d.title]

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


def _told_of_title(document: Document, said: list[str]) -> float:
    """How many pairs of neighbours of a title are said, times the share that they are of it, where
    one of them follows a word for the text: its kind, or what it issues ("Ban hành Quy chế …")."""
    kind, title = keys(document.kind or ""), keys(document.title)
    pairs = set(pairwise(title[len(kind) :] if title[: len(kind)] == kind else title))
    told = [pair in pairs for pair in pairwise(said)]
    issued = _ISSUED.get(document.kind or "", ())
    names = [kind, *(name for name in issued if _holds(title, name))]
    reach = _RIGHT_BEHIND if len(pairs) >= _FEWEST_OF_TITLE else _AT_ONCE
    called = any(
        said[start : start + len(name)] == name and any(told[start + len(name) :][:reach])
        for name in names
        for start in range(len(said) - len(name))
    )
    both = len(pairs.intersection(pairwise(said)))
    enough = min(_FEWEST_OF_TITLE, len(pairs))
    return both * both / len(pairs) if called and both >= enough else 0.0


def _holds(words: list[str], part: list[str]) -> bool:
    return any(words[at : at + len(part)] == part for at in range(len(words)))


def _same_typed(mention: NumberMention, found: NumberMention) -> bool:
    """True when two mentions without symbols say the same: "Đề án 1690" and "Đề án 1690"."""
    same = mention.number.lstrip("0") == found.number.lstrip("0")
    return same and (mention.kind is None or found.kind is None or mention.kind == found.kind)
