"""What speaks for a unit as the answer, by name, and how much each feature tells."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import NamedTuple

from answer.find.cutting import Unit


class Likeness(NamedTuple):
    """How alike a question and the passage that holds a unit are, each in [0, 1]: by cosine, and
    by BM25 as a share of the best passage's."""

    dense: float
    lexical: float


Likenesses = Callable[[Sequence[Unit]], Sequence[Likeness]]
"""Tells the likeness of each of some units."""


class Features(NamedTuple):
    """What speaks for a unit, each from 0 to 1.

    How much of the question's topic is in it (``own``) and in its clause with all that stands above
    (``near``); the same of neighbouring words (``near_pairs``), and of the question's words as they
    stand in it (``wording``); how alike its passage is to the encoder (``dense``) and to BM25
    (``lexical``); how much of what its clause tells is the question's topic (``told``); whether the
    question says the heading it stands under (``called``), how nearly the topic is what such a
    heading says, no more and no less (``headed``), whether it stands in an annex
    (``annexed``), is about the ``body`` asked about, is part of the ``frame`` (preamble, closing),
    says what the text is about (``scope``). So far they are what is topical.

    How much of what stands beside the word that asks is in it (``asked``: "những giấy tờ gì");
    whether it is the ``field`` of a task that shows what is wanted, ``defines`` the topic,
    ``opens`` or ``enumerates`` a list where one is wanted, ``heads`` one of the very things asked
    for; how much of what the heading of a list tells is the question's topic (``precise``);
    whether it is of the very ``year`` asked about, ``tells`` what few sentences do and the question
    demands (what a text replaces), ``decides`` where yes or no is asked: "không được", "phải",
    tells ``who`` holds an office or works with whom, where that is asked.
    A tuple, for one is made for every unit looked at.
    """

    own: float
    near: float
    near_pairs: float
    wording: float
    dense: float
    lexical: float
    told: float
    called: float
    headed: float
    annexed: float
    body: float
    frame: float
    scope: float
    asked: float
    field: float
    defines: float
    opens: float
    heads: float
    precise: float
    enumerates: float
    year: float
    tells: float
    decides: float
    who: float


WEIGHTS = Features(
    **tomllib.loads((files("answer") / "data" / "ranking.toml").read_text(encoding="utf-8"))
)
"""How much each feature tells."""

TOPICAL = Features._fields.index("scope") + 1
"""How many of the features, the first, tell of the topic and not of the kind of answer."""
