"""Raw Telex: what is left of Vietnamese typed while the input method was off."""

from __future__ import annotations

import unicodedata

from corpus.language.syllables import canonical, is_syllable

_TONE_KEYS = {"f": "\u0300", "s": "\u0301", "x": "\u0303", "r": "\u0309", "j": "\u0323"}
_DOUBLED = {"a": "â", "e": "ê", "o": "ô"}
_HOOKED = {"a": "ă", "o": "ơ", "u": "ư"}
_VOWELS = frozenset("aeiouyâêôăơư")


def from_telex(keys: str) -> str | None:
    """The syllable that these keys (lower case, ASCII) type in Telex, or None when they type none
    or no more than themselves.

    >>> [from_telex(keys) for keys in ("chuyeern", "ddooir", "dduwowcj", "dduongwf", "plan")]
    ['chuyển', 'đổi', 'được', 'đường', None]
    """
    letters: list[str] = []
    tone = ""
    for key in keys:
        vowel_before = any(letter in _VOWELS for letter in letters)
        if vowel_before and key in _TONE_KEYS:
            tone = _TONE_KEYS[key]
        elif key == "w":
            _hook(letters)
        elif key in _DOUBLED and key in letters:
            letters[letters.index(key)] = _DOUBLED[key]
        elif key == "d" and letters[:1] == ["d"]:
            letters[0] = "đ"
        else:
            letters.append(key)
    base = "".join(letters)
    word = _tone_on_vowel(base, tone) if tone else base
    return word if word != keys and is_syllable(word) else None


def _hook(letters: list[str]) -> None:
    """Apply the key ``w``: uo → ươ, else the last of a, o, u; alone it types ư."""
    text = "".join(letters)
    pair = max(text.rfind("uo"), text.rfind("ưo"))
    if pair >= 0:
        letters[pair : pair + 2] = ["ư", "ơ"]
        return
    for index in range(len(letters) - 1, -1, -1):
        if letters[index] in _HOOKED:
            letters[index] = _HOOKED[letters[index]]
            return
    letters.append("ư")


def _tone_on_vowel(base: str, tone: str) -> str:
    """The base with its tone put on some vowel, then where it belongs."""
    for index, letter in enumerate(base):
        if letter in _VOWELS:
            marked = base[: index + 1] + tone + base[index + 1 :]
            return canonical(unicodedata.normalize("NFC", marked))
    return base
