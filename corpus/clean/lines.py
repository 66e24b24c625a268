"""Physical lines of a raw text: NFC, one space, with what joining them needs to know.

The number of a line is that of the source (1-based), so that a report can point at it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from corpus.text import nfc

# Every line end there is: CR LF, CR, LF, vertical tab, form feed, NEL, Unicode's separators.
_LINE_END = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
# Characters that show nothing: zero-width ones, byte order mark, soft hyphen, directional marks.
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
# Control characters other than the tab, and characters of the private use area (symbol fonts).
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffc]")
# Any run of spaces: tabs, no-break and typographic spaces included.
_SPACES = re.compile(r"\s+")


class Role(Enum):
    """What a line is to the joining of lines: running text, a cell of a layout table (letterhead,
    signature), a whole row of a data table, or a footnote's."""

    TEXT = "text"
    CELL = "cell"
    ROW = "row"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with text on it. ``blank_before`` says that an empty line stood above, ``page_start``
    that a page began, ``alone`` that nothing may join it on either side, ``unclosed`` that an
    emphasis runs on into the next line. ``cells`` are its pieces where tabs part it (the first one
    empty where a tab begins it), ``indented`` that a tab begins it."""

    number: int
    text: str
    blank_before: bool = False
    page_start: bool = False
    role: Role = Role.TEXT
    alone: bool = False
    unclosed: bool = False
    cells: tuple[str, ...] = ()
    indented: bool = False


def tidy(text: str) -> str:
    """The text in NFC, invisible characters gone, runs of spaces as one, none at either end."""
    return _SPACES.sub(" ", _CONTROL.sub("", _INVISIBLE.sub("", nfc(text)))).strip()


def split_lines(raw: str) -> list[Line]:
    """The lines of ``raw`` that show something."""
    lines: list[Line] = []
    blank = page = False
    number, position = 1, 0
    ends = [match.span() for match in _LINE_END.finditer(raw)]
    for start, end in [*ends, (len(raw), len(raw))]:
        piece = raw[position:start]
        text = tidy(piece)
        if text:
            lines.append(
                Line(number, text, blank, page, cells=_cells(piece), indented=piece[0] == "\t")
            )
            blank = page = False
        else:
            blank = True
        page = page or raw[start:end] == "\f"
        number += raw[start:end] in {"\r\n", "\n", "\r"}
        position = end
    return lines


def _cells(piece: str) -> tuple[str, ...]:
    cells = tuple(tidy(cell) for cell in piece.rstrip().split("\t"))
    return cells if sum(map(bool, cells)) > 1 else ()
