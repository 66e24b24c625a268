"""Glyphs → lines. A line is put together by place, not by the order of drawing alone: where a font
lacks Vietnamese letters, those come from another font and are drawn after the rest of their line.

Lines keep the order they are drawn in, which is that of reading: cell by cell, column by column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.formats.pdf_file import Glyph

# In ems. A glyph belongs to a line whose baseline is as near as this; raised numbers of notes are.
_BASE_APART = 0.4
# What parts two lines side by side (columns) from words of one line.
_COLUMN_GAP = 3.0
# What parts two words where no space is drawn.
_WORD_GAP = 0.12
# Two equal glyphs nearer than this are one, drawn twice to look bold.
_DOUBLE = 0.1


@dataclass(slots=True)
class PdfLine:
    """A line of a page and where it stands (see ``Glyph``)."""

    glyphs: list[Glyph] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    base: float = 0.0
    size: float = 1.0

    def add(self, glyph: Glyph) -> None:
        """Take a glyph in."""
        if not self.glyphs:
            self.left, self.right = glyph.left, glyph.right
            self.base, self.size = glyph.base, glyph.size
        self.glyphs.append(glyph)
        self.left, self.right = min(self.left, glyph.left), max(self.right, glyph.right)

    def takes(self, glyph: Glyph) -> bool:
        """Whether a glyph that is drawn next belongs to this line."""
        if not self.glyphs:
            return True
        em = max(self.size, glyph.size)
        return (
            abs(glyph.base - self.base) < _BASE_APART * em
            and self.left - _COLUMN_GAP * em < glyph.right
            and glyph.left < self.right + _COLUMN_GAP * em
        )

    @property
    def text(self) -> str:
        """The words of the line from left to right."""
        return spell(self.glyphs)


def lines_of(glyphs: Sequence[Glyph]) -> list[PdfLine]:
    """The lines of a page, in the order they are drawn."""
    lines: list[PdfLine] = []
    for glyph in glyphs:
        if not lines or not lines[-1].takes(glyph):
            lines.append(PdfLine())
        lines[-1].add(glyph)
    return [line for line in lines if line.text]


def spell(glyphs: Sequence[Glyph]) -> str:
    """The text of glyphs on one line, from left to right, one space between words."""
    text = ""
    before: Glyph | None = None
    for glyph in sorted(glyphs, key=lambda one: one.left):
        if before is not None:
            em = max(before.size, glyph.size)
            if glyph.char == before.char and abs(glyph.left - before.left) < _DOUBLE * em:
                continue
            if glyph.left - before.right > _WORD_GAP * em:
                text += " "
        text += glyph.char
        before = glyph
    return " ".join(text.split())
