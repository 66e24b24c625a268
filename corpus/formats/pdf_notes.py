"""Footnotes at the foot of a PDF's page, found by their smaller print and their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from corpus.formats.pdf_lines import PdfLine

# A note's first line: its number before its words.
_OPENS = re.compile(r"\[?(?P<n>\d{1,3})\]?[.)]?\s*(?P<text>[^\W\d].*)")
# How much smaller the print of notes is.
_SMALLER = 0.93


def take_notes(lines: Sequence[PdfLine]) -> tuple[list[PdfLine], list[str]]:
    """The lines of a page without its footnotes, and the notes, each ``[1] its words``. The lines
    that are left know the notes' numbers, so that they write their calls as ``[1]``."""
    if not lines:
        return [], []
    body = median(glyph.size for line in lines for glyph in line.glyphs)
    downward = sorted(lines, key=lambda line: line.base)
    start = len(downward)
    while start and downward[start - 1].size <= _SMALLER * body:
        start -= 1
    foot = downward[start:]
    while foot and not _OPENS.match(foot[0].text):
        foot = foot[1:]
    notes = _joined(foot)
    if not notes or not _called(lines, foot, set(notes)):
        return list(lines), []
    for line in lines:
        line.calls = frozenset(notes)
    kept = [line for line in lines if not any(line is one for one in foot)]
    return kept, [f"[{number}] {text}" for number, text in notes.items()]


def _joined(foot: Sequence[PdfLine]) -> dict[str, str]:
    """The notes by number. A line opens one when its number follows the last."""
    notes: dict[str, str] = {}
    last = ""
    for line in foot:
        opens = _OPENS.match(line.text)
        if opens and (not last or int(opens["n"]) == int(last) + 1):
            last = opens["n"]
            notes[last] = opens["text"]
        else:
            notes[last] += f" {line.text}"
    return notes


def _called(lines: Sequence[PdfLine], foot: Sequence[PdfLine], numbers: set[str]) -> bool:
    """Whether the page's text calls a note by a raised number."""
    for line in lines:
        if any(line is one for one in foot):
            continue
        plain = line.text
        line.calls = numbers
        if line.text != plain:
            return True
        line.calls = ()
    return False
