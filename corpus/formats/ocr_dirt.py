"""What the recogniser read in dirt, seals and strokes of a pen, told from words by its size and
place; and the marks of list items that it took for other signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import median

from corpus.formats.tesseract import Word
from corpus.language.lexicon import shipped_lexicon
from corpus.language.syllables import canonical

# A drawn line that parts the letterhead: "-------".
_RULE = re.compile(r"[-–—_]{3,}")
# A dash before an item or between words, whatever thin sign it was taken for.
_DASH = re.compile(r"[-–—~=_¬]{1,2}")
# Other signs that stand between spaces: sums, an ellipsis.
_STAND_ALONE = frozenset({"+", "&", "%", "/", "=", "...", "…", "x", "*", "<", ">", "≤", "≥"})
# The mark of a list's item: "b)", "12.", "IV.".
_MARK = re.compile(r"(?:[a-zđ]|\d{1,2})[.)]|[IVX]+\.?|\d{1,2}")
# Marks that are no such mark, and what they are always meant to be.
_MEANT = {
    **dict.fromkeys(("©)", "œ)", "€)", "¢)"), "c)"),
    **dict.fromkeys(("ø)", "gø)"), "g)"),
    "¡)": "i)",
    "ở)": "đ)",
    "1V.": "IV.",
    "1I.": "II.",
    "1II.": "III.",
    "1X.": "IX.",
}
# Signs that no Vietnamese word begins or ends with: specks at its edge.
_EDGE = re.compile(r"^(?:['`´ˆ~_|,:;*°]|\.(?=[^\W\d_]*[A-ZĐ]))+(?=[^\W_])|(?<=[\w;,.)])['`´ˆ~_|]+$")
_SHORT, _DOUBTED = 2, 40.0
# Strokes of a signature, letters of a seal: so few words of so few letters, farther from others on
# their line than this share of the usual height, none of them surer than this on a page that is
# read this surely.
_FEW, _LETTERS, _APART, _UNSURE, _CLEAR = 3, 3, 4.0, 62.0, 85.0

# Heights as shares of the height of a common word on the page.
_LOW, _TALL = 0.35, 2.2
_PRINT_HEIGHTS = (0.6, 1.7)
_SIGN = 0.3
_TALL_BELIEVED = 75.0
# A dash is so much wider than high, and so wide and high at most.
_FLAT = 1.7
_DASH_WIDTHS = (0.2, 1.6)
_DASH_HEIGHT = 0.3


def without_dirt(words: Sequence[Word], *, in_cells: bool = False) -> list[Word]:
    """The words without those that are dirt, and without dirt at their edges. In the cells of a
    table, where a short word stands alone, none is taken for the stroke of a pen."""
    usual = _usual_height(words)
    clear = bool(words) and median(word.confidence for word in words) >= _CLEAR
    signed = clear and not in_cells
    kept: list[Word] = []
    for _, line in groupby(words, key=lambda word: word.line):
        for run in _runs(list(_cleared(list(line), usual)), _APART * usual):
            kept += [] if signed and len(run) <= _FEW and all(map(_is_stroke, run)) else run
    return kept


def _is_stroke(word: Word) -> bool:
    letters = [char for char in word.text if char.isalnum()]
    numbered = sum(char.isdigit() for char in letters) > 1
    return word.confidence < _UNSURE and len(letters) <= _LETTERS and not numbered


def _runs(line: Sequence[Word], apart: float) -> Iterator[list[Word]]:
    """The words of a line, those parted by a wide gap apart."""
    run: list[Word] = []
    for word in line:
        if run and word.left - run[-1].left - run[-1].width > apart:
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _usual_height(words: Sequence[Word]) -> float:
    heights = [word.height for word in words if len(word.text) > _SHORT and _has_letters(word)]
    return float(median(heights)) if heights else 0.0


def _cleared(line: Sequence[Word], usual: float) -> Iterator[Word]:
    begun = False
    for word in line:
        text = _EDGE.sub("", word.text)
        if not begun:
            text = _MEANT.get(text, text)
        if _is_dash(word, usual):
            text = "-"
        elif _is_dirt(replace(word, text=text), usual, begins=not begun):
            continue
        begun = True
        yield replace(word, text=text)


def _is_dash(word: Word, usual: float) -> bool:
    narrow, wide = (share * usual for share in _DASH_WIDTHS)
    return (
        _DASH.fullmatch(word.text) is not None
        and narrow <= word.width <= wide
        and word.height <= _DASH_HEIGHT * usual
        and word.width >= _FLAT * word.height
    )


def _is_dirt(word: Word, usual: float, *, begins: bool) -> bool:
    if not _has_letters(word):
        if _RULE.fullmatch(word.text):
            return False
        return word.text not in _STAND_ALONE or word.width < _SIGN * usual
    if word.height < _LOW * usual:
        return True
    if word.height > _TALL * usual and word.confidence < _TALL_BELIEVED:
        return True
    if len(word.text) > _SHORT or word.confidence >= _DOUBTED:
        return False
    low, tall = (share * usual for share in _PRINT_HEIGHTS)
    mark = begins and _MARK.fullmatch(word.text) is not None
    return not (low <= word.height <= tall and (mark or _is_known(word.text)))


def _is_known(text: str) -> bool:
    """Whether a text is a syllable of two letters: "Tổ", "ai"; dirt hardly ever makes one."""
    return len(text) == _SHORT and canonical(text) in shipped_lexicon().ids


def _has_letters(word: Word) -> bool:
    return any(char.isalnum() for char in word.text)
