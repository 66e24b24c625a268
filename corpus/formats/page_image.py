"""A scanned page's picture made ready for OCR: in grey, the ink of stamps faded, specks gone,
upright, at 175 dots an inch.

That resolution was measured: the recogniser reads the marks of Vietnamese worse from finer scans
(on four real scans 3 to 10 % fewer words right at 300 dots an inch than at 175).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageFilter, ImageOps

READ_AT = 175
"""The dots an inch that pages are read at."""

# How far from upright a page may lie, in degrees, and the steps it is looked for in.
_MOST_SKEW = 4.0
_COARSE, _FINE = 0.5, 0.1
_LEAST_SKEW = 0.05
# The width the skew is measured at, in pixels.
_MEASURED_AT = 900
# Colour (the difference of channels) from which a place counts as ink, and all of it does.
_INK_FROM, _INK_ALL = 12, 27
# As shares of the paper's lightness: print under a stamp is darker than the first, ink alone
# lighter than the second. The ink of blue pens is dark itself; it stands beside print, not over it.
_UNDER_RED = (0.5, 0.65)
_UNDER_BLUE = (0.25, 0.45)
# What is darker than this share of the paper is print or a speck.
_DARK = 0.7
# The size of a speck at 100 dots an inch, and the white there must be around it, in pixels.
_SPECK = 1.5
_AROUND = 2
_Grey = NDArray[np.uint8]


def ready_for_ocr(picture: Image.Image, dots_per_inch: float) -> Image.Image:
    """The picture of a page in 8-bit grey at ``READ_AT`` dots an inch, upright."""
    grey = without_specks(without_ink(picture.convert("RGB")), dots_per_inch)
    angle = skew_of(grey)
    scale = READ_AT / dots_per_inch
    size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
    grey = grey.resize(size, Image.Resampling.LANCZOS)
    if abs(angle) >= _LEAST_SKEW:
        grey = grey.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    return grey


def without_ink(picture: Image.Image) -> Image.Image:
    """The picture in grey, with stamps, seals and pens in colour as light as the paper. Black print
    under them stays."""
    if _is_grey(picture):
        return picture.convert("L")
    # Colour is coarser than light in a JPEG, so it is looked at blurred.
    blurred = np.asarray(picture.filter(ImageFilter.BoxBlur(2)), dtype=np.int16)
    colour = blurred.max(axis=2) - blurred.min(axis=2)
    blue = blurred[..., 2] > blurred[..., 0]
    inked = np.clip((colour - _INK_FROM) / (_INK_ALL - _INK_FROM), 0.0, 1.0)
    grey = np.asarray(picture.convert("L"), dtype=np.float32)
    paper = float(np.median(grey)) or 1.0
    lightness = np.asarray(picture, dtype=np.uint8).max(axis=2) / paper
    printed, ink_alone = (
        np.where(blue, b, r) for r, b in zip(_UNDER_RED, _UNDER_BLUE, strict=True)
    )
    alone = np.clip((lightness - printed) / (ink_alone - printed), 0.0, 1.0)
    fade = inked * alone
    return Image.fromarray((grey * (1 - fade) + paper * fade).astype(np.uint8))


def _is_grey(picture: Image.Image) -> bool:
    """Whether no place of a picture is coloured."""
    red, green, blue = picture.split()
    differing = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return all(channel.getbbox() is None for channel in differing)


def without_specks(grey: Image.Image, dots_per_inch: float) -> Image.Image:
    """The picture without dark specks: what fits a square smaller than a full stop and has white
    all around it."""
    pixels = np.array(grey)
    size = max(2, round(_SPECK * dots_per_inch / 100))
    paper = np.median(pixels)
    dark = (pixels < _DARK * paper).astype(np.uint8)
    inside = _box_sums(dark, size)
    around = _box_sums(np.pad(dark, _AROUND), size + 2 * _AROUND)
    tops, lefts = np.nonzero((inside == around) & (inside > 0))
    for down in range(size):
        for across in range(size):
            at = (tops + down, lefts + across)
            pixels[at] = np.where(dark[at] == 1, paper, pixels[at])
    return Image.fromarray(pixels)


def skew_of(grey: Image.Image) -> float:
    """The angle, in degrees, that turns the page upright: where its lines of print stand out most
    sharply from the white between them."""
    small = ImageOps.autocontrast(grey, cutoff=1)
    small.thumbnail((_MEASURED_AT, 2 * _MEASURED_AT))
    ink = Image.fromarray(((np.asarray(small) < 128) * 255).astype(np.uint8))
    coarse = max(_steps(0.0, _MOST_SKEW, _COARSE), key=lambda angle: _sharpness(ink, angle))
    return max(_steps(coarse, _COARSE, _FINE), key=lambda angle: _sharpness(ink, angle))


def _box_sums(dark: _Grey, size: int) -> NDArray[np.int32]:
    """The sum over every square of ``size`` pixels, by the place of its top left one."""
    sums = np.zeros((dark.shape[0] + 1, dark.shape[1] + 1), dtype=np.int32)
    sums[1:, 1:] = dark.cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32)
    below, above = sums[size:], sums[:-size]
    squares: NDArray[np.int32] = (
        below[:, size:] - above[:, size:] - below[:, :-size] + above[:, :-size]
    )
    return squares


def _steps(middle: float, reach: float, step: float) -> list[float]:
    """Angles around ``middle``, the nearest first, so that of equals the smallest turn wins."""
    count = round(reach / step)
    return sorted((middle + step * at for at in range(-count, count + 1)), key=abs)


def _sharpness(ink: Image.Image, angle: float) -> float:
    turned = ink.rotate(angle, resample=Image.Resampling.BILINEAR)
    profile = np.asarray(turned, dtype=np.float64).sum(axis=1)
    return float(np.square(np.diff(profile)).sum())
