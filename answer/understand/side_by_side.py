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

from corpus.numbers import find_numbers
from corpus.text import match_key

# A word as it stands in a question.
_WORD = re.compile(r"[^\W_]+(?:[/.-][^\W_]+)*%?")

# What stands between two things side by side.
_BETWEEN = re.compile(
    r",?\s+(?:và|hay|hoặc|and|so với|khác(?: gì)?(?: so)?(?: với)?|(?<!đối )(?<!so )với)\s+",
    re.IGNORECASE,
)

# A thing is told in so many words; punctuation that ends it.
_LONGEST, _SHORT = 24, 10
_ENDS = re.compile(r"[;?!“”\":]|\.\s")

# Where a clause of a question begins.
_CLAUSE_BEGINS = re.compile(r"(?:^|[,;:?!.]\s)\s*")

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
    against: re.Pattern[str]
    of: frozenset[str]
    never: frozenset[str]
    tail: re.Pattern[str]


def side_by_side(text: str) -> list[str]:
    """A question asked once of two things, as two questions; none where it is no such question.

    >>> side_by_side("Loại A và loại B phải nộp bao nhiêu?")
    ['Loại A phải nộp bao nhiêu?', 'loại B phải nộp bao nhiêu?']
    """
    against = _load().against.search(match_key(text)) is not None
    if not (against or asks(text)):
        return []
    for begins in (_left, _left_of_other) if against else (_left,):
        for joint in _BETWEEN.finditer(text):
            left = begins(text, joint)
            if left is None:
                continue
            end = _end(text, left, joint, is_other=begins is _left_of_other)
            things = text[left : joint.start()], text[joint.end() : end]
            if any(asks(thing) for thing in things) or not all(map(str.strip, things)):
                continue
            if begins is _left_of_other and any(map(find_numbers, things)):
                continue  # documents are told apart as such
            if not (against or asks(_sentence(text, joint))):
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


def _left_of_other(text: str, joint: re.Match[str]) -> int | None:
    """Where the thing before a joint begins, where it is called in another way than the one behind:
    behind a word that introduces things, else where its clause begins."""
    words = _load()
    behind = [word for _, word in _words(text[joint.end() :])]
    before = list(_words(text[: joint.start()]))[-_SHORT:]
    if not before or not behind or behind[0] in words.never or _YEAR.fullmatch(behind[0]):
        return None
    begins = max(
        (match.end() for match in _CLAUSE_BEGINS.finditer(text, 0, joint.start())), default=0
    )
    for (_, word), (start, _) in reversed([*pairwise(before)]):
        if start < begins:
            break
        if word in words.of:
            begins = start
            break
    first = next((start for start, _ in before if start >= begins), None)
    if first is None or (first == before[0][0] and first > begins):
        return None  # it begins farther off than one thing is long
    opening = next(_words(text[first:]))[1]
    if not words.nothing.isdisjoint((opening, behind[0])):
        return None
    return first


def _end(text: str, left: int, joint: re.Match[str], *, is_other: bool) -> int:
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
    if is_other:  # what goes on like nothing in the first thing may be said of both
        ends += [match.start() for match in words.tail.finditer(behind) if match.start()]
    comma = behind.find(",")
    if comma > 0 and asks(behind[comma:]):  # "…, mỗi bên mấy ngày?": asked of both
        ends.append(comma)
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
        against=re.compile(rf"\b(?:{'|'.join(data['against'])})\b"),
        of=frozenset(data["of"].split()),
        never=frozenset(data["never"].split()),
        tail=re.compile(rf",?\s+(?:{'|'.join(data['tail'])})\b"),
    )
