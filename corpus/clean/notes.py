"""Footnotes at the foot of a page, set apart from the sentence the page's end breaks off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.clean.lines import Line, Role
from corpus.structure.markers import UPPER

# "1 Kho dữ liệu tổng hợp được hình thành …": a note's number before its words.
_NOTE = re.compile(rf"(?P<n>\d{{1,2}})\s+(?={UPPER})")
# How many lines before a note the word that carries its number may stand.
_REACH = 60
_LONGEST_NOTES = 20


def mark_notes(lines: Sequence[Line]) -> list[Line]:
    """The lines with those of footnotes marked. A note's lines run to the end of its page; its
    number stands in raised print, glued to a word, on the page above it (``tổng hợp1``)."""
    marked = list(lines)
    expected = 1
    position = 0
    while position < len(marked):
        line = marked[position]
        match = _NOTE.match(line.text)
        turn = _page_turn(marked, position)
        if (
            match is not None
            and line.role is Role.TEXT
            and int(match["n"]) == expected
            and turn is not None
            and _is_called(marked, position, expected)
        ):
            for inside in range(position, turn):
                start = _NOTE.match(marked[inside].text)
                opens = start is not None and int(start["n"]) == expected
                expected += opens
                marked[inside] = replace(marked[inside], role=Role.NOTE, blank_before=opens)
            position = turn
        else:
            position += 1
    return marked


def _page_turn(lines: Sequence[Line], position: int) -> int | None:
    """The first line of the next page, or None when it is too far to be a note's page."""
    for following in range(position + 1, min(len(lines), position + _LONGEST_NOTES)):
        if lines[following].page_start:
            return following
    return None


def _is_called(lines: Sequence[Line], position: int, number: int) -> bool:
    called = re.compile(rf"[^\W\d_]{{2,}}[”\"’)]?{number}(?!\d)")
    return any(called.search(line.text) for line in lines[max(0, position - _REACH) : position])
