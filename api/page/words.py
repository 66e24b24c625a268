"""What the pages say, in either language, from one file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from answer.model import Language
from answer.say.phrases import phrases_in

# The thousands' separator and the decimal point change places between the two languages.
_SWAPPED = str.maketrans(",.", ".,")


class Words:
    """The sentences of one language, by key.

    >>> words_of(Language.ENGLISH)("documents.count", shown=2, all=5)
    '2 of 5 documents'
    """

    def __init__(self, language: Language, sentences: Mapping[str, str]) -> None:
        self._language = language
        self._sentences = sentences

    def __call__(self, key: str, **values: object) -> str:
        """The sentence with its values put in. Raises KeyError for an unknown key or value."""
        sentence = self._sentences[key]
        return sentence.format(**values) if values else sentence

    def __contains__(self, key: str) -> bool:
        """True when there is such a sentence."""
        return key in self._sentences

    def day(self, day: date) -> str:
        """A date as the language writes it: ``05/4/2024``, ``5 April 2024``."""
        return phrases_in(self._language).day(day)

    def number(self, value: float, digits: int = 0) -> str:
        """A number as the language writes it: ``13.415,5``, ``13,415.5``."""
        shown = f"{value:,.{digits}f}"
        return shown.translate(_SWAPPED) if self._language is Language.VIETNAMESE else shown

    def share(self, value: float, digits: int = 1) -> str:
        """A share in percent: ``92,5%``."""
        return f"{self.number(value * 100, digits)}%"

    def some(self, *keys: str) -> dict[str, str]:
        """Sentences a script needs, with their places for values left as they stand."""
        return {key: self._sentences[key] for key in keys}


@cache
def words_of(language: Language) -> Words:
    """The words of a language."""
    tables = tomllib.loads(files("api.page").joinpath("words.toml").read_text(encoding="utf-8"))
    return Words(
        language,
        {
            f"{section}.{name}": said[language.value]
            for section, entries in tables.items()
            for name, said in entries.items()
        },
    )
