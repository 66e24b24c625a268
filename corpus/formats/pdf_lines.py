"""Glyphs → lines. A line is put together by place, not by the order of drawing alone: where a font
lacks Vietnamese letters, those come from another font and are drawn after the rest of their line.

Lines keep the order they are drawn in, which is that of reading: cell by cell, column by column.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from statistics import median

from corpus.formats.pdf_glyphs import Glyph

# In ems. A glyph belongs to a line whose baseline is as near as this, small print set high or low
# to one that is farther.
_BASE_APART, _RAISED_APART = 0.4, 0.7
# What parts two lines side by side (columns) from words of one line.
_COLUMN_GAP = 3.0
# What parts two words where no space is drawn.
_WORD_GAP = 0.12
# Two equal glyphs nearer than this are one, drawn twice to look bold.
_DOUBLE = 0.1
# How much smaller a raised number is than its line, and how much higher it stands.
_RAISED_SIZE, _RAISED_BY = 0.8, 0.15
_NOTE_DIGITS = 3
# A run of raised digits, fenced in by ``spell``.
_RAISED_RUN = re.compile("\ue000+([0-9]+)\ue001+")


@dataclass(slots=True)
class PdfLine:
    """A line of a page and where it stands (see ``Glyph``). ``calls`` are the numbers of notes that
    the page has, whose raised numbers are written ``[1]``."""

    glyphs: list[Glyph] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    base: float = 0.0
    calls: Collection[str] = ()

    def add(self, glyph: Glyph) -> None:
        """Take a glyph in."""
        if not self.glyphs:
            self.left, self.right = glyph.left, glyph.right
        if not self.glyphs or (len(self.glyphs) <= _NOTE_DIGITS and glyph.size > self.size):
            # A note opens with its raised number; the line stands where its words do.
            self.base = glyph.base
        self.glyphs.append(glyph)
        self.left, self.right = min(self.left, glyph.left), max(self.right, glyph.right)

    def takes(self, glyph: Glyph) -> bool:
        """Whether a glyph that is drawn next belongs to this line."""
        if not self.glyphs:
            return True
        first = self.glyphs[0].size
        em = max(first, glyph.size)
        small = min(first, glyph.size) < _RAISED_SIZE * em
        return (
            abs(glyph.base - self.base) < (_RAISED_APART if small else _BASE_APART) * em
            and self.left - _COLUMN_GAP * em < glyph.right
            and glyph.left < self.right + _COLUMN_GAP * em
        )

    @property
    def size(self) -> float:
        """The size of most of its glyphs."""
        return median(glyph.size for glyph in self.glyphs)

    @property
    def text(self) -> str:
        """The words of the line from left to right."""
        return spell(self.glyphs, self.calls)


def lines_of(glyphs: Sequence[Glyph]) -> list[PdfLine]:
    """The lines of a page, in the order they are drawn."""
    lines: list[PdfLine] = []
    for glyph in glyphs:
        if not lines or not lines[-1].takes(glyph):
            if glyph.char.isspace():
                continue
            lines.append(PdfLine())
        lines[-1].add(glyph)
    return [line for line in lines if line.text]


def spell(glyphs: Sequence[Glyph], calls: Collection[str] = ()) -> str:
    """The text of glyphs on one line, from left to right, one space between words. A raised number
    belongs to the word before it, in brackets where it is one of ``calls``."""
    size = median(glyph.size for glyph in glyphs) if glyphs else 0.0
    text = ""
    before: Glyph | None = None
    end = 0.0
    for glyph in sorted(glyphs, key=lambda one: one.left):
        raised = _is_raised(glyph, before, size)
        if before is not None:
            em = max(before.size, glyph.size)
            if glyph.char == before.char and abs(glyph.left - before.left) < _DOUBLE * em:
                continue
            if glyph.left - end > _WORD_GAP * em and not raised:
                text += " "
        text += f"\ue000{glyph.char}\ue001" if raised else glyph.char
        before = glyph if not raised else before
        end = glyph.right
    text = text.replace("\ue001\ue000", "")
    return " ".join(_RAISED_RUN.sub(lambda run: _call(run[1], calls), text).split())


def _is_raised(glyph: Glyph, before: Glyph | None, size: float) -> bool:
    """Whether a glyph is a digit set small and high after a word."""
    return (
        before is not None
        and glyph.char.isdecimal()
        and glyph.char.isascii()
        and glyph.size < _RAISED_SIZE * size
        and glyph.base < before.base - _RAISED_BY * size
    )


def _call(digits: str, calls: Collection[str]) -> str:
    return f"[{digits}]" if digits in calls else digits
