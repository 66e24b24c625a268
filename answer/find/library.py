"""The documents as the pipeline walks them: units, numbers, provinces, laws by name."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache

from answer.find.calls import calls
from answer.find.endings import Endings
from answer.find.laws import Laws
from answer.find.title_words import TitleWords
from answer.find.titles import Titles
from answer.find.units import Units
from answer.understand.cues import Want
from answer.understand.understanding import Understanding
from corpus.model import Document
from corpus.numbers import (
    NumberMention,
    matches,
    number_key,
    number_of_file,
    printed_number,
)
from corpus.places import same_province
from corpus.relations import Standings, State
from index.names import Names

_UNITS_KEPT = 1_024
"""Documents whose units stay in memory."""


class Library:
    """All documents of a snapshot, each with its units, made when first needed. What a question
    looks documents up by is laid out once: no question goes through all of them."""

    def __init__(
        self,
        documents: Mapping[str, Document],
        names: Names | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        self.documents = documents
        self.standings = Standings(documents)
        self._names = names or Names.of(documents.values())
        self._today = today
        self._units = lru_cache(_UNITS_KEPT)(lambda document_id: Units(documents[document_id]))
        self.laws = Laws(documents, self._current)

    def prepare(self) -> Iterator[object]:
        """Makes what is laid out when a question first needs it, one thing a step."""
        yield self._names.provinces
        yield self._borne
        yield self.title_words
        yield self._titles
        yield self.endings
        yield self.amendments

    def units(self, document_id: str) -> Units:
        """The units of a document."""
        return self._units(document_id)

    def numbered(self, mention: NumberMention) -> list[str]:
        """Ids of the documents that a number names."""
        borne = self._borne.get(number_key(mention.number), ())
        return [i for i, number in borne if matches(mention, number, self.documents[i].kind)]

    def mentioning(self, mention: NumberMention, within: Container[str]) -> list[str]:
        """Ids of those documents whose text names a number, their own apart."""
        naming = {
            document_id
            for document_id, found in self._names.numbers(number_key(mention.number))
            if document_id in within
            and (matches(mention, found.text, found.kind) or _same_typed(mention, found))
        }
        return self.in_order(naming)

    def titled(self, question: Understanding) -> list[str]:
        """The one document that a question calls by its kind and by words of its title, where it
        names none by number; none where it calls another as well or nearly. Those that it compares,
        where it calls each so."""
        if question.provinces or question.numbers:
            return []
        if Want.COMPARE in question.wants:
            each = [self._titles.called(call.text) for call in calls(question.search_text)]
            compared = dict.fromkeys(filter(None, each))
            if len(compared) == len(each) > 1:
                return list(compared)
        called = self._titles.called(question.search_text)
        return [] if called is None else [called]

    @cached_property
    def _titles(self) -> Titles:
        return Titles(self.documents.values())

    def of_province(self, name: str) -> list[str]:
        """Ids of the documents of a province."""
        return self._on_province(self._by_province, name)

    def speaking_of_province(self, name: str) -> list[str]:
        """Ids of the documents of no province that are on this one: reports that name it, central
        texts whose title does."""
        return self._on_province(self._names.provinces, name)

    def _on_province(self, by_name: Mapping[str, Sequence[str]], name: str) -> list[str]:
        found = {i for other, ids in by_name.items() if same_province(name, other) for i in ids}
        return self.in_order(found)

    def of_year(self, year: int) -> Sequence[str]:
        """Ids of the documents issued in a year."""
        return self._by_year.get(year, ())

    def in_order(self, ids: Iterable[str]) -> list[str]:
        """Ids in the order of the documents."""
        return sorted(ids, key=self._places.__getitem__)

    def _current(self, ids: list[str]) -> list[str]:
        """Of several texts of one name those in force, else those to come, else all."""
        states = {i: self.standings.state(i, self._today()) for i in ids}
        for wanted in (State.IN_FORCE, State.NOT_YET):
            if kept := [i for i in ids if states[i] is wanted]:
                return kept
        return ids

    def provinces(self) -> list[str]:
        """The provinces that have documents, in alphabetical order."""
        return sorted(filter(None, self._by_province))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all documents, in their order."""
        return tuple(self.documents)

    @cached_property
    def secondary(self) -> tuple[str, ...]:
        """The ids of the reports on documents, in their order."""
        return tuple(d.id for d in self.documents.values() if d.secondary)

    @cached_property
    def title_words(self) -> TitleWords:
        """The documents by the words of their titles."""
        return TitleWords(self.documents.values())

    @cached_property
    def endings(self) -> Endings:
        """What the documents put an end to."""
        return Endings(self.documents.values())

    @cached_property
    def amendments(self) -> Endings:
        """What the documents amend."""
        return Endings(self.documents.values(), amending=True)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {document_id: place for place, document_id in enumerate(self.documents)}

    @cached_property
    def _borne(self) -> dict[str, list[tuple[str, str]]]:
        """The documents that bear a number, by the key of its first part, each with the number. For
        documents whose text shows none (a stamp hid it from the scanner), it is the number their
        file is named by, as offices do: ``749-qd-ttg.pdf``."""
        borne: dict[str, list[tuple[str, str]]] = {}
        for document in self.documents.values():
            number = document.number or number_of_file(document.source)
            read = printed_number(number) if number else None
            if number and read:
                borne.setdefault(number_key(read.number), []).append((document.id, number))
        return borne

    @cached_property
    def _by_year(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for document in self.documents.values():
            if document.issued_on is not None:
                found.setdefault(document.issued_on.year, []).append(document.id)
        return found

    @cached_property
    def _by_province(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for document in self.documents.values():
            if document.province is not None:
                found.setdefault(document.province, []).append(document.id)
        return found


def _same_typed(mention: NumberMention, found: NumberMention) -> bool:
    """True when two mentions without symbols say the same: "Đề án 1690" and "Đề án 1690"."""
    same = mention.number.lstrip("0") == found.number.lstrip("0")
    return same and (mention.kind is None or found.kind is None or mention.kind == found.kind)
