"""Words typed without the space between them: "kếhoạch", "chuyendoiso"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set

import numpy as np

from answer.spelling.slips import Style, choices_for, let_go
from answer.spelling.telex import from_telex
from corpus.language.lattice import likeliest
from corpus.language.lexicon import Lexicon
from corpus.language.syllables import canonical, is_plain, is_syllable
from corpus.language.tokens import Kind, Token, is_code, tokenize
from corpus.text import fold, match_key

_MARKS = ".,;:!?()[]“”\"'/…"
_SHORTEST = 2  # letters of a word that may have lost its space: "ý", "ở" are too often a slip
_LONGEST = 7  # letters of a syllable: "nghiêng"
_MOST = 4  # words in one
_KNOWN_PAIR = 1  # times each pair of neighbours was seen, where marks show what is meant
_KNOWN_PLAIN_PAIR = 40  # the same without marks: "camera" is no three words


def spaced(text: str, lexicon: Lexicon, foreign: Set[str]) -> str:
    """The text with a space put back where two words or more stand as one that is none.
    ``foreign`` are words (lower case) that are no syllables and are meant so.

    >>> from corpus.language.lexicon import shipped_lexicon
    >>> spaced("kếhoạch của sở nội vụ", shipped_lexicon(), frozenset())
    'kế hoạch của sở nội vụ'
    """
    tokens = [token for token in tokenize(text) if _is_one(token, foreign)]
    for token in reversed(tokens):
        parts = _parted(token.text, lexicon)
        if parts:
            text = text[: token.start] + " ".join(parts) + text[token.end :]
    return text


def foreign_words(texts: Iterable[str]) -> frozenset[str]:
    """The words of texts that are no syllables and stand there more than once: names, terms."""
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update(text.split())
    words: Counter[str] = Counter()
    for piece, times in seen.items():
        word = piece.strip(_MARKS).lower()
        if word.isalpha() and not is_syllable(match_key(word)) and not is_plain(fold(word)):
            words[word] += times
    return frozenset(word for word, times in words.items() if times > 1)


def _is_one(token: Token, foreign: Set[str]) -> bool:
    """True for a word that is no syllable, no code and no slip of one key held or of Telex."""
    if token.kind is not Kind.WORD or is_code(token.text) or token.text.lower() in foreign:
        return False
    word = canonical(token.text)
    if len(word) < 2 * _SHORTEST or is_syllable(word) or is_plain(fold(word)):
        return False
    if any(is_syllable(held) for held in let_go(word)):
        return False
    return not (word.isascii() and from_telex(word))


def _parted(word: str, lexicon: Lexicon) -> list[str]:
    """The words that one piece is made of, the likeliest; none where it is made of none."""
    bare = word.isascii()
    if len(word) > _MOST * _LONGEST or (bare and not word.islower()):
        return []
    found: list[tuple[float, list[str]]] = []
    for parts in _divisions(word, lexicon, bare=bare):
        likelihood = _likelihood(parts, lexicon, bare=bare)
        if likelihood is not None:
            found.append((likelihood, parts))
    return max(found)[1] if found else []


def _divisions(
    word: str, lexicon: Lexicon, *, bare: bool, most: int = _MOST
) -> Iterator[list[str]]:
    """Each way to read a piece as words that there are, marks and all where it bears any."""
    for size in range(_SHORTEST, min(_LONGEST, len(word)) + 1):
        first, rest = word[:size], word[size:]
        known = lexicon.spellings(first).size if bare else canonical(first) in lexicon.ids
        if not known or first[1:] != first[1:].lower():
            continue
        if not rest:
            yield [first]
        elif most > 1:
            for others in _divisions(rest, lexicon, bare=bare, most=most - 1):
                yield [first, *others]


def _likelihood(parts: Sequence[str], lexicon: Lexicon, *, bare: bool) -> float | None:
    """How likely the parts stand side by side; None where some were hardly seen so."""
    if len(parts) < 2:
        return None
    if bare:
        choices = [choices_for(part, Style.of(parts), lexicon) for part in parts]
        path = likeliest(choices, lexicon)
        ids = np.array([choice.ids[place] for choice, place in zip(choices, path, strict=True)])
    else:
        ids = np.array([lexicon.ids[canonical(part)] for part in parts])
    _, place = lexicon.pair(ids[:-1], ids[1:])
    seen = np.where(place >= 0, lexicon.counts.pair_counts[place], 0)
    if seen.min() < (_KNOWN_PLAIN_PAIR if bare else _KNOWN_PAIR):
        return None
    return lexicon.log_likelihood(ids.tolist())
