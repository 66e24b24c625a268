"""Words as they are compared, and sentences as they are cut: of questions and documents alike."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from corpus.bodies import body_key, find_bodies
from corpus.text import fold, words

# A sentence may end at . ! ? or …, perhaps with a bracket or quote behind, before white space.
_SENTENCE_END = re.compile(r"[.!?…][)”\"]?(\s+)(?=\S)")
# An abbreviation or a number, whose full stop ends no sentence: "TP.", "TM.", "ThS.", "1.".
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:[A-ZĐ]{1,3}|[Tt]p|[Tt]r|Th[Ss]|PGS|v\.v|\d{1,2})\.$")
# A number at a line's start, whose full stop ends no sentence.
_LINE_MARKER = re.compile(r"\W*(?:\d{1,3}(?:\.\d{1,2})*|[IVXLC]+|Điều \d+\w?)[.)/]\s*(?=\S)")
# The quoted title of another document: ten words or more.
_QUOTED_TITLE = re.compile(r"[“\"](?:[^“”\"\s]+\s+){9,}[^“”\"\s]+[”\"]")
# An abbreviation in capitals: "CNTT", "KH&CN".
_SHORT = re.compile(r"\b[A-ZĐ]{2,}(?:[&-][A-ZĐ]{2,})*\b")

# Texts of which the words are remembered: a line is read by itself and with each clause around it,
# a heading with each clause under it.
_REMEMBERED = 1_024


def keys(text: str) -> list[str]:
    """The words of a text as they are compared: folded, because marks are typed carelessly; the
    parts of a document number stand beside the whole."""
    result = []
    for word in words(text):
        folded = fold(word)
        result.append(folded)
        if "/" in folded or "-" in folded:
            result.extend(part for part in re.split(r"[/-]", folded) if part)
    return result


def sentence_spans(line: str) -> list[tuple[int, int]]:
    """The sentences of a line, as ranges of it. A number at its start ends no sentence.

    >>> [line[a:b] for line in ["5. Sở Nội vụ. Phối hợp."] for a, b in sentence_spans(line)]
    ['5. Sở Nội vụ.', 'Phối hợp.']
    """
    marker = _LINE_MARKER.match(line)
    gaps = []
    for end in _SENTENCE_END.finditer(line, marker.end() if marker else 0):
        before = line[: end.start(1)]
        if not line[end.end()].islower() and not _ABBREVIATED.search(before[-8:]):
            gaps.append(end.span(1))
    starts = [0, *(right for _, right in gaps)]
    ends = [*(left for left, _ in gaps), len(line)]
    return list(zip(starts, ends, strict=True))


@lru_cache(_REMEMBERED)
def document_keys(text: str) -> tuple[str, ...]:
    """The words of a document's text as they are compared, what it abbreviates written out beside:
    a question about "chuyển đổi số" must find "CĐS"."""
    return tuple(keys(_SHORT.sub(_written_out, text)))


def _written_out(match: re.Match[str]) -> str:
    long = _unambiguous().get(match.group())
    return f"{match.group()} {long}" if long else match.group()


@cache
def _unambiguous() -> Mapping[str, str]:
    """Abbreviations of one reading, as they are written, with what they stand for."""
    data = (files("answer") / "data" / "abbreviations.toml").read_text(encoding="utf-8")
    return {
        short: row["long"][0]
        for row in tomllib.loads(data)["abbreviations"]
        if len(row["long"]) == 1 and not row.get("chat")
        for short in row["short"]
    }


def without_titles(text: str) -> str:
    """A text without titles of other documents quoted in it: their words are not its matter."""
    bare = _QUOTED_TITLE.sub(" ", text)
    return bare if len(bare) > len(text) // 4 else text


def body_keys(text: str) -> frozenset[str]:
    """Keys of the bodies that a text names."""
    return frozenset(body_key(mention.name) for mention in find_bodies(text))
