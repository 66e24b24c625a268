"""A text with its accents put back and its slips mended, everything else as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from answer.spelling.counts import BREAK, NUMBER, UNKNOWN, Ints
from answer.spelling.lattice import Choice, likeliest
from answer.spelling.lexicon import Lexicon
from answer.spelling.slips import Style, choices_for
from answer.spelling.syllables import canonical
from answer.spelling.tokens import Kind, Token, is_code
from corpus.places import find_provinces
from corpus.text import match_key

# A quotation: what stands in it is somebody's wording.
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|‘[^’]*’|(?<!\w)'[^']*'(?!\w)")

_OFTEN = 4  # times a pair must have been seen to vouch for its words

_FIXED = {Kind.BREAK: BREAK, Kind.NUMBER: NUMBER, Kind.OTHER: UNKNOWN}


@dataclass(frozen=True, slots=True)
class Change:
    """A place ``[start, end)`` of the restored text where a word was changed."""

    start: int
    end: int


def restore(text: str, tokens: Sequence[Token], shouted: bool, lexicon: Lexicon) -> str:
    """The text as a Vietnamese reader would write it. ``tokens`` are the text's; ``shouted`` says
    that it is all in capitals. A name of a province that was mended is capitalised."""
    style = Style.of([token.text for token in tokens if token.kind is Kind.WORD])
    choices = list(_choices(text, tokens, style, shouted, lexicon))
    path = likeliest(choices, lexicon)
    pieces: list[str] = []
    changes: list[Change] = []
    end = length = 0
    for token, choice, index in zip(tokens, choices, path, strict=True):
        meant = token.text
        if index > 0:
            meant = _cased(lexicon.words[choice.ids[index]], token.text)
        elif len(choice.ids) > 1 and match_key(token.text) != canonical(token.text):
            meant = _cased(canonical(token.text), token.text)
        length += token.start - end
        if meant != token.text:
            changes.append(Change(length, length + len(meant)))
        pieces += (text[end : token.start], meant)
        length += len(meant)
        end = token.end
    pieces.append(text[end:])
    restored = "".join(pieces)
    return _with_names(restored, changes) if changes else restored


def _choices(
    text: str, tokens: Sequence[Token], style: Style, shouted: bool, lexicon: Lexicon
) -> Iterator[Choice]:
    quoted = [] if style.bare else [match.span() for match in _QUOTED.finditer(text)]
    typed = np.array([_typed_id(token, lexicon) for token in tokens], dtype=np.int64)
    at_home = _at_home(typed, lexicon)
    for index, token in enumerate(tokens):
        begins = index == 0 or tokens[index - 1].kind is Kind.BREAK
        word = token.text.lower() if shouted or begins else token.text
        fixed = token.kind is not Kind.WORD or (not shouted and is_code(token.text))
        fixed = fixed or any(start <= token.start < end for start, end in quoted)
        if fixed or (at_home[index] and style.trusts(word)):
            yield Choice(typed[index : index + 1], np.zeros(1))
        else:
            yield choices_for(word, style, lexicon)


def _typed_id(token: Token, lexicon: Lexicon) -> int:
    if token.kind is Kind.WORD:
        return lexicon.ids.get(canonical(token.text), UNKNOWN)
    return _FIXED[token.kind]


def _at_home(ids: Ints, lexicon: Lexicon) -> list[bool]:
    """For each word, whether it was seen after the one before it and before the one after it."""
    edged = np.concatenate(([BREAK], ids, [BREAK]))
    _, place = lexicon.pair(edged[:-1], edged[1:])
    seen = np.where(place >= 0, lexicon.counts.pair_counts[place], 0) >= _OFTEN
    return (seen[:-1] & seen[1:] & (ids != UNKNOWN)).tolist()


def _cased(word: str, typed: str) -> str:
    if typed.isupper() and len(typed) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if typed[:1].isupper() else word


def _with_names(text: str, changes: Sequence[Change]) -> str:
    """The text with the names of provinces capitalised where accents were put back."""
    for mention in find_provinces(text):
        if any(mention.start <= change.start < mention.end for change in changes):
            name = text[mention.start : mention.end]
            if name.islower():
                text = text[: mention.start] + name.title() + text[mention.end :]
    return text
