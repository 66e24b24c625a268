"""The words that an item goes on from: "Phạt tiền từ … đối với một trong các hành vi sau đây:" says
what item "đ) Làm mất tài liệu;" is fined with."""

from __future__ import annotations

import re

from answer.find.cutting import Range
from answer.find.demands import meets
from answer.find.shows import shows
from answer.find.units import Units
from answer.understand.cues import Want
from answer.understand.understanding import Understanding
from corpus.model import Clause, Level
from corpus.text import match_key

# What an item may leave to its lead.
FROM_LEADS = frozenset({Want.MONEY, Want.PERCENT, Want.DATE, Want.RANK})

# Levels whose own words are no sentence that those below go on from.
_NO_LEADS = frozenset({Level.TABLE, Level.ROW, Level.PREAMBLE, Level.CLOSING})

# A lead longer than so many characters is a paragraph of its own.
_LONGEST = 600

# A heading that forbids all that stands under it.
_FORBIDS = re.compile(r"\b(?:bị (?:nghiêm )?cấm|nghiêm cấm|không được)\b")


def lead_above(home: Units, clause: Clause) -> Range | None:
    """The sentence ending in a colon that a clause goes on from, or the heading right above that
    forbids it; None where the clause stands for itself."""
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


def says_for(question: Understanding, lead: str, item: str) -> bool:
    """True when a lead says of an item what the question wants and the item itself does not."""
    forbids = _FORBIDS.search(match_key(lead)) and not _FORBIDS.search(match_key(item))
    demanded = not meets(question.text, item) and meets(question.text, f"{lead}\n{item}")
    said = (shows(want, lead) and not shows(want, item) for want in question.wants & FROM_LEADS)
    return bool(forbids) or demanded or any(said)
