"""What OCR leaves in a text: syllables that no Vietnamese word has.

A syllable that ends in c, ch, p or t bears the sắc or the nặng tone. Where OCR loses or takes small
marks for others it writes "quôc", "câp", "cầp"; who types hardly ever does. Texts of seven scans by
another's OCR hold 1.7 to 14 such syllables in a thousand with marks; of 1,060 typed texts, one
holds 0.9 and all others fewer.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from corpus.text import nfc

_WORD = re.compile(r"[^\W\d_]+")

# A syllable with a stop at its end, in small letters and without its tone.
_STOPPED = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?[aăâeêioôơuưy]{1,3}(?:ch|c|p|t)"
)
_SAC, _NANG = "\u0301", "\u0323"
_TONES = frozenset({"\u0300", "\u0303", "\u0309", _SAC, _NANG})

# What a text must hold at least to be OCR's: so many, of so many spellings, of such a share of its
# syllables with marks.
_FEWEST = 3
_FEWEST_KINDS = 2
_SHARE = 0.00125


def ocr_signs(text: str) -> list[str]:
    """The impossible syllables that show a text to be OCR's, the most frequent first; none where
    they are few, as a typist's errors are."""
    words = _marked_words(text)
    found = Counter(filter(_is_impossible, words))
    if len(found) < _FEWEST_KINDS or found.total() < max(_FEWEST, _SHARE * len(words)):
        return []
    return [word for word, _ in found.most_common()]


def _marked_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(nfc(text)) if not word.isascii()]


def _is_impossible(word: str) -> bool:
    """Whether a syllable cannot be Vietnamese: "câp", "quôc". What has no mark at all may be of
    another language ("robot"), what is in capitals an abbreviation ("ÔTC")."""
    if word.isupper():
        return False
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in letters if char in _TONES]
    toneless = nfc("".join(char for char in letters if char not in _TONES))
    if not _STOPPED.fullmatch(toneless):
        return False
    if tones:
        return tones[0] not in (_SAC, _NANG)
    return not toneless.replace("đ", "d").isascii()
