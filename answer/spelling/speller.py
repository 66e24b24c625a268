"""A question as a Vietnamese reader would write it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import as_file, files

from answer.spelling.accents import restore
from answer.spelling.counts import Counts, sequence, vietnamese_runs
from answer.spelling.english import is_english
from answer.spelling.lexicon import Lexicon
from answer.spelling.tokens import Kind, is_shouted, tokenize
from corpus.text import nfc


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
        restored = restore(original, tokens, is_shouted(tokens), self._lexicon)
        return Spelled(original, restored, restored, restored != original, "vi")
