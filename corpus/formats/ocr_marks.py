"""Marks that the recogniser misread, put right by the words around them.

Above a circumflex it takes the hook for an acute ("đối số" for "đổi số") in one word of five on
poor pages, and it drops or adds small marks now and then. A word is only ever exchanged for one of
the same letters with other marks, when that makes the sentence far likelier.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from corpus.language.counts import NO_WORDS, UNKNOWN
from corpus.language.lattice import Choice, likeliest
from corpus.language.lexicon import Lexicon
from corpus.language.syllables import canonical, is_plain, is_syllable, lacks_tone
from corpus.language.tokens import Kind, Token, tokenize
from corpus.metadata.letters import LOWER, UPPER
from corpus.text import fold

# How readily the recogniser reads the first letter for the second: natural logarithms, measured on
# pages whose text is known. What is not listed hardly happens.
_HOOK_LOST = -2.0
_SMALL_MARK = -4.5
_RARELY = -5.5
_HARDLY = -9.0
_MISREAD: Mapping[tuple[str, str], float] = {
    **dict.fromkeys(zip("ốếấ", "ổểẩ", strict=True), _HOOK_LOST),
    **dict.fromkeys(zip("ỉịíì", "iiii", strict=True), _SMALL_MARK),
    **dict.fromkeys(zip("aâeêioôơuưy", "ạậẹệịọộợụựỵ", strict=True), _SMALL_MARK),
    **dict.fromkeys(zip("âêôâêôâêô", "ấếốẩểổầềồ", strict=True), _SMALL_MARK),
    **dict.fromkeys(zip("ầềồẫễỗé", "ẩểổẩểổế", strict=True), _SMALL_MARK),
    **dict.fromkeys(zip("đầãẳõẽí", "dâằắổềỉ", strict=True), _SMALL_MARK),
    **dict.fromkeys(zip("dụểổ", "đựếố", strict=True), _RARELY),
}
# To leave a syllable that is in no text: one of good form, one that cannot be.
_UNSEEN, _IMPOSSIBLE = -6.0, -10.0
# The end of a line with no empty line after it.
_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")
# The name of a person: three or four words in a row with capitals. The words around tell nothing of
# which of two names it is.
_NAME = re.compile(rf"\b(?:[{UPPER}][{LOWER}]+ ){{2,3}}[{UPPER}][{LOWER}]+\b")
_LETTERS = range(2, 9)


@dataclass(frozen=True, slots=True)
class Mended:
    """A text as long as it was before, and the words that were exchanged, before and after."""

    text: str
    changes: tuple[tuple[str, str], ...]


def with_marks_mended(text: str, lexicon: Lexicon) -> Mended:
    """The NFC text of a page; its line ends part no sentences, its empty lines do.

    >>> from corpus.language.lexicon import shipped_lexicon
    >>> with_marks_mended("chuyến đối số và các tố chức", shipped_lexicon()).text
    'chuyển đổi số và các tổ chức'
    """
    tokens = tokenize(_LINE_END.sub(" ", text))
    names = [match.span() for match in _NAME.finditer(text)]
    choices = [
        _choice(token, lexicon, named=any(a <= token.start < b for a, b in names))
        for token in tokens
    ]
    letters = list(text)
    changes = []
    for token, choice, best in zip(tokens, choices, likeliest(choices, lexicon), strict=True):
        if best > 0:
            meant = _cased(lexicon.words[choice.ids[best]], token.text)
            letters[token.start : token.end] = meant
            changes.append((token.text, meant))
    return Mended("".join(letters), tuple(changes))


def _choice(token: Token, lexicon: Lexicon, *, named: bool) -> Choice:
    """What a token may stand for; what stands there comes first, and alone where it is ``named``:
    part of a person's name that may be one."""
    if token.kind is not Kind.WORD:
        return Choice.only(NO_WORDS[token.kind])
    word = canonical(token.text)
    own = lexicon.ids.get(word, UNKNOWN)
    if (named and own != UNKNOWN) or not _may_be_misread(token.text, word):
        return Choice.only(own)
    costs = {own: 0.0}
    for number in lexicon.spellings(fold(word)).tolist():
        meant = lexicon.words[number]
        if number != own and len(meant) == len(word):
            costs[number] = _cost(word, meant)
    if own == UNKNOWN and len(costs) > 1:
        costs[own] = _UNSEEN if is_syllable(word) and not lacks_tone(word) else _IMPOSSIBLE
    return Choice(np.array(list(costs), dtype=np.int64), np.array(list(costs.values())))


def _may_be_misread(typed: str, word: str) -> bool:
    """Words with marks, and those without that could be Vietnamese; no abbreviations."""
    if len(word) not in _LETTERS or len(word) != len(typed):
        return False
    return not word.isascii() or (is_plain(word) and not typed.isupper())


def _cost(read: str, meant: str) -> float:
    pairs = zip(read, meant, strict=True)
    return sum(_MISREAD.get(pair, _HARDLY) for pair in pairs if pair[0] != pair[1])


def _cased(word: str, read: str) -> str:
    return "".join(
        letter.upper() if shape.isupper() else letter
        for letter, shape in zip(word, read, strict=True)
    )
