"""Abbreviations and what they may stand for: from data, and as documents define their own.

Which of several readings is meant is not decided here; see ``answer.spelling.expansion``.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

from corpus.kinds import KINDS
from corpus.language.syllables import is_plain, is_syllable
from corpus.text import fold, match_key

# "(CNTT)", "(sau đây gọi tắt là TCNS)": a short form after what it stands for.
_DEFINED_AFTER = re.compile(
    r"\((?:[^()]{0,24}tắt[^()]{0,8}?\s(?:là|:)\s?)?[\"“]?"
    r"(?P<short>[^\W\d_](?:&?[^\W\d_]){1,9})[\"”]?\)"
)

# "CNTT (công nghệ thông tin)": what a short form stands for, after it; and a short form at the end
# of a text.
_DEFINED_BEFORE = re.compile(r"\((?<=[^\W\d_a-z]\s\()(?P<words>[^\W\d_]+(?:,? [^\W\d_]+){1,11})\)")
_LAST_SHORT = re.compile(r"[^\W\d_](?:&?[^\W\d_]){1,9}$")
_LONGEST_SHORT = 19  # characters of it, ampersands included

# Words in a row, with commas or dashes between them, at the end of a text.
_LAST_WORDS = re.compile(r"[^\W\d_]+(?:(?:,? | [-–] )[^\W\d_]+)*$")
_REACH = 120  # characters before a short form that may hold what it stands for

# Words that an abbreviation leaves out.
_LEFT_OUT = frozenset({"và", "của", "về", "các", "cho", "với", "trong", "theo"})

_WORD = re.compile(r"[^\W\d_]+")
_LONG = 3  # letters from which an abbreviation is known in small letters too


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """One abbreviation with its readings, the commonest first.

    ``small``: typed in small letters too, however short. ``chat``: only in small letters.
    ``code``: the code of a kind of document, which stands before a number. ``after``: words,
    without marks, after which it is this abbreviation and no other. ``numbered``: before a number
    it is its first reading, whatever kind of document has the same code.
    """

    short: str
    long: tuple[str, ...]
    small: bool = False
    chat: bool = False
    code: bool = False
    after: frozenset[str] = frozenset()
    numbered: bool = False


class Abbreviations:
    """A look-up of abbreviations by how they are typed."""

    def __init__(self, entries: Iterable[Abbreviation]) -> None:
        self._entries = tuple(entries)
        by_key: dict[str, list[Abbreviation]] = defaultdict(list)
        for entry in self._entries:
            by_key[fold(entry.short)].append(entry)
        self._by_key: Mapping[str, list[Abbreviation]] = by_key

    @classmethod
    def load(cls) -> Abbreviations:
        """The abbreviations that ship."""
        text = (files("answer") / "data" / "abbreviations.toml").read_text(encoding="utf-8")
        listed = (
            Abbreviation(
                short,
                tuple(row["long"]),
                row.get("small", False),
                row.get("chat", False),
                after=frozenset(fold(word) for word in row.get("after", ())),
                numbered=row.get("numbered", False),
            )
            for row in tomllib.loads(text)["abbreviations"]
            for short in row["short"]
        )
        return cls((*_codes(), *listed))

    def with_corpus(self, texts: Iterable[str]) -> Abbreviations:
        """These, and those that the texts define: ``công nghệ thông tin (CNTT)``. One that its
        texts go on to use stands for itself, for that is the word to look for in them."""
        known = {
            (fold(entry.short), match_key(long)) for entry in self._entries for long in entry.long
        }
        found: dict[tuple[str, str], tuple[str, str]] = {}
        goes_on: Counter[tuple[str, str]] = Counter()
        for text in texts:
            for short, long in dict(defined(text)).items():
                key = (fold(short), match_key(long))
                if key not in known:
                    found.setdefault(key, (short, long))
                    goes_on[key] += _count(short, text) - _count(long, text, re.IGNORECASE)
        own = (
            Abbreviation(short, (short if goes_on[key] > 0 else long,))
            for key, (short, long) in found.items()
        )
        return Abbreviations((*self._entries, *own))

    def readings(
        self, typed: str, *, before_number: bool = False, previous: str = "", lowered: bool = False
    ) -> tuple[str, ...]:
        """What the typed piece may stand for, the commonest first; empty when it is none.

        ``previous`` is the word before it. ``lowered``: take it as in small letters, since the
        whole text is in capitals.
        """
        word = typed.lower() if lowered else typed
        entries = self._by_key.get(fold(word), ())
        exact = [entry for entry in entries if match_key(entry.short) == match_key(word)]
        if not exact and (not word.isascii() or is_plain(word)):
            return ()
        fitting = [entry for entry in exact or entries if _fits(word, entry, before_number)]
        if before_number and (first := [entry for entry in fitting if entry.numbered]):
            return first[0].long[:1]
        if before_number and any(entry.code for entry in fitting):
            fitting = [entry for entry in fitting if entry.code]
        else:
            placed = [entry for entry in fitting if fold(previous) in entry.after]
            fitting = placed or fitting
        readings = (long for entry in fitting for long in entry.long)
        unique = {match_key(long): long for long in reversed(list(readings))}
        return tuple(reversed(unique.values()))


def defined(text: str) -> Iterator[tuple[str, str]]:
    """Abbreviations that a text defines, with what they stand for.

    >>> list(defined("phát triển công nghệ thông tin (CNTT) và vị trí việc làm (viết tắt là VTVL)"))
    [('CNTT', 'công nghệ thông tin'), ('VTVL', 'vị trí việc làm')]
    """
    for match in _DEFINED_AFTER.finditer(text):
        short, start = match["short"], match.start()
        if not _is_short(short):
            continue
        start -= text[start - 1 : start].isspace()
        before = _LAST_WORDS.search(text[max(0, start - _REACH) : start])
        long = _shortened_to(short, before.group()) if before else None
        if long:
            yield short, long
    for match in _DEFINED_BEFORE.finditer(text):
        words, end = match["words"], match.start() - 1
        found = _LAST_SHORT.search(text[max(0, end - _LONGEST_SHORT) : end])
        if found and _is_short(found.group()) and _shortened_to(found.group(), words) == words:
            yield found.group(), words


def _count(words: str, text: str, flags: re.RegexFlag = re.NOFLAG) -> int:
    return len(re.findall(rf"\b{re.escape(words)}\b", text, flags))


def _is_short(short: str) -> bool:
    return short.upper() == short


def _shortened_to(short: str, words: str) -> str | None:
    """The end of ``words`` whose initials are ``short``, or None."""
    letters = [letter for letter in short if letter != "&"]
    for match in reversed(list(_WORD.finditer(words))):
        word = match.group()
        if _begins_with(word, letters[-1]):
            letters.pop()
            if not letters:
                return words[match.start() :].strip()
        elif word.lower() not in _LEFT_OUT:
            return None
    return None


def _begins_with(word: str, letter: str) -> bool:
    first = word[0].upper()
    return first == letter or (letter != "Đ" and fold(first) == fold(letter))


def _fits(word: str, entry: Abbreviation, before_number: bool) -> bool:
    small = word.islower()
    if entry.code and not before_number:
        return False
    if entry.chat or entry.small or entry.code:
        return small or not entry.chat
    if small or not word.isupper():
        # "Tư" of "Bộ Tư pháp" is a syllable, no "TƯ"; "Ubnd" and "cds" are none.
        return len(word) >= _LONG and not is_syllable(word.lower()) and not is_plain(fold(word))
    return True


def _codes() -> Iterator[Abbreviation]:
    """The codes of kinds of documents, read as such before a number."""
    for kind in KINDS.values():
        for short in dict.fromkeys((*kind.codes, *kind.typed)):
            yield Abbreviation(short, (kind.name,), code=True)
