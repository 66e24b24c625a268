"""The likeliest way through a row of choices: Viterbi over pairs of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from answer.spelling.counts import BREAK, Ints
from answer.spelling.lexicon import Floats, Lexicon


@dataclass(frozen=True, slots=True)
class Choice:
    """What one word may have been meant to be: ids of the lexicon, and for each the logarithm of
    how readily it is typed as it was typed (0 for the spelling that stands there)."""

    ids: Ints
    costs: Floats


_EDGE = Choice(np.array([BREAK], dtype=np.int64), np.zeros(1))


def likeliest(choices: Sequence[Choice], lexicon: Lexicon) -> list[int]:
    """For each choice, the index of its member on the likeliest way from a break to a break.

    Time grows with the product of three neighbouring choices' sizes; a choice of one is free.
    """
    row = [_EDGE, *choices, _EDGE]
    first, _ = lexicon.pair(row[0].ids[:, None], row[1].ids[None, :])
    score = np.log(first) + row[1].costs[None, :]
    back: list[Ints] = []
    for before, here, after in zip(row, row[1:], row[2:], strict=False):
        step = np.log(lexicon.triple(before.ids, here.ids, after.ids))
        reached = score[:, :, None] + step
        best = reached.argmax(axis=0)
        back.append(best)
        score = np.take_along_axis(reached, best[None], axis=0)[0] + after.costs[None, :]
    last, end = np.unravel_index(int(score.argmax()), score.shape)
    path = [int(end), int(last)]
    for best in reversed(back):
        path.append(int(best[path[-1], path[-2]]))
    path.reverse()
    return path[1:-1]
