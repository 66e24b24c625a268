"""A question as a Vietnamese reader would write it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from answer.model import Language
from answer.spelling.abbreviations import Abbreviations
from answer.spelling.accents import restore
from answer.spelling.english import is_english, translate_terms
from answer.spelling.expansion import expand, readings
from answer.spelling.spacing import foreign_words, spaced
from corpus.language.counts import Counts, sequence, vietnamese_runs
from corpus.language.lexicon import Lexicon, shipped_lexicon
from corpus.language.tokens import Kind, tokenize
from corpus.model import Document
from corpus.text import nfc


@dataclass(frozen=True, slots=True)
class Spelled:
    """A question as understood.

    ``text`` is for people (``interpreted_as``): accents restored, slips mended, abbreviations
    left; it is ``original`` to the letter unless ``changed``. ``search_text`` is for search:
    abbreviations written out besides.
    """

    original: str
    text: str
    search_text: str
    changed: bool
    language: Language


_MOST_LEARNED = 5_000_000  # characters read of a corpus
_SLIP_RATIO = 10  # times a pair is commoner with other marks, from which it counts as a slip


class Speller:
    """Restores what typing left out. Immutable; one may serve many threads.

    >>> Speller.load().understand("so noi vu quang ngai co nhiem vu gi").text
    'sở nội vụ Quảng Ngãi có nhiệm vụ gì'
    """

    def __init__(
        self,
        lexicon: Lexicon,
        abbreviations: Abbreviations,
        foreign: frozenset[str] = frozenset(),
    ) -> None:
        self._lexicon = lexicon
        self._abbreviations = abbreviations
        self._foreign = foreign

    @classmethod
    def load(cls) -> Speller:
        """The speller that ships. Raises ModelError when its data is damaged."""
        return cls(shipped_lexicon(), Abbreviations.load())

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Speller:
        """The speller that ships, after it has read these documents."""
        return cls.load().with_corpus(document.text for document in documents)

    def with_corpus(self, texts: Iterable[str]) -> Speller:
        """A speller that has read these texts too: their names, terms and turns of phrase, and
        the abbreviations they define. Of a large corpus it reads the beginning of each text, so
        that it takes two seconds or so at most."""
        read = list(texts)
        if sum(map(len, read)) > _MOST_LEARNED:
            read = [text[: _MOST_LEARNED // len(read)] for text in read]
        counts = self._lexicon.counts
        learned = Counts.learn(
            ((sequence(run), 1) for text in read for run in vietnamese_runs(text)),
            known=counts.words,
        )
        added = counts.plus(learned.without_slips(counts, _SLIP_RATIO))
        abbreviations = self._abbreviations.with_corpus(read)
        return Speller(Lexicon(added), abbreviations, self._foreign | foreign_words(read))

    def understand(self, text: str) -> Spelled:
        """The question with its accents, slips and abbreviations understood."""
        original = nfc(text)
        tokens = tokenize(original)
        if is_english([token.text for token in tokens if token.kind is Kind.WORD]):
            search = self._expanded(translate_terms(original))
            return Spelled(original, original, search, False, Language.ENGLISH)
        typed = spaced(original, self._lexicon, self._foreign)
        if typed != original:
            tokens = tokenize(typed)
        found = readings(tokens, self._abbreviations)
        meanings = {index: longs[0] if len(longs) == 1 else "" for index, longs in found.items()}
        restored = restore(typed, tokens, meanings, self._lexicon, self._foreign)
        changed = restored != original
        return Spelled(original, restored, self._expanded(restored), changed, Language.VIETNAMESE)

    def _expanded(self, text: str) -> str:
        tokens = tokenize(text)
        return expand(text, tokens, readings(tokens, self._abbreviations), self._lexicon)
