"""Questions in parts: "ai ký và có hiệu lực từ ngày nào?" asks twice, and each part may have its
own place in the text."""

from __future__ import annotations

import re

from answer.understand.references import find_references
from corpus.numbers import find_numbers
from corpus.text import match_key

# Where a question may go on to its next part; not inside quotation marks.
_JOINT = re.compile(r"\s*,?\s+(?:và|còn|với|and)\s+|\s*[,;]\s+|(?<=[?.])\s+")
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")

# A word that asks.
_ASKS = re.compile(
    r"\b(?:gì|nào|ai|đâu|mấy|bao nhiêu|bao giờ|bao lâu|sao|thế nào|what|which|who|when|how)\b"
)

# A law called by its name.
_LAW = re.compile(r"\b(?:bộ )?luật [^\W\d_]+")

_FEWEST_WORDS = 2
_MOST_PARTS = 3


def parts(text: str) -> list[str]:
    """The parts of a question that asks more than one thing, in order; none when it asks one.

    >>> parts("Luật này có hiệu lực từ ngày nào và do ai ký?")
    ['Luật này có hiệu lực từ ngày nào', 'do ai ký?']
    """
    found = [text]
    while len(found) < _MOST_PARTS and (cut := _cut(found[-1])):
        found[-1:] = cut
    return found if len(found) > 1 else []


def _cut(text: str) -> list[str]:
    """A text cut at the first joint on both sides of which something is asked, or a document of its
    own is named."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    for joint in _JOINT.finditer(text):
        if any(start < joint.start() < end for start, end in quoted):
            continue
        left, right = text[: joint.start()], text[joint.end() :]
        if min(len(left.split()), len(right.split())) < _FEWEST_WORDS:
            continue
        both_name = (
            names_document(left)
            and names_document(right)
            and _has_matter(left)
            and _has_matter(right)
        )
        if (_asks(left) and _asks(right)) or both_name:
            return [left, right]
    return []


def _asks(text: str) -> bool:
    return _ASKS.search(match_key(text)) is not None


def _has_matter(text: str) -> bool:
    """True when a part says itself what it is about: in quotation marks, by a clause, by asking."""
    return bool(_QUOTED.search(text) or find_references(text) or _asks(text))


def names_document(text: str) -> bool:
    """True when a part names a document, by number or as a law."""
    return bool(find_numbers(text)) or _LAW.search(match_key(text)) is not None
