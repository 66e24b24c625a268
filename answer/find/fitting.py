"""A question made to fit the documents it is about: what of what it names is scope, what topic."""

from __future__ import annotations

import re
from dataclasses import replace

from answer.find.cutting import Unit
from answer.find.library import Library
from answer.find.scope import Scope
from answer.find.units import Units
from answer.understand.cues import Want
from answer.understand.understanding import Term, Understanding
from answer.words import keys
from corpus.text import match_key

# In the title of a text that amends another.
_AMENDS = re.compile(r"\bsửa đổi\b")

# A question that wants an annex or its table: "trong phụ lục", "danh mục nhiệm vụ".
_ANNEX = re.compile(
    r"\b(?:phụ lục|appendix|annex)\b(?! (?:nào|mấy|số mấy))"
    r"|\b(?:danh mục|bảng) (?:các )?(?:nhiệm vụ|kèm theo)\b"
)

# A line that begins an annex, a form or a list of tasks, recognised as a clause or not.
_ANNEX_BEGINS = re.compile(
    r"^\W*(?:phụ lục|biểu|mẫu số|bảng|danh mục)\b", re.IGNORECASE | re.MULTILINE
)


def of_annexes(
    question: Understanding, units: list[tuple[Units, Unit]]
) -> list[tuple[Units, Unit]]:
    """The units of annexes where the question wants one: none where the documents have none."""
    if not _ANNEX.search(match_key(question.search_text)):
        return units
    annexed = [(home, unit) for home, unit in units if home.is_annexed(unit)]
    return annexed or [
        (home, unit) for home, unit in units if _ANNEX_BEGINS.search(home.document.text)
    ]


# A number that no document bears tells which matter is meant, little of what is asked about it;
# unless it is itself what is asked about.
_NUMBER_WEIGHT, _NUMBER_ASKED = 0.4, 1.0


def with_numbers(question: Understanding, scope: Scope) -> Understanding:
    """The numbers that no document bears are part of the topic: "Đề án 1690"."""
    of_number = question.wants & {Want.DEFINITION, Want.TITLE}
    weight = _NUMBER_ASKED if of_number else _NUMBER_WEIGHT
    added = [
        Term(key, weight)
        for mention in scope.topical
        for key in keys(mention.text)
        if any(char.isdigit() for char in key)
    ]
    return replace(question, terms=(*question.terms, *added))


def with_cited_clauses(question: Understanding, scope: Scope, library: Library) -> Understanding:
    """A clause that a text does not have and speaks of, as one that amends another does, is
    part of the topic: "bỏ cụm từ nào tại Điều 13"."""
    if not question.references or scope.only is None:
        return question
    home = library.units(scope.only)
    if not _AMENDS.search(match_key(home.document.title)):
        return question
    if any(reference.resolve(home.outline) for reference in question.references):
        return question
    cited = (key for reference in question.references for key in keys(reference.label))
    terms = (*question.terms, *(Term(key) for key in cited))
    return replace(question, references=(), terms=terms)
