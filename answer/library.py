"""The documents as the pipeline walks them: units, numbers, provinces, laws by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from answer.units import Units
from corpus.model import Document
from corpus.numbers import NumberMention, find_numbers, matches
from corpus.places import find_provinces, same_province
from corpus.text import fold, words

# "Luật An ninh mạng", "Bộ luật Lao động": a law called by its name.
_LAW = re.compile(r"\b(?:bo luat|luat|phap lenh)\b")


class Library:
    """All documents of a snapshot, each with its units, made when first needed."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.documents = documents
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
            if matches(mention, document.number, document.kind)
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

    def of_province(self, name: str) -> list[str]:
        """Ids of the documents of a province."""
        return [
            document.id
            for document in self.documents.values()
            if document.province is not None and same_province(document.province, name)
        ]

    def speaking_of_province(self, name: str) -> list[str]:
        """Ids of the documents of no province (reports, central texts) that name this one."""
        return [
            document_id
            for document_id, named in self._provinces_named.items()
            if any(same_province(name, other) for other in named)
        ]

    def laws_named(self, text: str, years: Iterable[int]) -> list[str]:
        """Ids of the laws that a question calls by name ("Luật An ninh mạng 2025", "Luật GDĐT"),
        of the year it gives where it gives one that fits."""
        folded = fold(text)
        if not _LAW.search(folded):
            return []
        spoken = " ".join(words(folded))
        found = []
        for document_id, (name, initials) in self._law_names.items():
            if re.search(rf"\bluat (?:{re.escape(name)}|{re.escape(initials)})\b", spoken):
                found.append((len(name), document_id))
        longest = max((length for length, _ in found), default=0)
        named = [document_id for length, document_id in found if length == longest]
        dated = [i for i in named if self._year(i) in set(years)]
        return dated or named

    def provinces(self) -> list[str]:
        """The provinces that have documents, in alphabetical order."""
        return sorted({d.province for d in self.documents.values() if d.province})

    def _year(self, document_id: str) -> int | None:
        issued = self.documents[document_id].issued_on
        return issued.year if issued else None

    def _numbers_in(self, document_id: str) -> list[NumberMention]:
        if document_id not in self._mentioned:
            self._mentioned[document_id] = find_numbers(self.documents[document_id].text)
        return self._mentioned[document_id]

    @cached_property
    def _provinces_named(self) -> dict[str, frozenset[str]]:
        return {
            document.id: frozenset(mention.name for mention in find_provinces(document.text))
            for document in self.documents.values()
            if document.province is None
        }

    @cached_property
    def _law_names(self) -> dict[str, tuple[str, str]]:
        names = {}
        for document in self.documents.values():
            if document.kind in ("Luật", "Bộ luật", "Pháp lệnh"):
                title = [w for w in words(fold(document.title)) if w not in ("luat", "bo")]
                names[document.id] = (" ".join(title), "".join(word[0] for word in title))
        return names


def _same_typed(mention: NumberMention, found: NumberMention) -> bool:
    """True when two mentions without symbols say the same: "Đề án 1690" and "Đề án 1690"."""
    same = mention.number.lstrip("0") == found.number.lstrip("0")
    return same and (mention.kind is None or found.kind is None or mention.kind == found.kind)
