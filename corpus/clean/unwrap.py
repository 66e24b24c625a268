"""Hard-wrapped lines → paragraphs.

Three ways of writing are told apart by looking at the whole text: a paragraph a line; wrapped
lines with empty lines between paragraphs; wrapped lines without them (text of a PDF or a scan).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.clean.lines import Line, Role
from corpus.structure.markers import Kind, Marker, read_markers

# The end of a sentence, of a clause of one, or of a heading with its colon.
_FINISHED = re.compile(r"[.;:!?…][”\"’)\]]*$")
# A marker alone on its line, its words on the next: "8.", "a)", "Điều 5.", "-".
_MARKER_ALONE = re.compile(
    r"(?:Điều\s+\d{1,3}|[IVXLC]{1,6}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])\s*[.)]|[-–+]"
)
# A word whose number must follow, at the end of a line: "theo khoản 1 Điều" before "5. Quy chế".
_AWAITS_NUMBER = re.compile(
    r"(?:^|\s)(?:Điều|khoản|điểm|[Mm]ục|[Ss]ố|ngày|tháng|năm|[Qq]uý|[Pp]hụ lục|Chương|Phần)$"
)
_NUMBER = re.compile(r"\d|[IVX]+\b")
# "Số:", "Luật số": a label whose number stands on the next line.
_NUMBER_LABEL = re.compile(r"(?:Luật |Nghị quyết |Bộ luật )?[Ss]ố\s*:?$")
_WRAPPED_AT_MOST = 150
_FEWEST_LINES = 12
# From which share of the full width a line may have been broken for want of room.
_FULL = 0.75
_HALF_FULL = 0.5


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a text is broken into lines: ``width`` is the length of its full lines (0: not wrapped),
    ``blank_separated`` says that empty lines part its paragraphs."""

    width: int
    blank_separated: bool


def join_paragraphs(lines: Sequence[Line]) -> list[str]:
    """One string a paragraph. A footnote that stands in the middle of one comes after it."""
    layout = _layout(lines)
    paragraphs: list[str] = []
    notes: list[str] = []
    before: Line | None = None
    for line in lines:
        if line.role is Role.NOTE:
            if line.blank_before or not notes:
                notes.append(line.text)
            else:
                notes[-1] += " " + line.text
            continue
        if before is not None and _continues(paragraphs[-1], before, line, layout):
            paragraphs[-1] += " " + line.text
        else:
            paragraphs.extend(notes)
            notes = []
            paragraphs.append(line.text)
        before = line
    return [*paragraphs, *notes]


def _layout(lines: Sequence[Line]) -> _Layout:
    texts = [line for line in lines if line.role is Role.TEXT and not line.alone]
    if len(texts) < _FEWEST_LINES:
        return _Layout(0, False)
    lengths = sorted(len(line.text) for line in texts)
    width = lengths[int(len(lengths) * 0.96)]
    if width > _WRAPPED_AT_MOST:
        return _Layout(0, False)
    tight = [
        (before, line)
        for before, line in pairwise(texts)
        if not line.blank_before and line.number == before.number + 1
    ]
    carried = sum(not _FINISHED.search(a.text) and b.text[0].islower() for a, b in tight)
    if carried < 0.1 * len(texts):
        return _Layout(0, False)
    finished = sum(_FINISHED.search(a.text) is not None for a, _ in tight)
    paged = any(line.page_start for line in lines)
    parted = sum(line.blank_before for line in texts) > 0.15 * len(texts)
    return _Layout(width, not paged and parted and finished <= 0.15 * len(tight))


def _continues(paragraph: str, before: Line, line: Line, layout: _Layout) -> bool:
    if Role.ROW in (before.role, line.role) or before.role is not line.role:
        return False
    if before.alone or line.alone:
        return False
    if line.role is Role.CELL:
        return _cell_continues(before, line)
    markers = [marker for marker in read_markers(line.text) if not marker.weak]
    if not line.blank_before and (
        _MARKER_ALONE.fullmatch(before.text)
        or (_awaits(before, line) and not (markers and not layout.width))
    ):
        return True
    finished = _FINISHED.search(before.text) is not None
    if not layout.width or (line.blank_before and not line.page_start):
        opens = bool(markers) or _MARKER_ALONE.fullmatch(line.text) is not None
        return not finished and not opens and line.text[0].islower() and not _is_title(paragraph)
    if markers and _opens(before, markers[0], line, layout, finished):
        return False
    if layout.blank_separated:
        return True
    return _wraps(before, line, layout.width, finished)


def _awaits(before: Line, line: Line) -> bool:
    """Whether a line ends in a word whose number begins the next."""
    return bool(_AWAITS_NUMBER.search(before.text) and _NUMBER.match(line.text))


def _cell_continues(before: Line, line: Line) -> bool:
    """Cells of a layout hold short lines of their own; only what is plainly broken is joined."""
    if line.blank_before or read_markers(line.text):
        return False
    if before.unclosed or _NUMBER_LABEL.fullmatch(before.text):
        return True
    return line.text[0].islower() and not _FINISHED.search(before.text)


def _opens(before: Line, marker: Marker, line: Line, layout: _Layout, finished: bool) -> bool:
    """Whether a line that starts like a heading is one, by what stands before it."""
    if finished:
        return True
    filled = len(before.text) / layout.width
    if marker.kind in (Kind.DASH, Kind.PLUS):
        carries_on = line.text[marker.length].islower() and filled >= _HALF_FULL
        return not carries_on and filled < _FULL
    if filled < _FULL:
        return True
    return bool(read_markers(before.text)) or _is_title(line.text[marker.length :])


def _wraps(before: Line, line: Line, width: int, finished: bool) -> bool:
    """Whether the line before was broken because it was full."""
    length = len(before.text)
    if _is_title(before.text) != _is_title(line.text):
        return False
    if not finished and line.text[0].islower():
        return True
    first_word = line.text.split(" ", 1)[0]
    fits = length + 1 + len(first_word) <= width * (0.92 if finished else 0.85)
    return not fits


def _is_title(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 3 and sum(char.isupper() for char in letters) >= 0.8 * len(letters)
