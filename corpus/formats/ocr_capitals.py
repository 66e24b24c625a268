"""Words read in capitals in the midst of small letters: "xã hội SỐ,". The recogniser takes the one
for the other where the shape is the same.
"""

from __future__ import annotations

import re

from corpus.language.syllables import is_syllable

# A word, what stands before it on its line, and what comes after it.
_WORD = re.compile(r"(?<=([^\W\d_]) )([^\W\d_]{2,7})(?=[,;.:]?(?:\s(\w)|\s|$))")


def with_capitals_mended(text: str) -> str:
    """The text with Vietnamese words in capitals written small between words that are so.

    >>> with_capitals_mended("kinh tế SỐ, xã hội số của UBND tỉnh; LUẬT SỐ 20")
    'kinh tế số, xã hội số của UBND tỉnh; LUẬT SỐ 20'
    """
    return _WORD.sub(_small, text)


def _small(match: re.Match[str]) -> str:
    before, word, after = match.groups()
    small = word.lower()
    beside = before.islower() and not (after or "").isupper()
    # Abbreviations have no marks.
    misread = beside and word.isupper() and not word.isascii() and is_syllable(small)
    return small if misread else word
