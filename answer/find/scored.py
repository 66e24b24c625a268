"""A unit laid against a question."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from answer.find.cutting import Unit
from answer.find.features import Features


class Fit(IntEnum):
    """How much of what a question wants a unit shows: ``PART`` of several things."""

    NONE = 0
    PART = 1
    ALL = 2


class Scored(NamedTuple):
    """A unit with its score and what judging needs to know of it.

    ``topical`` is the score without what speaks for its kind; ``coverage`` is the share of the
    question's topic, by rarity, found in the unit, its clause or the headings above, ``own`` in
    the unit itself; ``fits`` says that it shows what the question wants. A tuple, for one is made
    for every unit looked at.
    """

    unit: Unit
    score: float
    topical: float
    coverage: float
    own: float
    fits: bool
    field: bool
    of_body: bool
    features: Features
    text: str
    fit: Fit = Fit.ALL
