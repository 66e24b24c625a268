"""What a typed word may have been meant to be: accents left out, marks mistaken, keys missed.

Costs are natural logarithms of how rare a slip is, set so that a correctly typed text stands:
a slip is assumed only where the language model is far surer of the other reading.
"""

from __future__ import annotations

import string
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from answer.spelling.telex import from_telex
from corpus.language.counts import UNKNOWN
from corpus.language.lattice import Choice
from corpus.language.lexicon import Lexicon
from corpus.language.syllables import (
    adds_marks,
    canonical,
    is_plain,
    is_syllable,
    lacks_tone,
    split_tone,
)
from corpus.text import fold

_SOME_LEFT_OUT = -8.0  # "biên chê" for "biên chế": some marks are there, others are missing
_HOI_NGA = -7.5  # "Quãng Ngãi": the two tones that many speakers do not tell apart
_OTHER_MARKS = -9.5  # "Tây Nịnh": a mark that should not be there, or another one
_FOREIGN_NAME = -2.0  # more for a capitalised word without marks: it is often a foreign name
_RARE = -7.0  # a well-formed syllable that the lexicon has never seen, typed with its marks
_RARE_PLAIN = -9.0  # the same without marks, where others have theirs
_RARE_NAME = -5.0  # the same, capitalised
_IMPOSSIBLE = -14.0  # no such syllable: "kêt", "nhieu" where nothing is accented
_MISSED_KEY = -4.5  # one letter too few, too many, another, or two swapped
_OTHER_WORD = -4.0  # more where what was typed so is a rare word itself: "củ" for "của"
_SELDOM = 12  # times a word was seen, of nine millions, up to which it is rare
_SPOKEN = frozenset({"ấy", "nọ"})  # said all the time, and hardly ever written
_LOST_MARK = -3.0  # for each mark typed that the word meant does not have
_HELD_KEY = -1.5  # "nàào", "lấyy": a key held too long, for no syllable doubles a letter
_RAW_TELEX = -2.0  # "chuyeern": keys typed while the input method was off
_NO_SYLLABLE = -8.0  # a word with marks that is no syllable, "nghịị": nobody means to write it
_SLIP_OR_FOREIGN = -2.5  # letters that are no syllable, in a text without accents
_ONLY_KEYS = -5.0  # letters that make sense as the keys of Telex only

_ALL_ACCENTED = 0.6  # of the syllables of a text bear a mark when none was left out, at least
_LEFT_OUT = -6.0  # a word without its accents among words that have theirs
_COMMONER = -4.0  # more where what was typed is a word that many times as common: "cho" for "chỗ"
_TIMES = 10

_SOME_KEYS = 2  # words in raw Telex, and their share, that show how the whole was typed
_KEYS_SHARE = 0.3

_HOI, _NGA = "\u0309", "\u0303"
_FOREIGN_LETTERS = frozenset("fjwz")
_LETTERS = range(2, 10)  # how many letters a word has that may be a syllable with a slip
_MOST_CHOICES = 16


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is typed. ``bare``: not one accent in it. ``left_out``: the logarithm of how
    readily its writer leaves the accents of a word out; 0 when bare. ``keys``: the accents stand
    there as the keys of Telex."""

    bare: bool
    left_out: float
    keys: bool = False

    @classmethod
    def of(cls, words: Sequence[str]) -> Style:
        """The style of a text, from its words."""
        known = [canonical(word) for word in words]
        keys = sum(_is_keys(word) for word in known)
        if keys >= _SOME_KEYS and keys >= _KEYS_SHARE * len(words):
            return cls(True, _LEFT_OUT, keys=True)
        syllables = [word for word in known if is_plain(word) or is_syllable(word)]
        accented = sum(not word.isascii() for word in syllables)
        share = accented / len(syllables) if syllables else 0.0
        return cls(accented == 0, _LEFT_OUT * min(1.0, share / _ALL_ACCENTED))

    def trusts(self, word: str) -> bool:
        """True when a word at home among its neighbours is taken as it stands: one with marks
        always, one without where nearly all others have theirs."""
        return not word.isascii() or self.left_out <= _LEFT_OUT


def choices_for(typed: str, style: Style, lexicon: Lexicon, *, strange: bool = False) -> Choice:
    """What the word may be; the first choice is to leave it (UNKNOWN if the lexicon lacks it).
    ``strange``: it was never seen among its neighbours, so that a key may have been missed."""
    word = canonical(typed)
    own = lexicon.ids.get(word, UNKNOWN)
    costs: dict[int, float] = {own: 0.0}
    spellings = lexicon.spellings(fold(word)).tolist()
    if spellings and (is_plain(word) or is_syllable(word)):
        rare = own == UNKNOWN or lexicon.counts.singles[own] < _SELDOM
        rare = rare and word not in _SPOKEN
        if strange and rare and typed.islower() and style.trusts(word):
            costs.update(_other_words(word, style, lexicon))
        for number in spellings:
            if number != own:
                costs[number] = _marks_cost(word, lexicon.words[number], typed, style)
                if own != UNKNOWN and word.isascii() and style.trusts(word):
                    singles = lexicon.counts.singles
                    costs[number] += _COMMONER * (singles[own] > _TIMES * singles[number])
        if own == UNKNOWN and len(costs) > 1:
            costs[own] = _cost_of_leaving(word, typed, style)
    elif own == UNKNOWN:
        for number, cost in _mended(word, typed, style, lexicon):
            costs[number] = max(cost, costs.get(number, -np.inf))
        if len(costs) > 1:
            costs[UNKNOWN] = _cost_of_no_syllable(word, typed, style)
    ids, logs = np.array(list(costs), dtype=np.int64), np.array(list(costs.values()))
    if len(ids) > _MOST_CHOICES:
        likely = np.log(lexicon.single(ids[1:])) + logs[1:]
        kept = [0, *(1 + np.sort(np.argsort(-likely, kind="stable")[: _MOST_CHOICES - 1]))]
        ids, logs = ids[kept], logs[kept]
    return Choice(ids, logs)


def _is_keys(word: str) -> bool:
    return (
        word.isascii() and len(word) in _LETTERS and not is_plain(word) and bool(from_telex(word))
    )


def _marks_cost(word: str, meant: str, typed: str, style: Style) -> float:
    """Cost of typing ``word`` for ``meant``, which has the same letters and other marks."""
    if word.isascii():
        named = typed[:1].isupper() and not style.bare
        return style.left_out + (_FOREIGN_NAME if named else 0.0)
    if adds_marks(word, meant):
        return _SOME_LEFT_OUT
    base, tone = split_tone(word)
    meant_base, meant_tone = split_tone(meant)
    if base == meant_base and {tone, meant_tone} == {_HOI, _NGA}:
        return _HOI_NGA
    return _OTHER_MARKS


def _cost_of_leaving(word: str, typed: str, style: Style) -> float:
    if not word.isascii():
        return _IMPOSSIBLE if lacks_tone(word) else _RARE
    if style.bare:
        return _IMPOSSIBLE
    return _RARE_NAME if typed[:1].isupper() else _RARE_PLAIN


def _cost_of_no_syllable(word: str, typed: str, style: Style) -> float:
    if style.keys:
        return _IMPOSSIBLE
    if not word.isascii():
        return _NO_SYLLABLE
    if from_telex(word) or (style.bare and any(is_plain(held) for held in let_go(word))):
        return _ONLY_KEYS
    return _SLIP_OR_FOREIGN if style.bare and typed.islower() else 0.0


def _mended(word: str, typed: str, style: Style, lexicon: Lexicon) -> Iterator[tuple[int, float]]:
    """Ids and costs of what a word that is no syllable may be."""
    if len(word) not in _LETTERS or not typed[1:].islower():
        return
    named = _FOREIGN_NAME if word.isascii() and typed[0].isupper() else 0.0
    for held in let_go(word):
        for number in lexicon.spellings(fold(held)).tolist():
            meant = lexicon.words[number]
            if meant == held or held.isascii():
                left_out = style.left_out / 2 if meant != held else 0.0
                yield number, _HELD_KEY + named + left_out
    if word.isascii():
        meant = from_telex(word)
        if meant and meant in lexicon.ids:
            yield lexicon.ids[meant], _RAW_TELEX + named
        if _FOREIGN_LETTERS & set(word) and not (style.bare and typed.islower()):
            return
    else:
        for number in lexicon.spellings(fold(word)).tolist():
            yield number, _lost_marks(word, lexicon.words[number])
    for number, cost in _one_key_from(word, style, lexicon):
        yield number, cost + named


def _other_words(word: str, style: Style, lexicon: Lexicon) -> Iterator[tuple[int, float]]:
    """Ids and costs of words that a missed key made another word."""
    plain = fold(word).replace("y", "i")
    for number, cost in _one_key_from(word, style, lexicon):
        if fold(lexicon.words[number]).replace("y", "i") != plain:
            yield number, cost + _OTHER_WORD


def _one_key_from(word: str, style: Style, lexicon: Lexicon) -> Iterator[tuple[int, float]]:
    for plain in _one_key_off(fold(word)):
        for number in lexicon.spellings(plain).tolist():
            meant = lexicon.words[number]
            left_out = style.left_out / 2 if word.isascii() and not meant.isascii() else 0.0
            yield number, _MISSED_KEY + left_out + _lost_marks(word, meant)


def let_go(word: str) -> list[str]:
    """The word with a doubled letter once, for each that is doubled."""
    return [
        canonical(word[:place] + word[place + 1 :])
        for place in range(len(word) - 1)
        if word[place] == word[place + 1]
    ]


def _lost_marks(word: str, meant: str) -> float:
    lost = _marks(word) - _marks(meant)
    return _LOST_MARK * lost.total()


def _marks(word: str) -> Counter[str]:
    return Counter(char for char in unicodedata.normalize("NFD", word) if not char.isascii())


def _one_key_off(plain: str) -> list[str]:
    cuts = [(plain[:place], plain[place:]) for place in range(len(plain) + 1)]
    letters = string.ascii_lowercase
    missed = {head + tail[1:] for head, tail in cuts if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    other = {head + letter + tail[1:] for head, tail in cuts if tail for letter in letters}
    more = {head + letter + tail for head, tail in cuts for letter in letters}
    return sorted((missed | swapped | other | more) - {plain})
