"""What a document is about: its article on scope, else its title."""

from __future__ import annotations

import re

from answer.find.known import is_scope
from answer.find.shows import DECISIVE
from answer.find.units import Units
from answer.say.document_data import evidence
from answer.say.picking import Pick
from answer.understand.cues import Want, load_cues
from answer.understand.understanding import Understanding
from corpus.model import Clause, Level
from corpus.text import match_key

# How a question asks what a document is about: "quy định những nội dung gì", "hướng dẫn gì".
_ASKS = re.compile(
    r"\b(?:quy định|hướng dẫn|ban hành|điều chỉnh|nói|đề cập)\b[^?]*\b(?:gì|nào)\W*$"
)
# The heading of the article on scope.
_SCOPE = re.compile(r"\bphạm vi\b")

_OTHER_WANTS = DECISIVE | {
    Want.LEAD,
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
    if question.references or question.bodies or question.wants & _OTHER_WANTS:
        return False
    if not _ASKS.search(match_key(question.text)):
        return False
    words = load_cues().words
    known = words["content"] | words["about"] | words["document"] | home.title_keys
    return all(term.key in known for term in question.terms)


def about(home: Units) -> list[Pick]:
    """The sentence that says what a document regulates with the list it opens; the title where
    there is none."""
    for unit in home.all:
        regulates = is_scope(home.document.text[unit.start : unit.end])
        heads = [*home.outline.headings(unit.cited)[-1:], unit.cited.heading]
        in_scope = any(_SCOPE.search(match_key(head)) for head in heads if head)
        first = _is_article(home, unit.cited) and regulates
        if first or (in_scope and regulates):
            lead = Pick(home, unit.start, unit.end)
            return [lead, Pick(home, unit.end + 1, unit.group_end)] if unit.opens else [lead]
    title = evidence(home, Want.TITLE)
    return [] if title is None else [title]


def _is_article(home: Units, clause: Clause) -> bool:
    """True for the first article of a text, or a clause in it."""
    path = (*home.outline.ancestors(clause), clause)
    articles = [above for above in path if above.level is Level.ARTICLE]
    return bool(articles) and articles[0].marker.rstrip(".").endswith(" 1")
