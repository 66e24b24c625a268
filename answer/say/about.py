"""What a document is about, and whom it applies to: its articles on that, else its title."""

from __future__ import annotations

import re

from answer.find.known import is_scope
from answer.find.shows import DECISIVE
from answer.find.units import Units
from answer.say.contents import contents
from answer.say.document_data import evidence
from answer.say.picking import LONG, Pick
from answer.understand.cues import Want, load_cues
from answer.understand.understanding import Understanding
from corpus.model import Clause, Level
from corpus.text import match_key

# How a question asks what a document is about: "quy định những nội dung gì", "phạm vi điều chỉnh".
_ASKS_WHAT = re.compile(
    r"\b(?:quy định|hướng dẫn|ban hành|điều chỉnh|nói|đề cập)\b[^?,;]*\b(?:gì|(?<!thế )nào)\W*$"
    r"|\bphạm vi\b|\bscope\b"
    r"|\bwhat\b[^?]*\b(?:regulates?|covers?|governs?|provides?(?: for)?|about)\W*$"
)
# How it asks whom one applies to: "áp dụng cho những ai", "ai phải tuân theo".
_ASKS_WHOM = re.compile(
    r"\b(?:áp dụng|điều chỉnh) (?:cho |với |đối với |đến |tới )?"
    r"(?:những |các )?(?:ai|(?:\w+ ){1,3}nào)\b"
    r"|\bđối tượng (?:được |phải )?(?:áp dụng|điều chỉnh)\b"
    r"|\bai (?:là người )?(?:phải|cần) (?:tuân |làm |thực hiện )?(?:theo|thủ|chấp hành)\b"
    r"|\bwhom?\b[^?]*\b(?:apply|applies|follow|comply)\b"
)

# What the articles are headed, or the clauses of one.
_SCOPE = re.compile(r"\bphạm vi\b")
_SUBJECTS = re.compile(r"\bđối tượng (?:áp dụng|điều chỉnh)\b")
_BEGINNING = 60

_OTHER_WANTS = DECISIVE | {
    Want.COOPERATE,
    Want.COUNT,
    Want.YES_NO,
    Want.REASON,
    Want.PURPOSE,
    Want.SIGNER,
    Want.ISSUED_ON,
    Want.LEGAL_BASIS,
}


def asks_what_about(question: Understanding, home: Units) -> bool:
    """True when a question asks what a document is about, in words of its title at most."""
    return Want.LEAD not in question.wants and _asks(_ASKS_WHAT, question, home)


def asks_to_whom(question: Understanding, home: Units) -> bool:
    """True when a question asks whom a document applies to, in words of its title at most."""
    return _asks(_ASKS_WHOM, question, home)


def about(home: Units) -> list[Pick]:
    """The sentence that says what a document regulates with the list it opens; the title where
    there is none."""
    for unit in home.all:
        heads = [*home.outline.headings(unit.cited)[-1:], unit.cited.heading]
        scope = next((head for head in heads if head and _SCOPE.search(match_key(head))), "")
        regulates = is_scope(home.document.text[unit.start : unit.end], scope)
        if regulates and (scope or _is_article(home, unit.cited)):
            lead = Pick(home, unit.start, unit.end)
            return [lead, Pick(home, unit.end + 1, unit.group_end)] if unit.opens else [lead]
    title = evidence(home, Want.TITLE)
    return [] if title is None else [title]


def to_whom(home: Units) -> list[Pick]:
    """The clause on whom a document applies to, the smallest that is on nothing else; none where
    there is none."""
    on_whom = [clause for clause in home.outline if _SUBJECTS.search(_opening(home, clause))]
    if not on_whom:
        return []
    first = on_whom[0]
    within = [clause for clause in on_whom if first.start < clause.start < first.end]
    clause = within[0] if within and _SCOPE.search(_opening(home, first)) else first
    if clause.end - clause.start > LONG:
        return contents(home, clause)
    return [Pick(home, clause.start, clause.end)]


def _asks(how: re.Pattern[str], question: Understanding, home: Units) -> bool:
    if question.references or question.bodies or question.wants & _OTHER_WANTS:
        return False
    if not how.search(match_key(question.text)):
        return False
    words = load_cues().words
    known = words["content"] | words["about"] | words["document"] | home.title_keys
    return all(term.key in known for term in question.terms)


def _opening(home: Units, clause: Clause) -> str:
    """How an article or a clause of one begins, its heading at least, as compared."""
    if clause.level not in (Level.ARTICLE, Level.KHOAN):
        return ""
    begins = home.document.text[clause.start : min(clause.end, clause.start + _BEGINNING)]
    return match_key(f"{clause.heading} {begins.partition(chr(10))[0]}")


def _is_article(home: Units, clause: Clause) -> bool:
    """True for the first article of a text, or a clause in it."""
    path = (*home.outline.ancestors(clause), clause)
    articles = [above for above in path if above.level is Level.ARTICLE]
    return bool(articles) and articles[0].marker.rstrip(".").endswith(" 1")
