"""What speaks for a unit as the answer, by name, and how much each feature tells."""

from __future__ import annotations

from typing import NamedTuple


class Likeness(NamedTuple):
    """How alike a question and the passage that holds a unit are, each in [0, 1]: by cosine, and
    by BM25 as a share of the best passage's."""

    dense: float
    lexical: float


class Features(NamedTuple):
    """What speaks for a unit, each from 0 to 1.

    How much of the question's topic is in it (``own``), in the headings above (``heading``), in its
    clause with all that stands above (``near``); the same of neighbouring words (``pairs``,
    ``near_pairs``), and of the question's words as they stand in it (``wording``); how alike its
    passage is to the encoder (``dense``) and to BM25 (``lexical``); how much of its clause's own
    heading the question says (``titled``).

    Whether it is about the ``body`` asked about, part of the ``frame`` (preamble, closing), is the
    ``field`` of a task that shows what is wanted, ``defines`` the topic, is a ``bare`` heading,
    ``opens`` or ``enumerates`` a list where one is wanted, is of the very ``year`` asked about. Up
    to ``frame`` they are what is topical. A tuple, for one is made for every unit looked at.
    """

    own: float
    near: float
    heading: float
    pairs: float
    near_pairs: float
    wording: float
    dense: float
    lexical: float
    titled: float
    body: float
    frame: float
    field: float
    defines: float
    bare: float
    opens: float
    enumerates: float
    year: float


WEIGHTS = Features(
    own=0.35,
    near=0.37,
    heading=0.03,
    pairs=0.05,
    near_pairs=0.22,
    wording=0.16,
    dense=0.63,
    lexical=0.16,
    titled=0.11,
    body=0.18,
    frame=-0.06,
    field=0.23,
    defines=0.50,
    bare=-0.23,
    opens=0.19,
    enumerates=0.06,
    year=0.20,
)
"""How much each feature tells."""

TOPICAL = Features._fields.index("frame") + 1
"""How many of the features, the first, tell of the topic and not of the kind of answer."""
