"""Texts that the corpus lacks and whose end its documents tell: "hết hiệu lực kể từ ngày …"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from answer.find.library import Library
from answer.understand.cues import load_cues
from answer.understand.understanding import Understanding
from answer.words import keys
from corpus.kinds import kind_of_symbol
from corpus.model import Document, Relation, RelationKind
from corpus.numbers import NumberMention, matches, printed_number
from corpus.text import match_key, words

# A question whether a text is still in force, or what took its place.
_STILL = re.compile(
    r"\b(?:còn (?:\w+ ){0,3}?(?:hiệu lực|áp dụng|dùng|sử dụng|giá trị)|(?:hết|mất) hiệu lực"
    r"|(?:bị|được|đã) (?:\w+ )?(?:thay thế|thay|bãi bỏ|hủy bỏ)|hết hạn|nào thay)\b"
)

# Its words besides.
_OF_FORCE = frozenset(
    "con ap dung su gia tri het mat thay the bai huy bo han gio nay hien nua hieu luc nam".split()
)

_ENDING = (RelationKind.REPLACES, RelationKind.REPEALS)

# Behind a law's name, the year of the text that is lacking.
_YEAR = re.compile(r" năm \d{4}$")

# The share, by rarity, of what a question asks of a text that may be about something else.
_LEFT_OVER = 0.2


@dataclass(frozen=True, slots=True)
class Ended:
    """Where the document ``document_id`` puts an end to another text: ``[start, end)``."""

    document_id: str
    start: int
    end: int


def asks_whether_in_force(question: Understanding) -> bool:
    """True when a question asks whether a text is still in force, or what took its place."""
    return _STILL.search(match_key(question.text)) is not None


def lacked(question: Understanding, library: Library) -> list[NumberMention | str]:
    """The texts that a question names, by number or as laws, where none of them is here."""
    if any(map(library.numbered, question.numbers)):
        return []
    laws = library.laws.lacking(question.text, question.search_text)
    return [*question.numbers] if question.numbers else [*laws]


def ended(
    question: Understanding,
    lacking: Collection[NumberMention | str],
    documents: Mapping[str, Document],
    rarity: Callable[[str], float],
) -> list[Ended]:
    """Where documents put an end to texts that the corpus lacks: to each of ``lacking``, named by
    number or as a law with its year; nothing where one goes without, or where the question is about
    what the text says."""
    found: list[Ended] = []
    told = set(map(str, question.years))
    for name in lacking:
        here = [
            (document, relation)
            for document in documents.values()
            for relation in document.relations
            if relation.kind in _ENDING and _is_of(relation, name, question.years)
        ]
        if not here:
            return []
        told.update(keys(name if isinstance(name, str) else name.text))
        for document, relation in here:
            told.update(keys(document.text[relation.start : relation.end]))
            found.append(Ended(document.id, relation.start, relation.end))
    known = _OF_FORCE | load_cues().words["document"]
    asked = {term.key for term in question.terms} - told
    left = sum(map(rarity, asked - known))
    return found if left <= _LEFT_OVER * sum(map(rarity, asked)) else []


def _is_of(relation: Relation, name: NumberMention | str, years: Sequence[int]) -> bool:
    """True when what a relation is over is what is named; a law of one of the years, if any."""
    if not isinstance(name, str):
        return matches(name, relation.number, kind_of_symbol(relation.number))
    said = words(_YEAR.sub("", name))
    called = words(relation.name)
    if called[: len(said)] != said or called[len(said) : len(said) + 1] not in ([], ["số"]):
        return False
    number = printed_number(relation.number) if relation.number else None
    issued = relation.issued_on
    return not years or bool({number and number.year, issued and issued.year} & {*years})
