"""How much a text looks like Vietnamese: what tells a right decoding from a wrong one.

Only words with a letter outside ASCII count: the others read the same in every encoding.
"""

from __future__ import annotations

import re
import unicodedata

# The five tone marks, as combining characters.
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
_NUCLEUS = (
    "(?:uyê|uya|uyu|oai|oay|oeo|uây|uôi|ươi|ươu|iêu|yêu|iê|yê|uô|ươ|ia|ya|ua|ưa|oa|oă|oe|uâ|uê|uơ|uy|"
    "ai|ao|au|ay|âu|ây|eo|êu|oi|ôi|ơi|ui|ưi|iu|ưu|[aăâeêioôơuưy])"
)
_CODA = "(?:ng|nh|ch|[cmnpt])?"
# A Vietnamese syllable without its tone.
_SYLLABLE = re.compile(_ONSET + _NUCLEUS + _CODA)
# A word with a character beyond ASCII in it, whatever letters or signs it is made of.
_MARKED = re.compile(r"[^\s!-/:-@\[-`{-~]*[^\x00-\x7f\s“”‘’–—…«»][^\s!-/:-@\[-`{-~]*")
# Letters that only Vietnamese in Unicode has, or a tone written apart.
_UNICODE_VIETNAMESE = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9\u0300\u0301\u0303\u0309\u0323]")
_SAMPLE = 40_000


def is_syllable(word: str) -> bool:
    """True for a word that Vietnamese could have, in any case.

    >>> is_syllable("Chuyển"), is_syllable("chuyÓn")
    (True, False)
    """
    toneless = _TONES.sub("", unicodedata.normalize("NFD", word.lower()))
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless)) is not None


def vietnamese_share(text: str) -> tuple[float, int]:
    """The share of Vietnamese syllables among the words with marks, and how many such words there
    are, in the first 40,000 characters."""
    marked = [word.strip("“”‘’–—…") for word in _MARKED.findall(text[:_SAMPLE])]
    good = sum(is_syllable(word) for word in marked)
    return (good / len(marked) if marked else 0.0), len(marked)


def has_unicode_vietnamese(text: str) -> bool:
    """True when a letter shows that the text is Vietnamese in Unicode already."""
    return _UNICODE_VIETNAMESE.search(text) is not None
