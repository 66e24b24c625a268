"""PDF files through pypdfium2: pages, their glyphs with places, their pictures.

Places are in points from the top left corner of the page as it is shown, whatever its rotation.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from corpus.formats.raw import damaged, locked

_POINTS_PER_INCH = 72
# The resolutions a page is drawn at for OCR, in dots an inch.
_LEAST_DPI, _MOST_DPI = 100, 300
# What pdfium gives for a hyphen at a line's end, and for a glyph without a Unicode value.
_HYPHEN, _UNKNOWN = 0x02, 0xFFFE


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character on a page: its left and right end, its baseline, its size."""

    char: str
    left: float
    right: float
    base: float
    size: float


@contextmanager
def open_pdf(path: Path, name: str) -> Iterator[pdfium.PdfDocument]:
    """The PDF at ``path``; ``name`` is for messages.

    Raises ReadError when it needs a password or is damaged beyond what pdfium mends.
    """
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise locked(name) from error
        raise damaged(name, "không mở được PDF", f"pdfium: {error}") from error
    try:
        yield document
    finally:
        document.close()


def glyphs_of(page: pdfium.PdfPage) -> list[Glyph]:
    """The glyphs of a page in the order they are drawn, without spaces that pdfium made up."""
    text_page = page.get_textpage()
    place = _Placing.of(page)
    glyphs: list[Glyph] = []
    x, y, box, matrix = (
        ctypes.c_double(),
        ctypes.c_double(),
        pdfium_c.FS_RECTF(),
        pdfium_c.FS_MATRIX(),
    )
    for index in range(pdfium_c.FPDFText_CountChars(text_page)):
        code = pdfium_c.FPDFText_GetUnicode(text_page, index)
        if pdfium_c.FPDFText_IsGenerated(text_page, index) == 1 or code in (0, _UNKNOWN, 10, 13):
            continue
        pdfium_c.FPDFText_GetCharOrigin(text_page, index, x, y)
        pdfium_c.FPDFText_GetLooseCharBox(text_page, index, box)
        pdfium_c.FPDFText_GetMatrix(text_page, index, matrix)
        size = pdfium_c.FPDFText_GetFontSize(text_page, index) * math.hypot(matrix.c, matrix.d)
        ends = [place(x.value, y.value), *(place(a, b) for a, b in _corners(box))]
        glyphs.append(
            Glyph(
                char="-" if code == _HYPHEN else chr(code),
                left=min(end[0] for end in ends),
                right=max(end[0] for end in ends),
                base=ends[0][1],
                size=size or 1.0,
            )
        )
    return glyphs


def picture_of(page: pdfium.PdfPage) -> Image.Image:
    """The page as it is shown, in colour, at the resolution of its largest picture."""
    scale = max(_LEAST_DPI, min(_MOST_DPI, _resolution(page))) / _POINTS_PER_INCH
    return page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")


def _resolution(page: pdfium.PdfPage) -> float:
    """The dots an inch of the largest picture on a page; of a drawing, all there may be."""
    found = [(0.0, float(_MOST_DPI))]
    for picture in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = picture.get_bounds()
        width, height = picture.get_px_size()
        if right > left and top > bottom:
            area = (right - left) * (top - bottom)
            # By area, for a picture may be turned.
            found.append((area, _POINTS_PER_INCH * math.sqrt(width * height / area)))
    return max(found)[1]


def drawn_lines(page: pdfium.PdfPage) -> int:
    """How many paths a page draws: a table has many."""
    return sum(1 for _ in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH]))


def picture_share(page: pdfium.PdfPage) -> float:
    """The share of the page that its largest picture covers."""
    width, height = page.get_size()
    areas = [0.0]
    for picture in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = picture.get_bounds()
        areas.append(abs((right - left) * (top - bottom)))
    return min(1.0, max(areas) / max(1.0, width * height))


def _corners(box: pdfium_c.FS_RECTF) -> tuple[tuple[float, float], tuple[float, float]]:
    return (box.left, box.bottom), (box.right, box.top)


@dataclass(frozen=True, slots=True)
class _Placing:
    """From a page's own coordinates (up from the bottom left, before rotation) to those shown."""

    left: float
    bottom: float
    width: float
    height: float
    rotation: int

    @classmethod
    def of(cls, page: pdfium.PdfPage) -> _Placing:
        left, bottom, right, top = page.get_cropbox()
        return cls(left, bottom, right - left, top - bottom, page.get_rotation())

    def __call__(self, x: float, y: float) -> tuple[float, float]:
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
