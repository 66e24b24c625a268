"""Abbreviations of a text written out, each as what stands around it suggests."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from answer.spelling.abbreviations import Abbreviations
from corpus.language.counts import BREAK, NO_WORDS, UNKNOWN
from corpus.language.lexicon import Lexicon
from corpus.language.syllables import canonical, is_plain
from corpus.language.tokens import Kind, Token, is_shouted
from corpus.places import find_provinces
from corpus.text import fold, match_key

# "K7", "Đ27": khoản 7, Điều 27, as people shorten a reference.
_REFERENCE = re.compile(r"(?<![\w/.-])(?P<letter>[KkĐđ])\.?(?P<number>\d{1,3})(?![\w/-])")
_REFERENCE_WORDS = {"k": "khoản", "đ": "Điều"}

# A question about the short forms themselves.
_ASKS_MEANING = re.compile(r"viết tắt|nghĩa là|có nghĩa|tên đầy đủ")

# What follows a short form that is asked about: "CGC là gì".
_ASKED_ABOUT = re.compile(r"\s*[,:]?\s*là\b")

# Words before a letter that names a clause, a group, a column: there it is no chat word.
_LETTERED = frozenset({"diem", "muc", "nhom", "loai", "hang", "cot", "bang", "khoi", "chu", "phan"})

# A run of letters.
_LETTERS = re.compile(r"[^\W\d_]+")

_RANK_COST = 0.7  # nats by which each reading is rarer than the one listed before it
_CLEAR = 1.5  # nats by which the best reading must lead to stand alone
_MOST_OTHERS = 1
_AROUND = 2  # words on either side that tell


@dataclass(frozen=True, slots=True)
class Reading:
    """What an abbreviation is read as, and what it may be nearly as well."""

    long: str
    others: tuple[str, ...]


def readings(
    tokens: Sequence[Token], abbreviations: Abbreviations
) -> Mapping[int, tuple[str, ...]]:
    """The abbreviations among the tokens, by index, each with all it may stand for."""
    lowered = is_shouted([token.text for token in tokens if token.kind is Kind.WORD])
    found: dict[int, tuple[str, ...]] = {}
    for index, token in enumerate(tokens):
        if token.kind not in (Kind.WORD, Kind.OTHER) or _names_a_clause(tokens, index):
            continue
        longs = abbreviations.readings(
            token.text,
            before_number=_before_number(tokens, index),
            previous=tokens[index - 1].text if index else "",
            lowered=lowered,
        )
        if longs:
            found[index] = longs
    return found


def expand(
    text: str, tokens: Sequence[Token], found: Mapping[int, tuple[str, ...]], lexicon: Lexicon
) -> str:
    """The text with its abbreviations, its shortened references and names of provinces written
    out; an abbreviation that could be several things, or that is asked about, is kept besides."""
    about_forms = _ASKS_MEANING.search(match_key(text)) is not None
    told = {index: longs[0] for index, longs in found.items() if len(longs) == 1}
    pieces: list[str] = []
    end = 0
    for index, longs in sorted(found.items()):
        token = tokens[index]
        reading = _chosen(longs, tokens, index, told, lexicon)
        told[index] = reading.long
        asked = about_forms or _ASKED_ABOUT.match(text, token.end) is not None
        besides = reading.others
        if besides or (asked and token.text.isupper()):
            besides = (token.text, *besides)
        pieces += (text[end : token.start], reading.long)
        if besides:
            pieces.append(f" ({', '.join(besides)})")
        end = token.end
    pieces.append(text[end:])
    expanded = _REFERENCE.sub(_written_reference, "".join(pieces))
    if is_shouted([token.text for token in tokens if token.kind is Kind.WORD]):
        return _with_provinces(expanded.lower(), every=True)
    shortened = any(token.kind is not Kind.BREAK and _is_short(token.text) for token in tokens)
    return _with_provinces(expanded) if shortened else expanded


def _chosen(
    longs: Sequence[str],
    tokens: Sequence[Token],
    index: int,
    told: Mapping[int, str],
    lexicon: Lexicon,
) -> Reading:
    """The likeliest reading between its neighbours; ``told`` are abbreviations read already."""
    before = _neighbours(tokens, range(index - 1, index - 1 - _AROUND, -1), told, lexicon)[::-1]
    after = _neighbours(tokens, range(index + 1, index + 1 + _AROUND), told, lexicon)
    scored = []
    for rank, long in enumerate(longs):
        words = [number for number in _ids(long, lexicon) if number != UNKNOWN]
        here = lexicon.log_likelihood([*before, *words, *after]) if words else 0.0
        score = here - lexicon.log_likelihood(words) if words else 0.0
        scored.append((score - _RANK_COST * rank, -rank, long))
    scored.sort(reverse=True)
    others = tuple(long for score, _, long in scored[1:] if scored[0][0] - score < _CLEAR)
    return Reading(scored[0][2], others[:_MOST_OTHERS])


def _neighbours(
    tokens: Sequence[Token], places: range, told: Mapping[int, str], lexicon: Lexicon
) -> list[int]:
    """The words at places ever farther off, as far as they are known."""
    found: list[int] = []
    for place in places:
        if place < 0 or place >= len(tokens):
            found.append(BREAK)
            break
        token = tokens[place]
        if place in told:
            words = _ids(told[place], lexicon)
            found += words if places.step > 0 else words[::-1]
        elif token.kind is Kind.WORD:
            found.append(lexicon.ids.get(canonical(token.text), UNKNOWN))
        else:
            found.append(NO_WORDS[token.kind])
        if found[-1] in (BREAK, UNKNOWN):
            break
    return [number for number in found[:_AROUND] if number != UNKNOWN]


def _ids(text: str, lexicon: Lexicon) -> list[int]:
    return [lexicon.ids.get(canonical(word), UNKNOWN) for word in _LETTERS.findall(text)]


def _before_number(tokens: Sequence[Token], index: int) -> bool:
    following = [token for token in tokens[index + 1 : index + 3] if token.kind is not Kind.BREAK]
    if following and fold(following[0].text) == "so":
        following = following[1:]
    return bool(following) and any(char.isdigit() for char in following[0].text)


def _names_a_clause(tokens: Sequence[Token], index: int) -> bool:
    alone = len(tokens[index].text) == 1
    return alone and index > 0 and fold(tokens[index - 1].text) in _LETTERED


def _with_provinces(text: str, *, every: bool = False) -> str:
    """The text with short names of provinces ("TP.HCM", "Q.Nam") written out, or with the name
    of every one as it should be."""
    for mention in reversed(find_provinces(text)):
        written = text[mention.start : mention.end]
        if every or any(_is_short(word) for word in _LETTERS.findall(written)):
            city = written.upper().startswith("TP")
            name = f"thành phố {mention.name}" if city else mention.name
            text = text[: mention.start] + name + text[mention.end :]
    return text


def _is_short(word: str) -> bool:
    """True for letters that no vowel makes a syllable, or that are no word at all."""
    return not is_plain(fold(word))


def _written_reference(match: re.Match[str]) -> str:
    return f"{_REFERENCE_WORDS[match['letter'].lower()]} {match['number']}"
