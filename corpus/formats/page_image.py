"""A scanned page's picture made ready for OCR: upright, in grey, red ink faded, 300 dots an inch.

Never black and white: a threshold eats the thin strokes of Vietnamese marks.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

# How far from upright a page may lie, in degrees, and the steps it is looked for in.
_MOST_SKEW = 4.0
_COARSE, _FINE = 0.5, 0.1
_LEAST_SKEW = 0.05
# The width the skew is measured at, in pixels.
_MEASURED_AT = 900
# A pixel is red ink when red outshines green and blue by this much.
_RED = 35
_WHITE = 255
_LEAST_WIDTH, _A4_WIDTH = 2000, 2480


def ready_for_ocr(picture: Image.Image) -> Image.Image:
    """The picture in 8-bit grey, deskewed, at about 300 dots an inch for an A4 page."""
    grey = without_red(picture.convert("RGB"))
    if min(grey.size) < _LEAST_WIDTH * 0.9:
        scale = _A4_WIDTH / min(grey.size)
        size = (round(grey.width * scale), round(grey.height * scale))
        grey = grey.resize(size, Image.Resampling.LANCZOS)
    angle = skew_of(grey)
    if abs(angle) >= _LEAST_SKEW:
        grey = grey.rotate(angle, resample=Image.Resampling.BICUBIC, expand=False, fillcolor=_WHITE)
    return grey


def without_red(picture: Image.Image) -> Image.Image:
    """The picture in grey with stamps and seals in red faded; black print under them stays."""
    pixels = np.asarray(picture, dtype=np.int16)
    red, green, blue = pixels[..., 0], pixels[..., 1], pixels[..., 2]
    grey = np.asarray(picture.convert("L"), dtype=np.int16)
    inked = (red - green > _RED) & (red - blue > _RED)
    return Image.fromarray(np.where(inked, red, grey).astype(np.uint8))


def skew_of(grey: Image.Image) -> float:
    """The angle, in degrees, that turns the page upright: where its lines of print stand out most
    sharply from the white between them."""
    small = ImageOps.autocontrast(grey.copy(), cutoff=1)
    small.thumbnail((_MEASURED_AT, 2 * _MEASURED_AT))
    ink = Image.fromarray(((np.asarray(small) < 128) * 255).astype(np.uint8))
    coarse = max(_steps(0.0, _MOST_SKEW, _COARSE), key=lambda angle: _sharpness(ink, angle))
    return max(_steps(coarse, _COARSE, _FINE), key=lambda angle: _sharpness(ink, angle))


def _steps(middle: float, reach: float, step: float) -> list[float]:
    """Angles around ``middle``, the nearest first, so that of equals the smallest turn wins."""
    count = round(reach / step)
    return sorted((middle + step * at for at in range(-count, count + 1)), key=abs)


def _sharpness(ink: Image.Image, angle: float) -> float:
    turned = ink.rotate(angle, resample=Image.Resampling.BILINEAR)
    profile: NDArray[np.float64] = np.asarray(turned, dtype=np.float64).sum(axis=1)
    return float(np.square(np.diff(profile)).sum())
