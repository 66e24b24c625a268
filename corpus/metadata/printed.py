"""A canonical text as lines and cells on paper: what letterheads and signatures are read from.

Marks of tables and of markdown are left out of the words; offsets still point into the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from corpus.model import Span
from corpus.places import ALL, find_provinces
from corpus.text import fold, match_key

# What surrounds the words of a line or cell without being part of them.
_MARKS = re.compile(r"^[\s#*\\_>|=—–-]+(?=[^\s#*\\_>|=—–-])|[\s#*\\_|]+$")

# A cell of a line: cells are parted by bars.
_CELL = re.compile(r"[^|\n]+")

# A bullet, which the marks above would take away.
_BULLET = re.compile(r"^\s*[-+•]\s")

# From how many words on a name is told by its letters alone.
_LONG_NAME = 4

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Found(Generic[_Value]):
    """A value read from a text, with the place it was read from."""

    value: _Value
    span: Span


@dataclass(frozen=True, slots=True)
class Cell:
    """A line, or a cell of one. ``text`` is without marks; ``start`` and ``end`` bound it."""

    text: str
    start: int
    end: int

    @property
    def is_capitals(self) -> bool:
        """True when nearly all letters are capitals: names of bodies, kinds, titles, roles."""
        letters = [char for char in self.text if char.isalpha()]
        capitals = sum(char.isupper() for char in letters)
        return len(letters) > 1 and capitals >= 0.85 * len(letters)

    @property
    def letters(self) -> str:
        """The folded letters alone: ``QUYÉTĐỊNH -`` is ``quyetdinh``."""
        return re.sub(r"[^a-z]", "", fold(self.text))


def printed_cells(text: str) -> list[Cell]:
    """All lines and cells of a text that hold any word."""
    cells = []
    for match in _CELL.finditer(text):
        raw, start, end = match.group(), match.start(), match.end()
        if not _BULLET.match(raw) and (leading := _MARKS.match(raw)):
            start += leading.end()
        while end > start and text[end - 1] in " \t*#\\_|":
            end -= 1
        if any(char.isalnum() for char in text[start:end]):
            cells.append(Cell(text[start:end].strip(), start, end))
    return cells


def line_span(text: str, start: int, end: int) -> Span:
    """The whole lines that hold ``text[start:end]``."""
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    return Span(begin, len(text) if stop < 0 else stop)


def as_prose(capitals: str, text: str) -> str:
    """Words printed in capitals as running text writes them: as ``text`` itself does elsewhere (a
    longer name also with other marks: OCR misreads those of capitals first), else as a sentence
    with the names of provinces restored.

    >>> as_prose("BAN TỔ CHỨC", "Ban Tổ chức họp")
    'Ban Tổ chức'
    """
    words = capitals.split()
    seen = _written_elsewhere(words, text, text)
    if not seen and len(words) >= _LONG_NAME:
        seen = _written_elsewhere(fold(capitals).split(), fold(text), text)
    if seen:
        return seen.most_common(1)[0][0]
    lowered = " ".join(words).lower()
    return with_provinces(lowered[:1].upper() + lowered[1:])


def _written_elsewhere(words: Sequence[str], searched: str, text: str) -> Counter[str]:
    """How ``text`` writes the words where it begins them with a capital, by how often; found in
    ``searched``, its letters one for one."""
    pattern = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)
    written = (text[match.start() : match.end()] for match in pattern.finditer(searched))
    return Counter(
        " ".join(found.split()) for found in written if found[:1].isupper() and not found.isupper()
    )


def with_provinces(text: str) -> str:
    """``text`` with the names of provinces capitalised as they should be."""
    for mention in reversed(find_provinces(text)):
        written = text[mention.start : mention.end]
        proper = _spellings().get(match_key(written), mention.name)
        text = text[: mention.start] + proper + text[mention.end :]
    return text


@cache
def _spellings() -> dict[str, str]:
    return {match_key(name): name for item in ALL for name in (item.name, *item.aliases)}
