"""A question as a Vietnamese reader would write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files

import numpy as np

from answer.spelling.counts import BREAK, NUMBER, UNKNOWN, Counts, sequence, vietnamese_runs
from answer.spelling.english import is_english
from answer.spelling.lattice import Choice, likeliest
from answer.spelling.lexicon import Lexicon
from answer.spelling.slips import Style, choices_for
from answer.spelling.syllables import canonical
from answer.spelling.tokens import Kind, Token, tokenize
from corpus.places import find_provinces
from corpus.text import match_key, nfc


@dataclass(frozen=True, slots=True)
class Spelled:
    """A question as understood.

    ``text`` is for people (``interpreted_as``): accents restored, slips mended, abbreviations
    left; it is ``original`` to the letter unless ``changed``. ``search_text`` is for search:
    abbreviations written out besides. ``language`` is ``vi`` or ``en``.
    """

    original: str
    text: str
    search_text: str
    changed: bool
    language: str


# A quotation: what stands in it is somebody's wording.
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|‘[^’]*’|(?<!\w)'[^']*'(?!\w)")

_FIXED = {Kind.BREAK: BREAK, Kind.NUMBER: NUMBER, Kind.OTHER: UNKNOWN}
_SHOUTED_WORDS = 4  # this many words, most of them in capitals, are a sentence in capitals
_SHOUTED_SHARE = 0.7


class Speller:
    """Restores what typing left out. Immutable; one may serve many threads.

    >>> Speller.load().understand("so noi vu quang ngai co nhiem vu gi").text
    'sở nội vụ Quảng Ngãi có nhiệm vụ gì'
    """

    def __init__(self, counts: Counts) -> None:
        self._lexicon = Lexicon(counts)

    @classmethod
    def load(cls) -> Speller:
        """The speller that ships. Raises ModelError when its data is damaged."""
        with as_file(files("answer") / "data" / "syllables.npz") as path:
            return cls(Counts.load(path))

    def with_corpus(self, texts: Iterable[str]) -> Speller:
        """A speller that has read these texts too: their names, terms and turns of phrase."""
        counts = self._lexicon.counts
        learned = Counts.learn(
            ((sequence(run), 1) for text in texts for run in vietnamese_runs(text)),
            known=counts.words,
        )
        return Speller(counts.plus(learned))

    def understand(self, text: str) -> Spelled:
        """The question with its accents, slips and abbreviations understood."""
        original = nfc(text)
        tokens = tokenize(original)
        words = [token.text for token in tokens if token.kind is Kind.WORD]
        if is_english(words):
            return Spelled(original, original, original, False, "en")
        restored = self._restored(original, tokens, Style.of(words))
        return Spelled(original, restored, restored, restored != original, "vi")

    def _restored(self, text: str, tokens: Sequence[Token], style: Style) -> str:
        shouted = _is_shouted(tokens)
        kept = [] if style.bare else [match.span() for match in _QUOTED.finditer(text)]
        choices = []
        for token in tokens:
            if token.kind is not Kind.WORD or _is_code(token.text, shouted):
                choices.append(_only(_FIXED.get(token.kind, UNKNOWN)))
            elif any(start <= token.start < end for start, end in kept):
                choices.append(_only(self._lexicon.ids.get(canonical(token.text), UNKNOWN)))
            else:
                word = token.text.lower() if shouted else token.text
                choices.append(choices_for(word, style, self._lexicon))
        path = likeliest(choices, self._lexicon)
        pieces: list[str] = []
        changes: list[tuple[int, int]] = []
        end = length = 0
        for token, choice, index in zip(tokens, choices, path, strict=True):
            pieces.append(text[end : token.start])
            length += token.start - end
            meant = token.text
            if index or (len(choice.ids) > 1 and _misplaced_tone(token.text)):
                meant = _cased(self._meant(token.text, int(choice.ids[index])), token.text)
                if meant != token.text:
                    changes.append((length, length + len(meant)))
            pieces.append(meant)
            length += len(meant)
            end = token.end
        pieces.append(text[end:])
        restored = "".join(pieces)
        return _with_names(restored, changes)

    def _meant(self, typed: str, number: int) -> str:
        return self._lexicon.words[number] if number != UNKNOWN else canonical(typed)


def _only(number: int) -> Choice:
    return Choice(np.array([number], dtype=np.int64), np.zeros(1))


def _misplaced_tone(typed: str) -> bool:
    return match_key(typed) != canonical(typed)


def _is_code(word: str, shouted: bool) -> bool:
    """True for an abbreviation in capitals, in a text that is not all capitals."""
    return not shouted and len(word) > 1 and word.isupper()


def _is_shouted(tokens: Sequence[Token]) -> bool:
    words = [token.text for token in tokens if token.kind is Kind.WORD]
    capitals = sum(word.isupper() for word in words)
    return len(words) >= _SHOUTED_WORDS and capitals >= _SHOUTED_SHARE * len(words)


def _cased(word: str, typed: str) -> str:
    if typed.isupper() and len(typed) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if typed[:1].isupper() else word


def _with_names(text: str, changes: Sequence[tuple[int, int]]) -> str:
    """The text with the names of provinces capitalised where accents were put back."""
    for mention in find_provinces(text):
        if any(mention.start <= start < mention.end for start, _ in changes):
            name = text[mention.start : mention.end]
            if name.islower():
                text = text[: mention.start] + name.title() + text[mention.end :]
    return text
