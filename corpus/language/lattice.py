"""The likeliest way through a row of choices: Viterbi over pairs of neighbouring words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.language.counts import BREAK, UNKNOWN, Ints
from corpus.language.lexicon import Floats, Lexicon


@dataclass(frozen=True, slots=True)
class Choice:
    """What one word may have been meant to be: ids of the lexicon, and for each the logarithm of
    how readily it is typed as it was typed (0 for the spelling that stands there)."""

    ids: Ints
    costs: Floats

    @classmethod
    def only(cls, number: int) -> Choice:
        """The choice of a word that can be but one."""
        return cls(np.array([number], dtype=np.int64), np.zeros(1))


_EDGE = Choice.only(BREAK)
_CONTEXT = 2  # words on either side that a word's probability depends on


def likeliest(choices: Sequence[Choice], lexicon: Lexicon) -> list[int]:
    """For each choice, the index of its member on the likeliest way from a break to a break.

    Words that have no choice cost nothing: two of them side by side part the row.
    """
    row = [_EDGE, *choices, _EDGE]
    path = [0] * len(row)
    for start, end in _windows(row):
        path[start:end] = _best(row[start:end], lexicon)
    return path[1:-1]


def _windows(row: Sequence[Choice]) -> Iterator[tuple[int, int]]:
    """Ranges of the row that hold every open choice and the words it depends on."""
    start = end = -1
    for index, choice in enumerate(row):
        if len(choice.ids) == 1:
            continue
        if start >= 0 and index - end >= _CONTEXT:
            yield start, min(end + _CONTEXT, len(row))
            start = -1
        if start < 0:
            start = max(index - _CONTEXT, 0)
        end = index + 1
    if start >= 0:
        yield start, min(end + _CONTEXT, len(row))


def _best(row: Sequence[Choice], lexicon: Lexicon) -> list[int]:
    """The likeliest indices over a row of two choices or more."""
    width = max(len(choice.ids) for choice in row)
    ids = np.full((len(row), width), UNKNOWN, dtype=np.int64)
    costs = np.full((len(row), width), -np.inf)
    for place, choice in enumerate(row):
        ids[place, : len(choice.ids)] = choice.ids
        costs[place, : len(choice.ids)] = choice.costs
    after_one, after_two = lexicon.along(ids, np.isfinite(costs))
    score = costs[0][:, None] + np.log(after_one[0]) + costs[1][None, :]
    steps = np.log(after_two) + costs[2:, None, None, :]
    back: list[Ints] = []
    for step in steps:
        reached = score[:, :, None] + step
        back.append(reached.argmax(axis=0))
        score = reached.max(axis=0)
    last, end = divmod(int(score.argmax()), width)
    path = [end, last]
    for best in reversed(back):
        path.append(int(best[path[-1], path[-2]]))
    path.reverse()
    return path
