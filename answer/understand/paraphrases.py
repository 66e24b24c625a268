"""What people say and official texts write otherwise (data/paraphrases.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from answer.words import keys
from corpus.text import fold, words

Wording = tuple[str, ...]
"""What official texts write, as its folded words."""

_Entry = tuple[Wording, tuple[Wording, ...]]


def paraphrases(text: str) -> dict[str, tuple[Wording, ...]]:
    """For each folded word of a text that is part of a way of speech, what official texts write in
    its place. The longest way of speech counts alone: what it holds is said by the whole.

    >>> paraphrases("bao giờ thì xong")["xong"][0]
    ('hoan', 'thanh')
    """
    said, table = tuple(words(text)), _table()
    found: dict[str, tuple[Wording, ...]] = {}
    place = 0
    while place < len(said):
        phrase, written = _at(said, place, table.get(said[place], ()))
        for key in map(fold, phrase if written else ()):
            found[key] = (*found.get(key, ()), *written)
        place += len(phrase) or 1
    return found


def _at(said: Wording, place: int, entries: Sequence[_Entry]) -> _Entry:
    """The way of speech that stands at a place, empty where none does."""
    for phrase, written in entries:
        if said[place : place + len(phrase)] == phrase:
            return (phrase, written)
    return ((), ())


@cache
def _table() -> Mapping[str, Sequence[_Entry]]:
    """Phrases as said by their first words, the longest first, with what is written for them; words
    that are whole stand among them with nothing."""
    path = files("answer") / "data" / "paraphrases.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    said: dict[Wording, tuple[Wording, ...]] = {tuple(words(whole)): () for whole in data["whole"]}
    for row in data["said"]:
        written = [tuple(keys(wording)) for wording in row["written"]]
        for phrase in map(tuple, map(words, row["as"])):
            said[phrase] = tuple(dict.fromkeys((*said.get(phrase, ()), *written)))
    table: dict[str, list[_Entry]] = {}
    for phrase in sorted(said, key=len, reverse=True):
        table.setdefault(phrase[0], []).append((phrase, said[phrase]))
    return table
