"""The words that an item goes on from: "Phạt tiền từ … đối với một trong các hành vi sau đây:" says
what item "đ) Làm mất tài liệu;" is fined with."""

from __future__ import annotations

import re

from answer.find.cutting import Range
from answer.find.demands import meets
from answer.find.shows import shows
from answer.find.units import Units
from answer.understand.cues import DOERS, Want
from answer.understand.understanding import Understanding
from corpus.bodies import find_bodies
from corpus.model import Clause, Level
from corpus.text import match_key

# What an item may leave to its lead.
FROM_LEADS = frozenset({Want.MONEY, Want.PERCENT, Want.DATE, Want.RANK})

# Levels whose own words are no sentence that those below go on from.
_NO_LEADS = frozenset({Level.TABLE, Level.ROW, Level.PREAMBLE, Level.CLOSING})

# A lead longer than so many characters is a paragraph of its own.
_LONGEST = 600

# Whom a lead names has what stands under it to do, when it says so or opens with a body.
_OBLIGES = re.compile(r"(?<=\w\w )(?:(?:có|chịu) trách nhiệm|có nhiệm vụ)\b")

# What stands before a body that a sentence opens with: a marker, "Giao", who heads it.
_BEFORE_BODY = re.compile(
    r"\W*(?:\w{1,3}[.)]\s*)?"
    r"(?:(?:giao|do|yêu cầu|đề nghị|các|chủ tịch|giám đốc|chánh|trưởng|thủ trưởng)\s+)*"
)
_OPENING = 120

# Where the question is to whom something goes: "gửi dữ liệu cho cơ quan nào".
_TO_WHOM = re.compile(
    r"\b(?:cho|tới|đến|với|lên|về|tại) (?:những |các )?"
    r"(?:ai|đâu|(?:cơ quan|đơn vị|nơi|bộ|sở|cấp|bên) nào)\b"
)

# A heading that forbids all that stands under it.
_FORBIDS = re.compile(r"\b(?:bị (?:nghiêm )?cấm|nghiêm cấm|không được)\b")


def lead_above(home: Units, clause: Clause, start: int | None = None) -> Range | None:
    """The sentence ending in a colon that a clause goes on from (for what begins at ``start`` in
    it, the clause's own first line), or the heading right above that forbids it; None where the
    clause stands for itself."""
    if start is not None and (own := _own_lead(home, clause, start)) is not None:
        return own
    parent = home.outline.parent(clause)
    if parent is None or parent.level in _NO_LEADS or clause.level in _NO_LEADS:
        return None
    text = home.document.text
    end = parent.start + len(home.outline.lead(parent))
    if not 0 < end - parent.start <= _LONGEST or end > clause.start:
        return None
    if text[end - 1] == ":":
        return home.sentences(parent.start, end)[-1]
    return (parent.start, end) if _FORBIDS.search(match_key(text[parent.start : end])) else None


def _own_lead(home: Units, clause: Clause, start: int) -> Range | None:
    """A clause's first line, where it ends in a colon and what begins at ``start`` is under it."""
    text = home.document.text
    end = text.find("\n", clause.start, start)
    if end < 0 or text[end - 1] != ":" or end - clause.start > _LONGEST:
        return None
    return None if clause.level in _NO_LEADS else home.sentences(clause.start, end)[-1]


def says_for(question: Understanding, lead: str, item: str) -> bool:
    """True when a lead says of an item what the question wants and the item itself does not."""
    forbids = _FORBIDS.search(match_key(lead)) and not _FORBIDS.search(match_key(item))
    demanded = not meets(question.text, item) and meets(question.text, f"{lead}\n{item}")
    said = (shows(want, lead) and not shows(want, item) for want in question.wants & FROM_LEADS)
    obliged = bool(question.wants & DOERS) and tells_who(lead) and not tells_who(item)
    asks_to_whom = _TO_WHOM.search(match_key(question.text)) is not None
    to_whom = asks_to_whom and bool(find_bodies(lead)) and not find_bodies(item)
    return bool(forbids) or demanded or obliged or to_whom or any(said)


def tells_who(text: str) -> bool:
    """True for a text that opens with a body, or that says of somebody that they are to do it.

    >>> tells_who("2. Văn phòng Bộ có trách nhiệm:"), tells_who("c) Hướng dẫn Sở Nội vụ kê khai.")
    (True, False)
    """
    if _OBLIGES.search(match_key(text)):
        return True
    before = (text[: mention.start] for mention in find_bodies(text[:_OPENING]))
    return any(_BEFORE_BODY.fullmatch(match_key(words)) for words in before)
