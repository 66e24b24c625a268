"""PDF files through pypdfium2: opening them, pages as pictures, what is on a page besides text."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from corpus.formats.raw import damaged, locked

_POINTS_PER_INCH = 72
# The resolutions a page is drawn at for OCR, in dots an inch.
_LEAST_DPI, _MOST_DPI = 100, 300
# A page of poster size is drawn coarser, for its picture has to fit the memory.
_MOST_PIXELS = 40_000_000


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


def picture_of(page: pdfium.PdfPage) -> tuple[Image.Image, float]:
    """The page as it is shown, in colour, at the resolution of its largest picture, and that
    resolution in dots an inch."""
    width, height = page.get_size()
    finest = math.sqrt(_MOST_PIXELS / max(1.0, width * height)) * _POINTS_PER_INCH
    resolution = min(max(_LEAST_DPI, _resolution(page)), _MOST_DPI, finest)
    bitmap = page.render(scale=resolution / _POINTS_PER_INCH, may_draw_forms=False)
    return bitmap.to_pil().convert("RGB"), resolution


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
    return float(min(1.0, max(areas) / max(1.0, width * height)))
