"""What the pages say, in either language, from one file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Language(StrEnum):
    """A language of the pages; the documents stay in theirs."""

    VIETNAMESE = "vi"
    ENGLISH = "en"

    @property
    def other(self) -> Language:
        """The language to change to."""
        return Language.ENGLISH if self is Language.VIETNAMESE else Language.VIETNAMESE


class Words:
    """The sentences of one language, by key.

    >>> words_of(Language.ENGLISH)("documents.count", shown=2, all=5)
    '2 of 5 documents'
    """

    def __init__(self, sentences: Mapping[str, str]) -> None:
        self._sentences = sentences

    def __call__(self, key: str, **values: object) -> str:
        """The sentence with its values put in. Raises KeyError for an unknown key or value."""
        sentence = self._sentences[key]
        return sentence.format(**values) if values else sentence

    def some(self, *keys: str) -> dict[str, str]:
        """Sentences a script needs, with their places for values left as they stand."""
        return {key: self._sentences[key] for key in keys}


@cache
def words_of(language: Language) -> Words:
    """The words of a language."""
    tables = tomllib.loads(files("api.page").joinpath("words.toml").read_text(encoding="utf-8"))
    return Words(
        {
            f"{section}.{name}": said[language.value]
            for section, entries in tables.items()
            for name, said in entries.items()
        }
    )
