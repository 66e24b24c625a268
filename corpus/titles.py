"""The title a clause bears: its marker's line, or the words before a colon, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import Level

# "Sở Nội vụ: Phối hợp …": a short name before a colon with text after it.
_RUN_IN = re.compile(r"(?P<title>[^.;:!?]{2,120}?)\s*:\s+\S.*")
_LONGEST_TITLE_WORDS = 30


def heading_of(
    lines: Sequence[str], first: int, last: int, marker: int, level: Level, child: int | None
) -> str:
    """The heading of the clause on ``lines[first:last]`` whose marker has ``marker`` characters;
    ``child`` is the line of its first child."""
    if level in (Level.PREAMBLE, Level.CLOSING, Level.PARAGRAPH):
        return ""
    line = lines[first][marker:].strip()
    if level in (Level.CHAPTER, Level.SECTION, Level.SUBSECTION, Level.PART) and not line:
        end = child if child is not None else last
        return " ".join(lines[first + 1 : end])
    if level in (Level.ANNEX, Level.ATTACHED):
        return line
    if child == first + 1:
        return line
    if match := _RUN_IN.fullmatch(line):
        return match["title"]
    alone = last - first == 1
    reads_as_title = (
        not line.endswith((".", ";", ",", ":")) and len(line.split()) <= _LONGEST_TITLE_WORDS
    )
    return line if reads_as_title and (not alone or line == line.upper()) else ""
