"""The table of contents of a text: headings that stand in the text again.

It begins under "MỤC LỤC" and goes on while its entries, without their numbers and pages, stand
elsewhere too; it ends where its first entry comes again, for there the text itself begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.clean.lines import Line, Role
from corpus.structure.markers import read_markers
from corpus.text import fold

CONTENTS = "mục lục, các đề mục có trong văn bản"

_HEAD = re.compile(r"\W*muc luc\W*")
# What follows an entry: leaders and its page.
_PAGE = re.compile(r"[\s.…·_|-]*\d{0,4}\W*$")
_FEWEST = 3
_LONGEST = 250
_MOST_LINES = 3


def contents_reasons(lines: Sequence[Line]) -> list[str | None]:
    """For each line ``CONTENTS`` where it belongs to a table of contents, else None."""
    reasons: list[str | None] = [None] * len(lines)
    heads = [i for i, line in enumerate(lines) if _HEAD.fullmatch(fold(line.text))]
    whole = fold(" ".join(line.text for line in lines)) if heads else ""
    for head in heads:
        entries, end = _entries(lines, head + 1, whole)
        if entries >= _FEWEST:
            reasons[head:end] = [CONTENTS] * (end - head)
    return reasons


def _entries(lines: Sequence[Line], start: int, whole: str) -> tuple[int, int]:
    """How many entries follow from the line ``start`` on, and the line after them."""
    first, count, position = "", 0, start
    while position < len(lines):
        taken = _entry(lines, position, whole)
        title = _title(lines[position].text)
        if not taken or title == first:
            break
        first = first or title
        count, position = count + 1, position + taken
    return count, position


def _entry(lines: Sequence[Line], position: int, whole: str) -> int:
    """Of how many lines the entry is that begins at ``position``; 0 where none does."""
    text = ""
    for taken, line in enumerate(lines[position : position + _MOST_LINES], 1):
        if line.role is not Role.TEXT or (taken > 1 and read_markers(line.text)):
            return 0
        text = f"{text} {line.text}".strip()
        title = _title(text)
        if title and len(text) <= _LONGEST and whole.count(title) > 1:
            return taken
    return 0


def _title(entry: str) -> str:
    """The words of an entry by which to find it again: no number, no leaders, no page."""
    marker = next(iter(read_markers(entry)), None)
    return _PAGE.sub("", fold(entry[marker.length if marker else 0 :])).strip()
