"""Vietnamese text as data: one spelling to compare by, without touching what is quoted."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_STROKE = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "Ɖ": "D", "ɖ": "d"})

# The rime of open syllables in oa, oe, uy, whose tone mark stands on either vowel ("hòa" or "hoà");
# after q the u belongs to the consonant.
_OLD_TONE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?<!q..)(?!\w)")
_NEW_TO_OLD = {
    **{"o" + new: old + "a" for new, old in zip("àáảãạ", "òóỏõọ", strict=True)},
    **{"o" + new: old + "e" for new, old in zip("èéẻẽẹ", "òóỏõọ", strict=True)},
    **{"u" + new: old + "y" for new, old in zip("ỳýỷỹỵ", "ùúủũụ", strict=True)},
}


def nfc(text: str) -> str:
    """The text in NFC, the form every entrance of the product brings text to."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The text without case, tone or vowel marks, ``đ`` as ``d``; one character for one character
    of NFC input, so that offsets carry over.

    >>> fold("Chuyển đổi số")
    'chuyen doi so'
    """
    return _fold_word(text) if len(text) <= _LONGEST_WORD else _fold(text)


def _fold(text: str) -> str:
    return text.lower() if text.isascii() else nfc(text).translate(_FOLDS)


# A language says the same few syllables over and over, and folding one takes a look at each letter.
# No more are remembered: who asks brings new ones for ever.
_LONGEST_WORD = 8
_fold_word = lru_cache(maxsize=8_192)(_fold)


def _fold_char(char: str) -> str:
    if char.isascii():
        return char.lower()
    base = unicodedata.normalize("NFD", char)[0].translate(_STROKE).lower()
    return base if len(base) == 1 else char


# The first code point after the Latin letters with Vietnamese marks and the punctuation of texts.
_BEYOND_LATIN = 0x2100


class _Folds(dict[int, str]):
    """What each character folds to, found out when it is first met; kept of Latin letters alone,
    for a text may hold all of Unicode."""

    def __missing__(self, code: int) -> str:
        folded = _fold_char(chr(code))
        if code < _BEYOND_LATIN:
            self[code] = folded
        return folded


_FOLDS = _Folds()


@lru_cache(maxsize=8_192)
def match_key(text: str) -> str:
    """The text in lower case with one placement of tone marks, so that ``Hoà`` equals ``hòa``.

    ``quý`` and ``quỳ`` stay as they are: after q the u belongs to the consonant. Remembered: a
    question is looked at from many sides, and the same sentences for many questions.
    """
    lowered = nfc(text).casefold().replace("ð", "đ")
    return _OLD_TONE.sub(_old_placement, lowered)


def _old_placement(rime: re.Match[str]) -> str:
    return _NEW_TO_OLD[rime.group()]


def words(text: str) -> list[str]:
    """The words (Vietnamese syllables, numbers, abbreviations) of a text, in order, by
    ``match_key``; ``87/KH-UBND`` stays one word besides giving its parts to no one.

    >>> words("Kế hoạch 87/KH-UBND: hoàn thành!")
    ['kế', 'hoạch', '87/kh-ubnd', 'hoàn', 'thành']
    """
    return _WORD.findall(match_key(text))


# A document number such as 87/kh-ubnd or 57-nq/tw, a number with separators, or a plain word.
_WORD = re.compile(r"\d+(?:[/-][^\W_]+)+(?:[/-][^\W_]+)*|\d+(?:[.,]\d+)+|[^\W_]+")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the whitespace at its ends; ``start >= end`` when nothing else is in it.

    >>> trimmed("a) họp ; b)", 2, 7)
    (3, 6)
    """
    body = text[start:end]
    return start + len(body) - len(body.lstrip()), start + len(body.rstrip())
