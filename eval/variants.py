"""The ways people type one question: without accents, with slips of a phone's keys, in short forms.

Each way is a function of a question and of chance; the same question always comes out the same.
Numbers and codes stay as they are: what is typed wrong there is another document.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from importlib.resources import files
from random import Random

from corpus.language.syllables import canonical, split_tone
from eval.questions import EvalQuestion

Way = Callable[[str, Random], str]

# A word of letters that is no code: no digit or joint beside it, not all capitals.
_WORD = re.compile(r"(?<![\w/.&-])(?![A-ZĐ]{2,}(?!\w))[^\W\d_]+(?![\w/&-]|\.\w)")

# A space between two words of letters.
_GAP = re.compile(r"(?<=[^\W\d_]) (?=[^\W\d_])")

# The letters beside each on a phone's keyboard.
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {
    letter: row[max(place - 1, 0) : place] + row[place + 1 : place + 2]
    for row in _ROWS
    for place, letter in enumerate(row)
}

_TELEX = {"â": "aa", "ă": "aw", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
_TONE_KEYS = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}
_HOI_NGA = str.maketrans("\u0309\u0303", "\u0303\u0309")
_FEW = 0.15  # of the words, in which a hurried typist slips
_LONG = 3  # letters of a word in which keys slip
_READILY = 0.8  # of the words that have a short form are shortened


def typed(question: str, way: str) -> str:
    """The question as typed in one of WAYS, or CLEAN.

    >>> typed("Sở Nội vụ làm gì?", "không dấu")
    'So Noi vu lam gi?'
    """
    if way == CLEAN:
        return question
    return WAYS[way](question, Random(f"{way} {question}"))  # noqa: S311


def clean_typed(questions: Sequence[EvalQuestion], way: str) -> list[EvalQuestion]:
    """The cleanly typed questions of a set, typed in another way."""
    return [
        replace(question, question=typed(question.question, way))
        for question in questions
        if question.variant == "clean"
    ]


def _bare(question: str, _chance: Random) -> str:
    plain = question.translate(str.maketrans("đĐ", "dD"))
    decomposed = unicodedata.normalize("NFD", plain)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _half(question: str, chance: Random) -> str:
    return _WORD.sub(
        lambda word: _bare(word[0], chance) if chance.random() < 0.5 else word[0], question
    )


def _in_some_words(slip: Way, question: str, chance: Random) -> str:
    """The slip in a few of the words, in one at least."""
    words = list(_WORD.finditer(question))
    chosen = chance.sample(words, min(len(words), 1 + int(_FEW * len(words))))
    for word in sorted(chosen, key=re.Match.start, reverse=True):
        question = question[: word.start()] + slip(word[0], chance) + question[word.end() :]
    return question


def _raw_telex(word: str, _chance: Random) -> str:
    base, tone = split_tone(canonical(word))
    keys = "".join(_TELEX.get(letter, letter) for letter in base)
    keys += "".join(_TONE_KEYS[mark] for mark in tone)
    return keys.capitalize() if word[0].isupper() else keys


def _missed_key(word: str, chance: Random) -> str:
    """A letter left out, doubled, swapped with the one before it, or the key beside it."""
    if len(word) < _LONG:
        return word
    place = chance.randrange(1, len(word))
    before, letter, rest = word[: place - 1], word[place], word[place + 1 :]
    first = word[place - 1]
    return chance.choice(
        (
            before + first + rest,
            before + first + letter + letter + rest,
            before + letter + first + rest,
            before + first + chance.choice(_BESIDE.get(letter, letter)) + rest,
        )
    )


def _hoi_nga(question: str, _chance: Random) -> str:
    """The two tones that many speakers do not tell apart, taken for each other."""
    decomposed = unicodedata.normalize("NFD", question)
    return unicodedata.normalize("NFC", decomposed.translate(_HOI_NGA))


def _joined(question: str, chance: Random) -> str:
    """A space between two words left out."""
    gaps = [gap.start() for gap in _GAP.finditer(question)]
    for place in chance.sample(gaps, min(1, len(gaps))):
        question = question[:place] + question[place + 1 :]
    return question


@cache
def _short_forms() -> Mapping[str, tuple[str, ...]]:
    data = (files("answer") / "data" / "abbreviations.toml").read_text(encoding="utf-8")
    forms: dict[str, list[str]] = {}
    for row in tomllib.loads(data)["abbreviations"]:
        for long in row["long"] if "after" not in row else ():
            forms.setdefault(long.lower(), []).extend(row["short"])
    return {long: tuple(shorts) for long, shorts in forms.items()}


def _shortened(question: str, chance: Random) -> str:
    """Short forms of officials and of chat, the longest words first."""
    forms = _short_forms()
    for long in sorted(forms, key=len, reverse=True):
        found = re.search(rf"(?<![\w/-]){re.escape(long)}(?![\w/-])", question)
        if found and chance.random() < _READILY:
            short = chance.choice(forms[long])
            question = question[: found.start()] + short + question[found.end() :]
    return question


CLEAN = "gõ đúng"

WAYS: Mapping[str, Way] = {
    "không dấu": _bare,
    "nửa có dấu": _half,
    "vài chữ còn nguyên phím Telex": partial(_in_some_words, _raw_telex),
    "nguyên phím Telex": lambda question, chance: _WORD.sub(
        lambda word: _raw_telex(word[0], chance), question
    ),
    "trượt phím": partial(_in_some_words, _missed_key),
    "trượt phím, không dấu": lambda question, chance: _bare(
        _in_some_words(_missed_key, question, chance), chance
    ),
    "lẫn hỏi ngã": _hoi_nga,
    "dính chữ": _joined,
    "chữ hoa": lambda question, _chance: question.upper(),
    "viết tắt": _shortened,
    "viết tắt, không dấu, chữ thường": lambda question, chance: _bare(
        _shortened(question, chance), chance
    ).lower(),
}
