"""What people say and official texts write otherwise (data/paraphrases.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from answer.units import keys


def paraphrases(text: str) -> dict[str, tuple[str, ...]]:
    """For each folded word of a text that is part of a way of speech, the folded words that
    official texts have in its place.

    >>> "hoan" in paraphrases("bao giờ thì xong")["xong"]
    True
    """
    said = keys(text)
    found: dict[str, tuple[str, ...]] = {}
    for phrase, written in _table():
        for start in range(len(said) - len(phrase) + 1):
            if tuple(said[start : start + len(phrase)]) == phrase:
                for key in phrase:
                    found[key] = (*found.get(key, ()), *written)
    return found


@cache
def _table() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Phrases as said, the longest first, with the words that are written for them."""
    path = files("answer") / "data" / "paraphrases.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["said"]
    table = [
        (tuple(keys(phrase)), tuple(dict.fromkeys(keys(" ".join(row["written"])))))
        for row in rows
        for phrase in row["as"]
    ]
    return tuple(sorted(table, key=lambda entry: -len(entry[0])))
