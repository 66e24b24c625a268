"""English questions: told from Vietnamese ones, and put into Vietnamese terms for search."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain

from corpus.language.syllables import canonical, is_plain
from corpus.language.tokens import is_code
from corpus.places import find_provinces
from corpus.text import nfc

# A piece of an English question: a number with its symbol, a word with its possessive, a mark.
_PIECE = re.compile(r"(?:[\w&]+[/.-])*[\w&]*\d(?:[/.-]?[\w&])*|[^\W\d_]+(?:['’]s?(?!\w))?|[^\w\s]")

# The possessive at the end of a word.
_POSSESSIVE = re.compile(r"['’]s?$")

# The possessive after a name.
_POSSESSIVE_NEXT = re.compile(r"['’]s?(?!\w)")

# Endings that English adds to a word that the glossary has without: (ending, what stood there).
_ENDINGS = (
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ied", "y"),
    ("ed", "e"),
    ("ed", ""),
    ("ing", ""),
    ("ing", "e"),
)

# A consonant that English doubles before an ending: "submitted", "planning".
_DOUBLED = re.compile(r"([bdgmnprt])\1(?:ed|ing)$")

# The comma between the thousands of a number.
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")

_WHICH = "nào"  # stands after what it asks of: "which bank" is "ngân hàng nào"

_ENGLISH_SHARE = 0.6  # of the words that can be told apart
_TELLING = 3  # English words that the glossary knows, from which a sentence is English


def is_english(words: Sequence[str]) -> bool:
    """True when most words cannot be Vietnamese (what bears no mark and is no syllable), and an
    English word binds the sentence or several are known. Words that could be either tell nothing.

    >>> is_english("Who signed the plan of Tay Ninh".split())
    True
    >>> is_english("ai ky ke hoach cua tay ninh".split())
    False
    """
    told = [word.lower() for word in words if not is_code(word)]
    foreign = [word for word in told if word.isascii() and not is_plain(canonical(word))]
    native = sum(word not in _binding_words() for word in told) - sum(
        word not in _binding_words() for word in foreign
    )
    if not foreign or len(foreign) < _ENGLISH_SHARE * (len(foreign) + native):
        return False
    if any(word in _binding_words() for word in foreign):
        return True
    glossary, _ = _glossary()
    return sum(_looked_up([word], glossary) is not None for word in foreign) >= _TELLING


def translate_terms(text: str) -> str:
    """An English question as Vietnamese words to search by: known terms in Vietnamese, longest
    first; numbers, codes, names and words unknown as they are; binding words left out.

    >>> translate_terms("Who signed Tay Ninh's digital transformation plan?")
    'ai ký Tây Ninh chuyển đổi số kế hoạch'
    """
    return " ".join(_translated(_THOUSANDS.sub(".", nfc(text))))


def _translated(text: str) -> Iterator[str]:
    end = 0
    for mention in find_provinces(text, folded=True):
        yield from _terms(text[end : mention.start])
        yield mention.name
        possessive = _POSSESSIVE_NEXT.match(text, mention.end)
        end = possessive.end() if possessive else mention.end
    yield from _terms(text[end:])


def _terms(text: str) -> Iterator[str]:
    glossary, longest = _glossary()
    pieces = _pieces(text)
    index = 0
    asked = False
    while index < len(pieces):
        size, meaning = (
            1,
            pieces[index] if pieces[index].isalnum() or len(pieces[index]) > 1 else "",
        )
        for longer in range(min(longest, len(pieces) - index), 0, -1):
            known = _looked_up(pieces[index : index + longer], glossary)
            if known is not None:
                size, meaning = longer, known
                break
        index += size
        if meaning == _WHICH:
            asked = True
        elif any(char.isalnum() for char in meaning):
            yield meaning
            if asked:
                yield _WHICH
            asked = False
    if asked:
        yield _WHICH


def _pieces(text: str) -> list[str]:
    """What is looked up of an English text: words without possessives and hyphens, numbers."""
    pieces = (_POSSESSIVE.sub("", piece) for piece in _PIECE.findall(text))
    return [piece for piece in pieces if piece and piece != "-"]


def _looked_up(pieces: Sequence[str], glossary: Mapping[tuple[str, ...], str]) -> str | None:
    """What the pieces mean together; the last may bear an ending."""
    if tuple(pieces) in glossary:
        return glossary[tuple(pieces)]
    *before, last = (piece.lower() for piece in pieces)
    for form in _without_endings(last):
        meaning = glossary.get((*before, form))
        if meaning is not None:
            return meaning
    return None


def _without_endings(word: str) -> Iterator[str]:
    yield word
    for ending, stood in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            yield word.removesuffix(ending) + stood
    if doubled := _DOUBLED.search(word):
        yield word[: doubled.start() + 1]


@cache
def _rows(name: str) -> Mapping[str, str]:
    """The Vietnamese of the English words and phrases of a data file."""
    text = (files("answer") / "data" / f"{name}.toml").read_text(encoding="utf-8")
    return dict(chain.from_iterable(table.items() for table in tomllib.loads(text).values()))


@cache
def _glossary() -> tuple[Mapping[tuple[str, ...], str], int]:
    """All that is known by the pieces of its English side, and the most pieces of any."""
    terms = {
        tuple(_pieces(english)): vietnamese
        for name in ("glossary_en", "asking_en")
        for english, vietnamese in _rows(name).items()
    }
    return terms, max(map(len, terms))


@cache
def _binding_words() -> frozenset[str]:
    """Words that make a sentence English: those of asking and those left out. They stand in a file
    of their own, for every question is held against them, a Vietnamese one too."""
    return frozenset(word for key in _rows("asking_en") for word in key.split())
