"""A question as tokens, the same for learning and for reading: words, numbers, breaks, the rest.

What bears a digit, an ``@`` or an inner full stop, and what looks like a code (``TT&TT``,
``QĐ-UBND``), is one piece that nobody mends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from corpus.language.syllables import is_plain, is_syllable
from corpus.text import fold, match_key


class Kind(Enum):
    """What a token is: a word of letters, a number (or something with a digit), a break
    (punctuation, a line's end), or a piece to leave alone (an address, a code, "Q.Nam")."""

    WORD = "word"
    NUMBER = "number"
    BREAK = "break"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Token:
    """``text[start:end]`` of the question it was read from; a break may be empty."""

    text: str
    start: int
    end: int
    kind: Kind


# A piece of text between spaces.
_CHUNK = re.compile(r"\S+")

# Punctuation around a piece: brackets, quotes, stops; not the stop of ".vn".
_LEADING = re.compile(r"(?:[^\w@.]|\.(?!\w))+")
_TRAILING = re.compile(r"[^\w@%]+$")

# A run of letters.
_LETTERS = re.compile(r"[^\W\d_]+")

# A Roman number, as of a mục or an annex.
_ROMAN = re.compile(r"[IVX]+")

# What separates the words of one piece ("xã/phường", "chính-kế") rather than makes it an address.
_JOINTS = re.compile(r"[^\W\d_]+(?:[-/–,;:!?…()\"'“”‘’&+]+[^\W\d_]+)*")

# Marks that part one run of words from the next.
_PARTS = re.compile(r"[.,;:!?…()\[\]\"“”«»]")

_SHOUTED_WORDS = 4  # this many words, nearly all in capitals, are a sentence in capitals
_SHOUTED_SHARE = 0.7

# Texts whose tokens are remembered: one question is read from several sides.
_REMEMBERED = 16


def is_code(word: str) -> bool:
    """True for two capitals or more and nothing else: an abbreviation, unless all is capitals."""
    return len(word) > 1 and word.isupper()


def is_shouted(words: Sequence[str]) -> bool:
    """True when the words of a text are typed in capitals throughout."""
    capitals = sum(word.isupper() for word in words)
    return len(words) >= _SHOUTED_WORDS and capitals >= _SHOUTED_SHARE * len(words)


@lru_cache(_REMEMBERED)
def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of NFC text, in order.

    >>> [(t.text, t.kind.value) for t in tokenize("Ai ký 87/KH-UBND?")]
    [('Ai', 'word'), ('ký', 'word'), ('87/KH-UBND', 'number'), ('?', 'break')]
    """
    tokens = tuple(_tokens(text))
    if is_shouted([token.text for token in tokens if token.text.isalpha()]):
        return tuple(map(_as_word, tokens))
    return tokens


def _tokens(text: str) -> Iterator[Token]:
    previous = 0
    for chunk in _CHUNK.finditer(text):
        if "\n" in text[previous : chunk.start()]:
            yield Token("", chunk.start(), chunk.start(), Kind.BREAK)
        previous = chunk.end()
        yield from _of_chunk(chunk.group(), chunk.start())


def _as_word(token: Token) -> Token:
    """In a text all in capitals, "VI" is a syllable sooner than a number."""
    if token.text.isalpha() and is_plain(token.text.lower()):
        return replace(token, kind=Kind.WORD)
    return token


def _of_chunk(chunk: str, offset: int) -> Iterator[Token]:
    opening = _LEADING.match(chunk)
    start = opening.end() if opening else 0
    closing = _TRAILING.search(chunk, start)
    end = closing.start() if closing else len(chunk)
    if _PARTS.search(chunk[:start]):
        yield Token(chunk[:start], offset, offset + start, Kind.BREAK)
    if start < end:
        yield from _of_core(chunk[start:end], offset + start)
    if _PARTS.search(chunk[max(start, end) :]):
        yield Token(chunk[end:], offset + end, offset + len(chunk), Kind.BREAK)


def _of_core(core: str, offset: int) -> Iterator[Token]:
    if any(char.isnumeric() for char in core) or _ROMAN.fullmatch(core):
        yield Token(core, offset, offset + len(core), Kind.NUMBER)
        return
    separated = len(core) > 1 and not core.isalpha()
    if separated and (_has_capitals(core) or not _is_words(core)):
        yield Token(core, offset, offset + len(core), Kind.OTHER)
        return
    for letters in _LETTERS.finditer(core):
        start, end = offset + letters.start(), offset + letters.end()
        yield Token(letters.group(), start, end, Kind.WORD)


def _has_capitals(core: str) -> bool:
    """True when two capitals stand together: so do those of an abbreviation."""
    return any(first.isupper() and second.isupper() for first, second in pairwise(core))


def _is_words(core: str) -> bool:
    """True for words written without a space between; an address or "Q.Nam" is none."""
    if _JOINTS.fullmatch(core):
        return all(_is_word(part) for part in _LETTERS.findall(core))
    parts = core.split(".")
    return all(len(part) > 1 and part.islower() and is_syllable(match_key(part)) for part in parts)


def _is_word(part: str) -> bool:
    """False for one letter, and for letters that no vowel makes a syllable: "p/h", "gd-đt"."""
    return len(part) > 1 and (is_plain(fold(part)) or not fold(part).isascii())
