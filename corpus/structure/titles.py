"""The title a clause bears: its marker's line, or the words before a colon, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import Level
from corpus.structure.rows import is_numbered

# "Sở Nội vụ: Phối hợp …": a short name before a colon with text after it.
_RUN_IN = re.compile(r"(?P<title>[^.;:!?]{2,120}?)\s*:\s+\S.*")
# "(Ban hành kèm theo …)": the line under a title that is no part of it.
_IN_BRACKETS = re.compile(r"\(.*")
_LONGEST_TITLE_WORDS = 30
_TITLED_BELOW = (Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION)
_UNTITLED = (Level.PREAMBLE, Level.CLOSING, Level.PARAGRAPH, Level.ROW)


def heading_of(
    lines: Sequence[str], first: int, last: int, marker: int, level: Level, child: int | None
) -> str:
    """The heading of the clause on ``lines[first:last]`` whose marker has ``marker`` characters;
    ``child`` is the line of its first child."""
    if level in _UNTITLED:
        return ""
    line = lines[first][marker:].strip(" .:–-")
    if level in _TITLED_BELOW and not line:
        return " ".join(lines[first + 1 : child if child is not None else last])
    line = lines[first][marker:].strip()
    if level is Level.TABLE:
        return "" if is_numbered(line) else line
    short = len(line.split()) <= _LONGEST_TITLE_WORDS
    if child == first + 1 and (short or not line.endswith(".")):
        return line
    if match := _RUN_IN.fullmatch(line):
        return match["title"]
    if last - first == 1 and line != line.upper():
        return ""
    return line if short and not line.endswith((".", ";", ",", ":")) else ""


def title_of(lines: Sequence[str], first: int, title_end: int, marker: int) -> str:
    """The title of an annex or attached text on ``lines[first:title_end]``, its marker and its
    "(kèm theo …)" left out."""
    words = [lines[first][marker:].strip(" .:–-"), *lines[first + 1 : title_end]]
    return " ".join(word for word in words if word and not _IN_BRACKETS.fullmatch(word))
