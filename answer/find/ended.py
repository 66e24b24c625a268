"""Texts whose end documents of the corpus tell, be they here or not: "hết hiệu lực kể từ …"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterator
from dataclasses import dataclass

from answer.find.library import Library
from answer.understand.cues import load_cues
from answer.understand.references import find_references
from answer.understand.understanding import Understanding
from answer.words import keys
from corpus.model import Relation
from corpus.numbers import NumberMention, printed_number
from corpus.text import match_key

# A question whether a text is still in force, or what took its place.
_STILL = re.compile(
    r"\b(?:còn (?:\w+ ){0,3}?(?:hiệu lực|áp dụng|dùng|sử dụng|giá trị)|(?:hết|mất) hiệu lực"
    r"|(?:bị|được|đã) (?:\w+ )?(?:thay thế|thay|bãi bỏ|hủy bỏ)|hết hạn|nào thay)\b"
)

# A question whether a text has been amended.
_AMENDED = re.compile(
    r"\b(?:bị|được|đã) (?:\w+ ){0,2}?(?:sửa|bổ sung|điều chỉnh)\b[^?.;]{0,40}"
    r"\b(?:chưa|không|lần nào|(?:văn bản|quyết định|nghị định|nghị quyết|thông tư|luật) nào)\b"
    r"|\b(?:văn bản|quyết định|nghị định|nghị quyết|thông tư|luật) nào (?:đã )?sửa\b"
)

# Their words besides.
_OF_FORCE = frozenset(
    "con ap dung su gia tri het mat thay the bai huy bo han gio nay hien nua hieu luc nam "
    "sua doi bo sung dieu chinh lan chua bi da khong co ra soat dang".split()
)

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


def asks_whether_amended(question: Understanding) -> bool:
    """True when a question asks whether a text has been amended, or by what."""
    return _AMENDED.search(match_key(question.text)) is not None


def named(question: Understanding, library: Library) -> list[NumberMention | str]:
    """The texts that a question names: by number, else as laws, those by name that the corpus
    lacks, those by number that it holds."""
    if question.numbers:
        return [*question.numbers]
    held = library.laws.named(question.search_text, question.years)
    numbers = (library.documents[document_id].number for document_id in held)
    laws = library.laws.lacking(question.text, question.search_text)
    return [*laws, *filter(None, map(printed_number, filter(None, numbers)))]


def ended(
    question: Understanding,
    texts: Collection[NumberMention | str],
    allowed: Container[str],
    library: Library,
    rarity: Callable[[str], float],
    *,
    amended: bool = False,
) -> list[Ended]:
    """Where documents put an end to (or, ``amended``, amend) each of some ``texts``, named by
    number or as a law with its year; of clauses, where they name these. Nothing where one goes
    without, or where the question is about what the text says."""
    found: list[Ended] = []
    told = set(map(str, question.years))
    clauses = {reference.label for reference in question.references}
    for name in texts:
        relations = library.amendments if amended or clauses else library.endings
        here = [
            (document_id, relation)
            for document_id, relation in relations.of(name, question.years)
            if document_id in allowed
            and clauses <= _clauses(library.documents[document_id].text, relation)
        ]
        if not here:
            return []
        told.update(keys(name if isinstance(name, str) else name.text))
        for document_id, relation in here:
            text = library.documents[document_id].text
            told.update(keys(relation.name), keys(text[relation.start : relation.end]))
            found.append(Ended(document_id, relation.start, relation.end))
    if clauses:
        told.update(_said_there(question, texts, library))
    known = _OF_FORCE | load_cues().words["document"]
    asked = {term.key for term in question.terms} - told
    left = sum(map(rarity, asked - known))
    return found if left <= _LEFT_OVER * sum(map(rarity, asked)) else []


def _clauses(text: str, relation: Relation) -> set[str]:
    """The labels of the clauses that a relation names."""
    return {reference.label for reference in find_references(text[relation.start : relation.end])}


def _said_there(
    question: Understanding, texts: Collection[NumberMention | str], library: Library
) -> Iterator[str]:
    """The words of the clauses that a question names, in those of the texts that are here."""
    for name in texts:
        for document_id in [] if isinstance(name, str) else library.numbered(name):
            outline = library.units(document_id).outline
            for reference in question.references:
                for clause in reference.resolve(outline):
                    yield from keys(outline.text(clause))
