"""Vietnamese from before Unicode: TCVN3 (``.VnTime``), VNI (``VNI-Times``), VPS (``VPS Times``).

Such text comes out of a file as Latin-1 letters. Which encoding it is, its font says, or, where
there is none, the encoding that gives the most Vietnamese syllables. The decision is made once for
a document, never word by word: "nhân dân" is Vietnamese in Unicode and a word in TCVN3 as well.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from corpus.formats.syllables import has_unicode_vietnamese, is_syllable, vietnamese_share

ENCODINGS = ("tcvn3", "vni", "vps", "vps-1252")
"""VPS comes twice: its letters at 0x80-0x9F surface as Latin-1's control characters, or as the
quotation marks and dashes of Windows-1252."""

# The families of fonts that tell an encoding, after the tag of a subset ("ABCDEF+").
_FONT = re.compile(
    r"(?:[A-Z]{6}\+)?(?:(?P<tcvn3>\.?Vn[A-Z3])|(?P<vni>VNI[- _]?)|(?P<vps>VPS[- _]?))"
)
# The fonts of TCVN3 that draw small letters as capitals: ".VnTimeH", ".VnArialH Bold".
_CAPITALS = re.compile(r"\.?Vn[A-Za-z0-9 ]*?H(?:\b|$)")
# What conversion works on: everything but plain spaces (VPS has letters among control characters).
_WORD = re.compile(r"[^ \t\r\n\xa0]+")
# The characters at 0x80-0x9F of Windows-1252 as Latin-1 has them, which VPS is a table over.
_AS_LATIN_1 = {
    ord(byte.decode("cp1252")): byte.decode("latin-1")
    for byte in (bytes([code]) for code in range(0x80, 0xA0))
    if byte not in b"\x81\x8d\x8f\x90\x9d"
}
# A letter of VPS that surfaced as a control character of Latin-1.
_CONTROLS = re.compile("[\x80-\x9f]")
# ẳ in VNI, which viparse's table lacks.
_VNI_EXTRA = (("aú", "ẳ"), ("AÚ", "Ẳ"))
# A word of letters, and the small letters that TCVN3 has capitals for.
_LETTERS = re.compile(r"[^\W\d_]+")
_PLAIN_SMALL = frozenset("abcdefghijklmnopqrstuvwxyzăâêôơưđ")
# A decoding is believed from this share of Vietnamese syllables on, over at least so many words.
_BELIEVED = 0.8
_FEWEST_WORDS = 8


def encoding_of_font(font: str) -> str | None:
    """The encoding a font's name tells, None for a font of Unicode.

    >>> encoding_of_font(".VnTimeH"), encoding_of_font("Times New Roman")
    ('tcvn3', None)
    """
    match = _FONT.match(font)
    return match.lastgroup if match else None


def draws_capitals(font: str) -> bool:
    """True for a font of TCVN3 that shows small letters as capitals."""
    return _CAPITALS.match(font) is not None


def to_unicode(text: str, encoding: str) -> str:
    """The text of one of ``ENCODINGS`` in Unicode, spaces as they were. What is Unicode already
    stays as it is. TCVN3 has no marked capitals, nor has VPS in XML: those of titles are mended."""
    if has_unicode_vietnamese(text):
        return text
    if encoding == "vps-1252":
        text, encoding = text.translate(_AS_LATIN_1), "vps"
    converted = _WORD.sub(lambda word: _convert(word[0], encoding), text)
    return converted if encoding == "vni" else with_capitals(converted)


@lru_cache(maxsize=50_000)
def _convert(word: str, encoding: str) -> str:
    if encoding == "vni":
        for legacy, letter in _VNI_EXTRA:
            word = word.replace(legacy, letter)
    import viparse  # Takes a quarter of a second, and hardly any document needs it.

    converted: str = viparse.fix(word, encoding=encoding)
    return converted


def believed_encodings(samples: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Of the encodings that a document's fonts tell, those its text bears out, each with the one of
    ``ENCODINGS`` to convert it from. ``samples`` has the pieces of text under each. Unicode typed
    under a legacy font bears out none."""
    believed: dict[str, str] = {}
    for told, pieces in samples.items():
        encoding = told
        if told == "vps" and not any(_CONTROLS.search(piece) for piece in pieces):
            encoding = "vps-1252"
        unicode = [piece for piece in pieces if has_unicode_vietnamese(piece)]
        old = " ".join(piece for piece in pieces if not has_unicode_vietnamese(piece))
        before, after = vietnamese_share(old)[0], vietnamese_share(to_unicode(old, encoding))[0]
        if after > before or (after == before and not unicode):
            believed[told] = encoding
    return believed


def detect(text: str) -> str | None:
    """The legacy encoding of a text that carries no fonts, None for Unicode or another language."""
    if has_unicode_vietnamese(text):
        return None
    shares = {encoding: vietnamese_share(to_unicode(text, encoding)) for encoding in ENCODINGS}
    best = max(shares, key=lambda encoding: shares[encoding])
    share, marked = shares[best]
    as_it_is, _ = vietnamese_share(text)
    if share < _BELIEVED or marked < _FEWEST_WORDS or share <= as_it_is:
        return None
    return best


def with_capitals(text: str) -> str:
    """Text with its marked capitals, which came out small: ``CHUYểN ĐổI Số``. A word in capitals
    but for them is in capitals; one with a single plain letter is what the words beside it are.

    >>> with_capitals("CHUYểN ĐổI Số ở tỉnh")
    'CHUYỂN ĐỔI SỐ ở tỉnh'
    """
    return "\n".join(_line_with_capitals(line) for line in text.split("\n"))


def _line_with_capitals(line: str) -> str:
    words = list(_LETTERS.finditer(line))
    capital = [_in_capitals(word[0]) for word in words]
    for order in (range(len(words)), reversed(range(len(words)))):
        for at in order:
            beside = [*capital[max(0, at - 1) : at], *capital[at + 1 : at + 2]]
            enough = any if any(char.isupper() for char in words[at][0]) else all
            if capital[at] is None and beside and enough(beside):
                capital[at] = True
    pieces: list[str] = []
    position = 0
    for word, upper in zip(words, capital, strict=True):
        pieces += [line[position : word.start()], word[0].upper() if upper else word[0]]
        position = word.end()
    return "".join(pieces) + line[position:]


def _in_capitals(word: str) -> bool | None:
    """Whether a word is in capitals; None where its letters do not tell, such as ``Số`` and ``ủy``:
    a capital that is no mark's first, no small letter without a mark."""
    small = [char for char in word if char.islower()]
    capitals = len(word) - len(small)
    if any(char in _PLAIN_SMALL for char in small):
        return False
    if capitals >= 2 and is_syllable(word):
        return True
    return None if small and (capitals or not word[0].isascii()) and capitals < 2 else False
