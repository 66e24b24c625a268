"""What a question says of a document that it calls: whose it is, where, and what it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from answer.find.title_words import TitleWords
from answer.understand.cues import load_cues
from answer.words import keys
from corpus.bodies import body_key, find_bodies
from corpus.model import Document
from corpus.places import find_provinces, same_province
from corpus.text import fold, match_key, words

# Before the body that issued a text: "thông tư … của Bộ Xây dựng".
_OF = re.compile(r"\bcủa(?: \w+)?\s$")

# What joins the parts of a range or a number: "3-5 tuổi".
_PARTS = re.compile(r"[/-]")

Places = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A body or a province that is said of a document at ``[start, end)``, the ``words`` of its
    name, and whether a document is of it."""

    start: int
    end: int
    words: frozenset[str]
    has_issued: Callable[[Document], bool]


class Said:
    """What ``text`` says of a document, laid against the documents by the words of their titles."""

    def __init__(self, text: str, titles: TitleWords) -> None:
        self._text = text
        self._titles = titles
        self._matter = cache(self._matter_without)
        self.sources = (*_bodies(text), *_provinces(text))

    @property
    def whole(self) -> frozenset[str]:
        """The words of all that is said."""
        return self._matter(())

    @property
    def bare(self) -> frozenset[str]:
        """The words of what is said besides bodies and provinces."""
        return self._matter(tuple((source.start, source.end) for source in self.sources))

    def may_be_of(self, document: Document) -> bool:
        """False where another issuer or place is said than a document's: none of its own, nor of
        what its title says."""
        return self._own(document) is not None

    def matter(self, document: Document) -> frozenset[str]:
        """The words of what is said of a document besides its kind, its issuer and its place; none
        where the document has another issuer or place than is said."""
        own = self._own(document)
        return frozenset() if own is None else self._matter(own) - kind_keys(document.kind)

    def _own(self, document: Document) -> Places | None:
        """Where a document's issuer and place are said; None where others are said."""
        own = []
        for source in self.sources:
            if source.has_issued(document):
                own.append((source.start, source.end))
            elif not self._titles.says(document.id, source.words):
                return None
        return tuple(own)

    def _matter_without(self, places: Places) -> frozenset[str]:
        text = self._text
        for start, end in places:
            text = text[:start] + " " * (end - start) + text[end:]
        return matter_of(text)


def matter_of(text: str) -> frozenset[str]:
    """The words of a text that say what it is about."""
    asking = load_cues().asking_words
    said = (part for word in words(text) for part in _PARTS.split(word))
    return frozenset(fold(word) for word in said if word not in asking)


@cache
def kind_keys(kind: str | None) -> frozenset[str]:
    """The words of a kind's name."""
    return frozenset(keys(kind or ""))


def _bodies(text: str) -> Iterator[Source]:
    for body in find_bodies(text):
        if _OF.search(match_key(text[: body.start])):
            is_issuer = partial(_is_issued_by, body_key(body.name))
            yield Source(body.start, body.end, _keys(text, body.start, body.end), is_issuer)


def _provinces(text: str) -> Iterator[Source]:
    for place in find_provinces(text):
        is_there = partial(_is_of_province, place.name)
        yield Source(place.start, place.end, _keys(text, place.start, place.end), is_there)


def _keys(text: str, start: int, end: int) -> frozenset[str]:
    return frozenset(keys(text[start:end]))


def _is_issued_by(issuer: str, document: Document) -> bool:
    return body_key(document.issuer or "") == issuer


def _is_of_province(name: str, document: Document) -> bool:
    return document.province is not None and same_province(name, document.province)
