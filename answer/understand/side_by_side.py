"""Two things side by side, of which a question asks the same: "Đến năm 2025 và đến năm 2030 …",
"… của A và của B khác nhau thế nào?". Each is a question of its own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from corpus.text import match_key

# A word as it stands in a question.
_WORD = re.compile(r"[^\W_]+(?:[/.-][^\W_]+)*%?")

# What stands between two things side by side.
_BETWEEN = re.compile(r",?\s+(?:và|hay|hoặc|and|so với|(?<!đối )với)\s+", re.IGNORECASE)

# A thing is told in so many words; punctuation that ends it.
_LONGEST = 24
_ENDS = re.compile(r"[;?!“”\":]|\.\s")

# Where one sentence of a question ends.
_SENTENCE_ENDS = re.compile(r"(?<=[.?!])\s+|\n+")

ASKS = re.compile(
    r"\b(?:gì|nào|ai|đâu|mấy|bao nhiêu|bn|bao giờ|bao lâu|sao|thế nào|what|which|who|when|how)\b"
)
"""A word that asks."""

_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of the data file, compiled."""

    alone: frozenset[str]
    nothing: frozenset[str]
    said: re.Pattern[str]
    asked: re.Pattern[str]
    compared: re.Pattern[str]


def side_by_side(text: str) -> list[str]:
    """A question asked once of two things, as two questions; none where it is no such question.

    >>> side_by_side("Loại A và loại B phải nộp bao nhiêu?")
    ['Loại A phải nộp bao nhiêu?', 'loại B phải nộp bao nhiêu?']
    """
    if not ASKS.search(match_key(text)):
        return []
    for joint in _BETWEEN.finditer(text):
        left = _left(text, joint)
        if left is None:
            continue
        end = _end(text, left, joint)
        things = text[left : joint.start()], text[joint.end() : end]
        if any(asks(thing) for thing in things) or not things[1].strip():
            continue
        if not asks(_sentence(text, joint)):
            continue
        return [f"{text[:left]}{thing}{text[end:]}" for thing in things]
    return []


def _sentence(text: str, joint: re.Match[str]) -> str:
    """The sentence of a question in which a joint stands."""
    ends = [0, *(match.end() for match in _SENTENCE_ENDS.finditer(text)), len(text)]
    return next(text[start:end] for start, end in pairwise(ends) if start <= joint.start() < end)


def _left(text: str, joint: re.Match[str]) -> int | None:
    """Where the thing before a joint begins that is called as the one behind it is."""
    behind = list(_words(text[joint.end() :]))[:2]
    before = list(_words(text[: joint.start()]))[-_LONGEST:]
    if not behind or not before:
        return None
    first = behind[0][1]
    if _YEAR.fullmatch(first):
        return before[-1][0] if _YEAR.fullmatch(before[-1][1]) else None
    words = _load()
    if first in words.nothing or len(behind) < 2:
        return None
    for (start, word), (_, following) in reversed([*pairwise([*before, (joint.start(), "")])]):
        if word == first and (first in words.alone or following == behind[1][1]):
            return None if _ENDS.search(text[start : joint.start()]) else start
    return None


def _end(text: str, left: int, joint: re.Match[str]) -> int:
    """Where the thing behind a joint ends: before what is said of both, which is in neither."""
    known = {word for _, word in _words(text[left : joint.start()])}
    behind = match_key(text[joint.end() :])
    words = _load()
    compared = words.compared.search(behind)
    is_compared = compared is not None and not asks(behind[: compared.start()])
    said = (words.said,) if is_compared else (words.said, words.asked)
    ends = [match.start() for match in _ENDS.finditer(behind)]
    ends += [
        match.start()
        for pattern in said
        for match in pattern.finditer(behind)
        if match[1].split()[0] not in known and match.start()
    ]
    ends += [compared.start()] if compared is not None and is_compared else []
    return joint.end() + min(ends, default=len(behind))


def _words(text: str) -> Iterator[tuple[int, str]]:
    return ((match.start(), match[0]) for match in _WORD.finditer(match_key(text)))


def asks(text: str) -> bool:
    """True when a text has a word that asks."""
    return ASKS.search(match_key(text)) is not None


@cache
def _load() -> _Words:
    data = tomllib.loads((files("answer") / "data" / "sides.toml").read_text(encoding="utf-8"))
    said, asked, compared = (
        re.compile(rf",?\s+({'|'.join(data[name])})\b") for name in ("said", "asked", "compared")
    )
    return _Words(
        alone=frozenset(data["alone"].split()),
        nothing=frozenset(data["nothing"].split()),
        said=said,
        asked=asked,
        compared=compared,
    )
