"""What a first reading of a page missed, found by a second one.

Beside a seal or a signature the recogniser takes whole lines for a picture. Where much print lies
outside the words it read, the page is read again as one even block, and what stands at free places
there is added to its lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np
from PIL import Image

from corpus.formats.tesseract import Word

# What is darker than this share of the paper is print; such a share of it outside words is much.
_DARK = 0.7
_MISSED = 0.015
_AROUND = 3
# Words are added that the recogniser is so sure of (0 to 100), whose height against the page's
# usual one is in this range, and that lie on others no more than this share; of a line, so many
# letters at least, for seals have letters too.
_SURE = 70.0
_FEWEST_LETTERS = 4
_HEIGHTS = (0.6, 1.8)
_OVERLAP = 0.2


def has_missed(page: Image.Image, words: Sequence[Word]) -> bool:
    """Whether much of a page's print lies outside the words."""
    pixels = np.asarray(page)
    dark = pixels < _DARK * np.median(pixels)
    whole = int(dark.sum())
    for word in words:
        rows = slice(max(0, word.top - _AROUND), word.top + word.height + _AROUND)
        dark[rows, max(0, word.left - _AROUND) : word.left + word.width + _AROUND] = False
    return int(dark.sum()) > _MISSED * whole


def with_missed(words: Sequence[Word], again: Sequence[Word]) -> list[Word]:
    """The words of the first reading with those of the second that stand at free places, in the
    line they stand in or as lines of their own."""
    if not words:
        return list(again)
    usual = float(np.median([word.height for word in words]))
    low, tall = (share * usual for share in _HEIGHTS)
    free = [
        word
        for word in again
        if word.confidence >= _SURE
        and low <= word.height <= tall
        and not any(_overlap(word, other) > _OVERLAP for other in words)
    ]
    lines = [list(group) for _, group in groupby(words, key=lambda word: word.line)]
    for _, found in groupby(free, key=lambda word: word.line):
        line = list(found)
        if sum(char.isalnum() for word in line for char in word.text) >= _FEWEST_LETTERS:
            for word in line:
                _add(lines, word)
    return [word for line in lines for word in line]


def _add(lines: list[list[Word]], word: Word) -> None:
    """Put a word into the line at its height, in its place there, or begin a line for it."""
    middle = word.top + word.height / 2
    for line in lines:
        nearest = min(line, key=lambda other: abs(other.left - word.left))
        if nearest.top < middle < nearest.top + nearest.height:
            line.append(replace(word, line=line[0].line))
            line.sort(key=lambda other: other.left)
            return
    below = next((at for at, line in enumerate(lines) if line[0].top > word.top), len(lines))
    lines.insert(below, [replace(word, line=("again", *word.line, str(word.top)))])


def _overlap(one: Word, other: Word) -> float:
    """The share of a word's box that lies on another."""
    across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
    down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    return max(0, across) * max(0, down) / max(1, one.width * one.height)
