"""Questions in parts: "ai ký và có hiệu lực từ ngày nào?" asks twice, and each part may have its
own place in the text."""

from __future__ import annotations

import re
from itertools import chain

from answer.understand.references import find_references
from answer.understand.side_by_side import ASKS, asks
from corpus.numbers import find_numbers
from corpus.text import match_key

# Where a question may go on to its next part, the plainest first; not inside quotation marks. Of
# several of one kind that is meant behind which it asks soonest.
_JOINTS = (
    re.compile(r"(?<=[?.])\s+|\s*;\s+"),
    re.compile(r"\s*,\s+còn\s+|\s+còn\s+", re.IGNORECASE),
    re.compile(r"\s*,?\s+(?:và|với|and)\s+|\s*,\s+", re.IGNORECASE),
)
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")

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
    place = 0
    while place < len(found) < _MOST_PARTS:
        cut = _cut(found[place])
        found[place : place + 1] = cut or [found[place]]
        place += not cut
    return found if len(found) > 1 else []


def _cut(text: str) -> list[str]:
    """A text cut at the first joint on both sides of which something is asked, or a document of its
    own is named."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    joints = (sorted(joint.finditer(text), key=_until_asked) for joint in _JOINTS)
    for joint in chain.from_iterable(joints):
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
        if (asks(left) and asks(right)) or both_name:
            return [left, right]
    return []


def _until_asked(joint: re.Match[str]) -> int:
    """How many characters behind a joint a word asks."""
    behind = match_key(joint.string[joint.end() :])
    asked = ASKS.search(behind)
    return asked.start() if asked else len(behind)


def _has_matter(text: str) -> bool:
    """True when a part says itself what it is about: in quotation marks, by a clause, by asking."""
    return bool(_QUOTED.search(text) or find_references(text) or asks(text))


def names_document(text: str) -> bool:
    """True when a part names a document, by number or as a law."""
    return bool(find_numbers(text)) or _LAW.search(match_key(text)) is not None
