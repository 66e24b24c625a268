"""What a question asks of every unit that is laid against it, found out once."""

from __future__ import annotations

import re
from dataclasses import dataclass

from answer.find.defining import ASK_FOR_MEANING, terms_asked
from answer.find.demands import demands
from answer.find.headed import Head, heads_asked
from answer.find.offices import office_asked
from answer.find.shows import DECISIVE, has_fields
from answer.understand.cues import Want
from answer.understand.naming import places_to_be_named, to_be_named
from answer.understand.understanding import Understanding
from corpus.bodies import body_key
from corpus.text import match_key

# Where it is asked what may or must be done, and what a text is about.
_MAY_OR_MUST = re.compile(
    r"\bcó (?:được|phải|cần|bắt buộc|bị|cho|còn)\b|\bđược\b[^?]*\b(?:không|chưa)\b|\bbắt buộc\b"
    r"|\b(?:can|may|must|allowed|required|need)\b"
)
_SCOPE = re.compile(
    r"\bphạm vi\b|\bđiều chỉnh\b"
    r"|\b(?:quy định|hướng dẫn)(?: chi tiết)? (?:về )?"
    r"(?:những |các )?(?:\w+ ){0,3}(?:gì|(?<!thế )nào)\b"
)
# Wants that the line with a document's title may answer.
_TOLD_BY_TITLES = frozenset({Want.NUMBER, Want.TITLE, Want.LEGAL_BASIS})
# Wants of who asks with whom somebody works together: bodies named in a sentence are no list.
_WITH_WHOM = frozenset({Want.LIST, Want.COOPERATE})
# Wants that no sentence answers which only leads over from the preamble to the text.
_TOLD_AFTER = frozenset({Want.YES_NO, Want.DUTY, Want.REASON, Want.COMPARE})


@dataclass(frozen=True, slots=True)
class Asked:
    """``many`` says that a list or duties will do, ``meaning`` that a definition may, ``demands``
    that it demands more than a kind of thing; ``named`` is how many things are to be named,
    ``places`` says that provinces are; ``listed`` says that several things are asked for,
    ``headed`` that all of what a heading is over will do, ``heads`` is what a list begins with;
    ``decides`` says whether one may or must, ``scope`` what a text is about, ``terms`` what words
    mean (the words of each); ``before`` says that the end of a preamble may tell it, ``office`` is
    how a sentence tells who holds the office asked for; ``decisive`` are its wants that a unit must
    show, ``fields`` those that a field of a task shows; ``years`` are those that a unit must be of,
    ``bodies`` the keys of those asked about."""

    question: Understanding
    many: bool
    meaning: bool
    demands: bool
    named: int
    places: bool
    listed: bool
    headed: bool
    heads: tuple[Head, ...]
    decides: bool
    scope: bool
    terms: frozenset[frozenset[str]]
    before: bool
    office: re.Pattern[str] | None
    decisive: frozenset[Want]
    fields: tuple[Want, ...]
    years: frozenset[str]
    bodies: frozenset[str]

    @classmethod
    def of(cls, question: Understanding) -> Asked:
        """What a question asks."""
        wants = question.wants
        key = match_key(question.search_text)
        listed = bool(wants & {Want.LIST, Want.DUTY}) and not wants >= _WITH_WHOM
        many = not wants or listed
        dated = wants & (DECISIVE | {Want.COUNT, Want.LIST})
        return cls(
            question=question,
            many=many,
            meaning=not wants.isdisjoint(ASK_FOR_MEANING),
            demands=bool(demands(question.text)),
            named=to_be_named(question.text),
            places=places_to_be_named(question.text),
            listed=listed,
            headed=many and not question.counted and Want.DEFINITION not in wants,
            heads=heads_asked(question.search_text),
            decides=Want.YES_NO in wants and _MAY_OR_MUST.search(key) is not None,
            scope=_SCOPE.search(key) is not None
            or not wants.isdisjoint(_TOLD_BY_TITLES)
            or any(demand.on_scope for demand in demands(question.text)),
            terms=terms_asked(question.search_text) if Want.DEFINITION in wants else frozenset(),
            before=not wants <= _TOLD_AFTER,
            office=office_asked(question.search_text) if Want.LEAD in wants else None,
            decisive=wants & DECISIVE,
            fields=tuple(filter(has_fields, wants)),
            years=frozenset(map(str, question.years)) if dated else frozenset(),
            bodies=frozenset(body_key(mention.name) for mention in question.bodies),
        )
