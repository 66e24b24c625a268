"""How far the best sentence stands out from the others that could be the answer.

Where many come close to the best, it is a guess among them, however well it fits: that is the
commonest way to a wrong answer, and neither the score nor the next clause alone tells it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import islice

from answer.find.scored import Scored

# So much of a score makes another sentence e times less likely to be the answer. Measured over
# questions on eight sets of documents: from .06 to .1 it tells as much.
_SCALE = 1 / 12

# Sentences looked at: those after them are too far off to tell anything.
_RIVALS = 12


def share_of_best(ranked: Sequence[Scored]) -> float:
    """The chance, in (0, 1], of the first of some ranked units among those that show what is
    wanted, if one of them is the answer: its softmax. What stands in the list that it opens is part
    of it and no rival."""
    best = ranked[0]
    whole = range(best.unit.start, best.unit.group_end)
    rivals = (
        math.exp((item.score - best.score) / _SCALE)
        for item in islice(ranked, 1, _RIVALS)
        if item.fits
        and not (item.unit.document_id == best.unit.document_id and item.unit.start in whole)
    )
    return 1 / (1 + sum(rivals))
