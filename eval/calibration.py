"""Whether ``confidence`` is what it says: the chance that an answer is right.

Answers are put into bins by their confidence; in a calibrated system the share of right ones in a
bin is the mean confidence of it. The expected calibration error is the mean distance of the two,
each bin by its size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of one range of confidence: how many, their mean confidence, the share right."""

    answers: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The reliability diagram: its bins that hold anything, lowest first, and the expected
    calibration error, None of nothing."""

    bins: tuple[Bin, ...]
    error: float | None


def calibration(outcomes: Sequence[tuple[float, bool]]) -> Calibration:
    """The calibration of (confidence in [0, 1], right) pairs, in ten bins of one width.

    >>> calibration([(0.9, True), (0.9, False)]).error
    0.4
    """
    binned: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for said, right in outcomes:
        binned[min(int(said * BINS), BINS - 1)].append((said, right))
    bins = tuple(
        Bin(
            answers=len(held),
            confidence=sum(said for said, _ in held) / len(held),
            right=sum(right for _, right in held) / len(held),
        )
        for held in binned
        if held
    )
    if not bins:
        return Calibration((), None)
    total = sum(one.answers for one in bins)
    return Calibration(
        bins, sum(one.answers * abs(one.confidence - one.right) for one in bins) / total
    )
