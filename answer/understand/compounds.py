"""Words of asking that ask nothing because they are part of a longer word: data/compounds.txt."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def are_one_word(left: str, right: str) -> bool:
    """True when two neighbours, as ``match_key`` gives them, are one word of which one syllable
    alone would be a word of asking.

    >>> are_one_word("thiết", "bị"), are_one_word("sở", "nào")
    (True, False)
    """
    return right in _compounds().get(left, ())


@cache
def _compounds() -> Mapping[str, frozenset[str]]:
    text = (files("answer") / "data" / "compounds.txt").read_text(encoding="utf-8")
    lines = (line.partition(":") for line in text.splitlines() if not line.startswith("#"))
    return {left: frozenset(rights.split()) for left, _, rights in lines}
