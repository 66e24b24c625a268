"""A text with its accents put back and its slips mended, everything else as it was typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

import numpy as np

from answer.spelling.slips import Style, choices_for
from corpus.bodies import find_bodies
from corpus.language.counts import BREAK, NO_WORDS, UNKNOWN, Ints
from corpus.language.lattice import Choice, likeliest
from corpus.language.lexicon import Lexicon
from corpus.language.syllables import canonical
from corpus.language.tokens import Kind, Token, is_code, is_shouted, tokenize
from corpus.places import find_provinces
from corpus.text import fold, match_key

# A quotation: what stands in it is somebody's wording.
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|‘[^’]*’|(?<!\w)'[^']*'(?!\w)")

# What ends a sentence.
_ENDS_SENTENCE = re.compile(r"[.!?:]$")

_OFTEN = 4  # times a pair must have been seen to vouch for its words


def restore(
    text: str,
    tokens: Sequence[Token],
    meanings: Mapping[int, str],
    lexicon: Lexicon,
    foreign: Set[str] = frozenset(),
) -> str:
    """The text as a Vietnamese reader would write it.

    ``tokens`` are the text's. ``meanings`` are the abbreviations among them, by index, written
    out: they stay as typed and are understood so; empty for one that could be several things.
    ``foreign`` are words (lower case) that are no syllables and stay as they are.
    Names of provinces are put right by ``corpus.places``, and capitalised where they were.
    """
    words = [token.text for token in tokens if token.kind is Kind.WORD]
    style, shouted = Style.of(words), is_shouted(words)
    names = _names(text, tokens, meanings) if style.bare else {}
    kept = _kept(text, tokens, style, shouted) | meanings.keys() | names.keys()
    kept |= {index for index, token in enumerate(tokens) if token.text.lower() in foreign}
    choices = _choices(tokens, kept, names, style, shouted, lexicon)
    row: list[Choice] = []
    places: list[int] = []
    for index, choice in enumerate(choices):
        places.append(len(row))
        row.extend(_said(meanings.get(index, ""), lexicon) or [choice])
    path = likeliest(row, lexicon)
    pieces: list[str] = []
    end = 0
    for index, token in enumerate(tokens):
        meant = token.text
        if index in names:
            meant = names[index].upper() if shouted else names[index]
        elif path[places[index]] > 0:
            meant = _cased(lexicon.words[choices[index].ids[path[places[index]]]], token.text)
        elif index not in kept and match_key(token.text) != canonical(token.text):
            meant = _cased(canonical(token.text), token.text)
        pieces += (text[end : token.start], meant)
        end = token.end
    pieces.append(text[end:])
    restored = "".join(pieces)
    return restored if style.bare else _with_names(restored)


def _kept(text: str, tokens: Sequence[Token], style: Style, shouted: bool) -> set[int]:
    """The tokens to leave alone: no words, abbreviations, and what is quoted with its accents."""
    quoted = [] if style.bare else [match.span() for match in _QUOTED.finditer(text)]
    return {
        index
        for index, token in enumerate(tokens)
        if token.kind is not Kind.WORD
        or (not shouted and is_code(token.text))
        or any(start <= token.start < end for start, end in quoted)
    }


def _names(text: str, tokens: Sequence[Token], meanings: Mapping[int, str]) -> dict[int, str]:
    """The words of a text without accents that name a province, as the name has them; and the
    words before an abbreviation that name a body with it ("so tttt")."""
    found: dict[int, str] = {}
    for mention in find_provinces(text):
        inside = _inside(tokens, mention.start, mention.end)
        found.update(_aligned(tokens, inside, mention.name))
    for body in find_bodies(text) if meanings else ():
        inside = _inside(tokens, body.start, body.end)
        shortened = [place for place, index in enumerate(inside) if index in meanings]
        if shortened:
            head = " ".join(body.name.split()[: shortened[0]])
            found.update(_aligned(tokens, inside[: shortened[0]], head))
    return found


def _inside(tokens: Sequence[Token], start: int, end: int) -> list[int]:
    return [index for index, token in enumerate(tokens) if start <= token.start < end]


def _aligned(tokens: Sequence[Token], indices: Sequence[int], name: str) -> dict[int, str]:
    """The name's words by the tokens they stand for, if they are the same without marks."""
    words = [token.text for token in tokenize(name)]
    if [fold(tokens[index].text) for index in indices] != [fold(word) for word in words]:
        return {}
    return dict(zip(indices, words, strict=True))


def _with_names(text: str) -> str:
    """The text with names of provinces put right where their marks were mistaken."""
    for mention in find_provinces(text, typos=True):
        written = text[mention.start : mention.end]
        same = match_key(written) == match_key(mention.name)
        if not same and fold(written) == fold(mention.name):
            text = text[: mention.start] + mention.name + text[mention.end :]
    return text


def _said(meaning: str, lexicon: Lexicon) -> list[Choice]:
    return [Choice.only(lexicon.ids.get(canonical(word), UNKNOWN)) for word in meaning.split()]


def _choices(
    tokens: Sequence[Token],
    kept: Set[int],
    names: Mapping[int, str],
    style: Style,
    shouted: bool,
    lexicon: Lexicon,
) -> list[Choice]:
    typed = np.array(
        [_typed_id(token, names.get(i, token.text), lexicon) for i, token in enumerate(tokens)],
        dtype=np.int64,
    )
    before, after = _seen(typed, lexicon)
    choices: list[Choice] = []
    for index, token in enumerate(tokens):
        at_home = before[index] and after[index]
        if index in kept or (at_home and style.trusts(token.text)):
            choices.append(Choice.only(int(typed[index])))
        else:
            lowered = shouted or _begins(tokens, index)
            word = token.text.lower() if lowered else token.text
            strange = not (before[index] or after[index])
            choices.append(choices_for(word, style, lexicon, strange=strange))
    return choices


def _begins(tokens: Sequence[Token], index: int) -> bool:
    """True for the first word of a sentence, which is capitalised whatever it is."""
    return index == 0 or bool(_ENDS_SENTENCE.search(tokens[index - 1].text))


def _typed_id(token: Token, word: str, lexicon: Lexicon) -> int:
    if token.kind is Kind.WORD:
        return lexicon.ids.get(canonical(word), UNKNOWN)
    return NO_WORDS[token.kind]


def _seen(ids: Ints, lexicon: Lexicon) -> tuple[list[bool], list[bool]]:
    """For each word, whether it was seen after the one before it, and before the one after it."""
    edged = np.concatenate(([BREAK], ids, [BREAK]))
    _, place = lexicon.pair(edged[:-1], edged[1:])
    seen = np.where(place >= 0, lexicon.counts.pair_counts[place], 0) >= _OFTEN
    known = ids != UNKNOWN
    return (seen[:-1] & known).tolist(), (seen[1:] & known).tolist()


def _cased(word: str, typed: str) -> str:
    if typed.isupper() and len(typed) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if typed[:1].isupper() else word
