"""The glyphs of a PDF's page with their places, as the page is read.

Places are in points from the top left corner of the page turned so that its text is upright: a wide
table is often printed sideways on an upright page.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points from the top left corner."""

# What pdfium gives for a hyphen at a line's end, and for a glyph without a Unicode value.
_HYPHEN, _UNKNOWN = 0x02, 0xFFFE
_NO_TEXT = frozenset({0, _UNKNOWN, ord("\r"), ord("\n")})


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character on a page: its left and right end, its baseline, its size."""

    char: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class PageText:
    """The glyphs of a page in the order they are drawn, and the quarter turns clockwise (in
    degrees) from the page as a viewer shows it to the page with its text upright. ``aside`` are
    the glyphs that stand in other directions than most, a group for each: the running head over a
    sideways table."""

    glyphs: tuple[Glyph, ...]
    turn: int
    aside: tuple[tuple[Glyph, ...], ...] = ()


def page_text(page: pdfium.PdfPage) -> PageText:
    """The text layer of a page, without the spaces that pdfium makes up."""
    layer = page.get_textpage()
    left, bottom, right, top = page.get_cropbox()
    turns: dict[int, list[Glyph]] = {}
    for index in range(pdfium_c.FPDFText_CountChars(layer)):
        code = pdfium_c.FPDFText_GetUnicode(layer, index)
        if code in _NO_TEXT or pdfium_c.FPDFText_IsGenerated(layer, index) == 1:
            continue
        # pdfium measures the angle clockwise; the page is turned back by it.
        angle = math.degrees(pdfium_c.FPDFText_GetCharAngle(layer, index))
        rotation = -round(angle / 90) * 90 % 360
        frame = _Frame(left, bottom, right - left, top - bottom, rotation)
        char = "-" if code == _HYPHEN else chr(code)
        turns.setdefault(rotation, []).append(_glyph(layer, index, char, frame))
    if not turns:
        return PageText((), 0)
    main = max(turns, key=lambda rotation: len(turns[rotation]))
    aside = tuple(tuple(glyphs) for rotation, glyphs in turns.items() if rotation != main)
    return PageText(tuple(turns[main]), (main - page.get_rotation()) % 360, aside)


def turned(box: Box, turn: int, width: float, height: float) -> Box:
    """A box on a page of a size, on that page turned clockwise by ``turn`` degrees.

    >>> turned((10, 20, 30, 50), 90, 100, 200)
    (150, 10, 180, 30)
    """
    left, top, right, bottom = box
    match turn:
        case 90:
            return height - bottom, left, height - top, right
        case 180:
            return width - right, height - bottom, width - left, height - top
        case 270:
            return top, width - right, bottom, width - left
        case _:
            return box


@dataclass(frozen=True, slots=True)
class _Frame:
    """From a page's own coordinates (up from its bottom left corner) to those of a reader who has
    turned it clockwise by ``rotation`` degrees."""

    left: float
    bottom: float
    width: float
    height: float
    rotation: int

    def place(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.left, y - self.bottom
        match self.rotation:
            case 90:
                return y, x
            case 180:
                return self.width - x, y
            case 270:
                return self.height - y, self.width - x
            case _:
                return x, self.height - y


def _glyph(layer: pdfium.PdfTextPage, index: int, char: str, frame: _Frame) -> Glyph:
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = pdfium_c.FS_RECTF(), pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetCharOrigin(layer, index, x, y)
    pdfium_c.FPDFText_GetLooseCharBox(layer, index, box)
    pdfium_c.FPDFText_GetMatrix(layer, index, matrix)
    origin = frame.place(x.value, y.value)
    ends = (frame.place(box.left, box.bottom)[0], frame.place(box.right, box.top)[0], origin[0])
    # The size is before scaling; where there is none to speak of, any does.
    size = pdfium_c.FPDFText_GetFontSize(layer, index) * math.hypot(matrix.c, matrix.d)
    return Glyph(char, min(ends), max(ends), origin[1], size or 1.0)
