"""What people say and official texts write otherwise (data/paraphrases.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from answer.words import keys
from corpus.text import fold, words

Wording = tuple[str, ...]


def paraphrases(text: str) -> dict[str, tuple[Wording, ...]]:
    """For each folded word of a text that is part of a way of speech, what official texts write in
    its place, each as its folded words.

    >>> paraphrases("bao giờ thì xong")["xong"]
    (('hoan', 'thanh'),)
    """
    said = tuple(words(text))
    places: dict[str, list[int]] = {}
    for place, word in enumerate(said):
        places.setdefault(word, []).append(place)
    found: dict[str, tuple[Wording, ...]] = {}
    for phrase, written in _table():
        for start in places.get(phrase[0], ()):
            if said[start : start + len(phrase)] == phrase:
                for word in phrase:
                    found[fold(word)] = (*found.get(fold(word), ()), *written)
    return found


@cache
def _table() -> tuple[tuple[Wording, tuple[Wording, ...]], ...]:
    """Phrases as said, the longest first, with what is written for them."""
    path = files("answer") / "data" / "paraphrases.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["said"]
    table = [
        (tuple(words(phrase)), tuple(tuple(keys(wording)) for wording in row["written"]))
        for row in rows
        for phrase in row["as"]
    ]
    return tuple(sorted(table, key=lambda entry: -len(entry[0])))
