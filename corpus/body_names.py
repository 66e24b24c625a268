"""The listed names of bodies and how they are found at a place of a text.

A name is compared by its words: without accents where the text has none, abbreviations written
out, "và", "các" and punctuation inside a name left out of account. ``corpus.bodies`` is the door.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from corpus.datafiles import read_data
from corpus.places import ALL
from corpus.text import fold, match_key

# A document's number, whose "UBND" or "TTg" names no body ("87/KH-UBND", "57-nq/tw"); or, as
# ``word``, an abbreviation with its ampersands and dashes ("TT&TT", "LĐ-TB&XH"), or a word.
_WORD = re.compile(
    r"\b\d{1,6}[a-z]?(?:/\d{4})?[/-][^\W\d_][^\W_]*(?:[/-][^\W_]+)*|"
    r"(?P<word>[A-ZĐ]{2,}(?:[&-][A-ZĐ]{2,})+(?![^\W_])|[^\W_]+(?:&[^\W_]+)*)"
)

# What may stand between two words of one body's name.
_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*|\s*[,\-–&/]\s*")

_SKIPPED = frozenset({"va", "cac"})
_HEADS = frozenset({"sở", "so", "bộ", "bo"})


@dataclass(frozen=True, slots=True)
class BodyMention:
    """A place of a text that names a body. ``name`` is canonical for listed bodies, else as
    written."""

    name: str
    start: int
    end: int


class Word(NamedTuple):
    """A word of a name or text; words of an expanded abbreviation share their span. ``plain``
    words have no accents of their own to compare. A tuple, for one is made for every word."""

    folded: str
    key: str
    plain: bool
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    """A step of a listed name: what may follow, the accented forms it is written in, and the
    body's name where one ends."""

    next: dict[str, _Node]
    keys: set[str]
    name: str = ""


def listed_bodies(text: str) -> Iterator[BodyMention]:
    """The listed bodies that ``text`` names, the longest name at each place."""
    words = words_of(text)
    index = 0
    while index < len(words):
        found = _longest(text, words, index)
        if found is None:
            index += 1
            continue
        yield found
        while index < len(words) and words[index].start < found.end:
            index += 1


def listed_name(name: str) -> str | None:
    """The canonical name of a listed body when ``name`` is a spelling of it, whole; else None."""
    words = words_of(name)
    found = _longest(name, words, 0)
    if found is None or any(word.start >= found.end for word in content(words)):
        return None
    return found.name


def content(words: Sequence[Word]) -> list[Word]:
    """The words that tell names apart."""
    return [word for word in words if word.folded not in _SKIPPED]


def words_of(text: str) -> list[Word]:
    """The words of a text, abbreviations written out. A field's code counts after "Sở" or "Bộ"
    alone; "STTTT" and "BTTTT" stand for the whole name."""
    words: list[Word] = []
    for match in _WORD.finditer(text):
        if (raw := match["word"]) is None:
            continue
        after_head = bool(words) and words[-1].key in _HEADS
        start, end = match.span()
        words += [Word(*part, start, end) for part in _parts(raw, after_head)]
    return words


# The same words come again and again; no more are remembered: who asks brings new ones for ever.
@lru_cache(maxsize=8_192)
def _parts(raw: str, after_head: bool) -> list[tuple[str, str, bool]]:
    """The words that a word of a text stands for: folded, as compared, whether plain."""
    code = fold(raw).replace("&", "v").replace("-", "")
    full = _field_codes().get(code) if after_head else None
    full = full or (_abbreviations().get(code) if _abbreviated(raw, code) else None)
    return [
        (fold(part), match_key(part), full is not None or part.isascii())
        for part in re.findall(r"[^\W_]+", full or raw)
    ]


@cache
def code_names() -> Mapping[str, str]:
    """Ministries and departments by their folded code: ``btttt``, ``skhdt``."""
    return {
        fold(letter + code): f"{head} {row['name']}"
        for head, letter in (("Sở", "S"), ("Bộ", "B"))
        for row in read_data("bodies")["fields"]
        for code in row["codes"]
    }


def _longest(text: str, words: Sequence[Word], index: int) -> BodyMention | None:
    """The longest listed name that begins at word ``index``. Its first word must have the right
    accents, if any; of three others one may be mistyped."""
    node, best = _trie(), None
    wrong = count = 0
    for position in range(index, len(words)):
        word = words[position]
        if position > index and not _joined(text, words[position - 1], word):
            break
        if word.folded in _SKIPPED and position > index:
            continue
        step = node.next.get(word.folded)
        if step is None:
            break
        node = step
        count += 1
        if not word.plain and word.key not in node.keys:
            if position == index:
                return None
            wrong += 1
        if node.name and wrong * 3 <= count and _whole(words, position):
            best = BodyMention(node.name, words[index].start, word.end)
    return best


def _joined(text: str, left: Word, right: Word) -> bool:
    same = left.start == right.start
    return same or _GAP.fullmatch(text[left.end : right.start]) is not None


def _whole(words: Sequence[Word], position: int) -> bool:
    """False in the middle of an expanded abbreviation."""
    return position + 1 == len(words) or words[position + 1].start != words[position].start


def _abbreviated(raw: str, code: str) -> bool:
    """True when a word may be an abbreviation: in capitals, or no syllable of the language for
    want of a vowel after its first letter ("ubnd", "sttt")."""
    return not raw.islower() or not re.search("[aeiouy]", code[1:] if code[2:] else code)


@cache
def _field_codes() -> Mapping[str, str]:
    fields = read_data("bodies")["fields"]
    return {fold(code): row["name"] for row in fields for code in row["codes"]}


@cache
def _abbreviations() -> Mapping[str, str]:
    words = {fold(code): name for code, name in read_data("bodies")["words"].items()}
    return words | {code: name for code, name in code_names().items() if len(code) > 2}


@cache
def _trie() -> _Node:
    """All listed names by their folded words; newspapers are named after their province."""
    table = read_data("bodies")
    names = [(f"{head} {row['name']}", ()) for head in ("Sở", "Bộ") for row in table["fields"]]
    names += [(row["name"], row.get("aliases", ())) for row in table["bodies"]]
    names += [(f"Báo {item.name}", ()) for item in ALL]
    root = _Node({}, set())
    for name, aliases in names:
        for spelling in (name, *aliases):
            node = root
            for position, word in enumerate(words_of(spelling)):
                if word.folded in _SKIPPED and position:
                    continue
                node = node.next.setdefault(word.folded, _Node({}, set()))
                node.keys.add(word.key)
            node.name = node.name or name
    return root
