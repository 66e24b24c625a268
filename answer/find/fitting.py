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

# Since when a clause applies: "Điều 3 áp dụng từ ngày nào".
_SINCE_WHEN = re.compile(
    r"\b(?<!hết )(?<!mất )(?:hiệu lực|áp dụng|thi hành)\b[^?,;]{0,20}"
    r"\b(?:(?:ngày|hôm|khi|lúc|thời điểm) (?:nào|mấy)|bao giờ)\b"
)

# In the title of a text that amends another.
_AMENDS = re.compile(r"\bsửa đổi\b")

# A question that wants an annex or its table: "trong phụ lục", "danh mục nhiệm vụ".
_ANNEX = re.compile(
    r"\b(?:phụ lục|appendix|annex)\b(?! (?:nào|mấy|số mấy|(?:số )?(?:[ivx]+|\d+)\b))"
    r"|\b(?:danh mục|bảng) (?:các )?(?:nhiệm vụ|kèm theo)\b"
)

# A line that begins an annex, a form or a list of tasks, recognised as a clause or not.
_ANNEX_BEGINS = re.compile(
    r"^\W*(?:phụ lục|biểu|mẫu số|bảng|danh mục)\b", re.IGNORECASE | re.MULTILINE
)

# A number that no document bears tells which matter is meant, little of what is asked about it;
# unless it is itself what is asked about.
_NUMBER_WEIGHT, _NUMBER_ASKED = 0.4, 1.0


def of_annexes(
    question: Understanding, units: list[tuple[Units, Unit]]
) -> list[tuple[Units, Unit]]:
    """The units of annexes where the question wants one: none where the documents have none. Who
    asks which annex it is looks into none."""
    if Want.PLACE in question.wants or not _ANNEX.search(match_key(question.search_text)):
        return units
    annexed = [(home, unit) for home, unit in units if home.is_annexed(unit)]
    return annexed or [
        (home, unit) for home, unit in units if _ANNEX_BEGINS.search(home.document.text)
    ]


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


def _spoken_of(question: Understanding, home: Units) -> bool:
    """True when all that a question refers to are annexes that a text speaks of."""
    return all(
        reference.label.startswith("phụ lục")
        and re.search(rf"\b{re.escape(reference.label)}\b", home.document.text, re.IGNORECASE)
        for reference in question.references
    )


def with_cited_clauses(question: Understanding, scope: Scope, library: Library) -> Understanding:
    """A clause that a text speaks of is part of the topic where it is not there, as in one that
    amends another ("bỏ cụm từ nào tại Điều 13") or of an annex left out, and where it is asked
    since when it applies, which other clauses tell."""
    if not question.references or scope.only is None:
        return question
    home = library.units(scope.only)
    there = any(reference.resolve(home.outline) for reference in question.references)
    since_when = _SINCE_WHEN.search(match_key(question.search_text)) is not None
    amends = _AMENDS.search(match_key(home.document.title)) is not None
    if not (since_when if there else amends or _spoken_of(question, home)):
        return question
    cited = (key for reference in question.references for key in keys(reference.label))
    terms = (*question.terms, *(Term(key) for key in cited))
    return replace(question, references=(), terms=terms)
