"""What a document, or a long clause of it, consists of: the headings right under it."""

from __future__ import annotations

import re

from answer.find.units import Units
from answer.say.picking import LONG, Pick
from answer.understand.counting import listed_nouns
from answer.understand.cues import Want, load_cues
from answer.understand.understanding import Understanding
from answer.words import keys
from corpus.model import Clause, Level
from corpus.text import match_key

# How a question asks what a document consists of: "bố cục", "tóm tắt", "gồm mấy phần".
_ASKS = re.compile(
    r"\b(?:tóm (?:tắt|lược)|bố cục|kết cấu|cấu trúc|mục lục|dàn ý)\b"
    r"|\b(?:gồm|có|chia|nêu)\b[^?]*(?<!thành )\b(?:phần|chương|mục|điều|nội dung|vấn đề)"
    r"(?: (?:chính|lớn|chủ yếu|cơ bản|trọng tâm|quan trọng))*(?: (?:gì|nào|vậy|thế|ạ))*\W*$"
)
_WANTS = frozenset({Want.LIST, Want.COUNT})
_WANTS_OF_CLAUSE = _WANTS | {Want.DUTY}

# Of what has no heading its first sentence is shown; of a longer one so many characters, up to a
# comma.
_FIRST_LINE = 300
_PAUSES = re.compile(r"[,;:](?=\s)")

# So many headings are an answer, more are the document.
_MOST = 40

# A question calls a heading that has this share of its words in the question.
_CALLED = 0.8

_PARTS = frozenset(Level) - {
    Level.PREAMBLE, Level.CLOSING, Level.BULLET, Level.TABLE, Level.ROW, Level.PARAGRAPH,
}  # fmt: skip


def contents(home: Units, clause: Clause | None = None) -> list[Pick]:
    """The headings under a clause, of the whole document for None, each without what it heads;
    none where there are fewer than two, or too many to be read."""
    parts = [part for part in home.outline.children(clause) if part.level in _PARTS]
    if len(parts) == 1 and clause is None:
        return contents(home, parts[0])
    return [_heading(home, part) for part in parts] if 1 < len(parts) <= _MOST else []


def asks_for_contents(question: Understanding, home: Units) -> bool:
    """True when a question asks what a document consists of, and for no matter of its own."""
    if question.references or question.bodies or question.wants - _WANTS:
        return False
    if not _ASKS.search(match_key(question.text)):
        return False
    words = load_cues().words
    asked = {term.key for term in question.terms}
    headings = (keys(c.heading) for c in home.outline if c.level is Level.ARTICLE and c.heading)
    if asked - words["contents"] and any(map(asked.issubset, headings)):
        return False  # an article is on the structure of the very thing
    known = words["content"] | words["about"] | words["contents"] | home.title_keys
    return asked <= known | words["document"]


def headed_as_asked(question: Understanding, home: Units) -> Clause | None:
    """The one long clause whose heading a question says, asking what stands under it: "những nhiệm
    vụ, giải pháp chủ yếu nào"."""
    if question.references or question.bodies:
        return None
    if not question.wants or question.wants - _WANTS_OF_CLAUSE:
        return None
    if Want.COUNT in question.wants and not listed_nouns(question.counted):
        return None
    words = load_cues().words
    known = words["content"] | words["document"] | home.title_keys
    asked = {term.key for term in question.terms} - known
    if not asked:
        return None
    said = frozenset(keys(question.search_text))
    found = []
    for clause in home.outline:
        if not clause.heading or clause.end - clause.start <= LONG:
            continue
        heading = frozenset(keys(clause.heading))
        under = [frozenset(keys(child.heading)) for child in home.outline.children(clause)]
        if any(map(asked.issubset, under)):
            continue  # one of its parts is of the very matter
        called = len(heading & said) >= _CALLED * len(heading)
        if called and asked <= heading.union(*under):
            found.append(clause)
    return found[0] if len(found) == 1 else None


def _heading(home: Units, part: Clause) -> Pick:
    """The heading of a clause, or the sentence that it begins with."""
    text = home.document.text
    end = home.outline.lead_end(part)
    if part.heading:
        begins = text.find(part.heading, part.start, end)
        return Pick(home, part.start, begins + len(part.heading) if begins >= 0 else end)
    first = next(iter(home.between(part.start, end)), None)
    end = first.end if first else end
    if end - part.start > _FIRST_LINE:
        pauses = _PAUSES.finditer(text, part.start, part.start + _FIRST_LINE)
        end = max((pause.start() for pause in pauses), default=end)
    return Pick(home, part.start, end)
