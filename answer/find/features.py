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

    Whether it is about the ``body`` asked about, from a ``secondary`` source, part of the ``frame``
    (preamble, closing), ``shows`` what is wanted, is the ``field`` of a task that does, ``defines``
    the topic, is a legal ``basis`` where one is wanted or an ``unasked_basis``, ``names`` a body
    where one is asked for, is a ``bare`` heading, ``opens`` or ``enumerates`` a list where one is
    wanted, is of the very ``year`` asked about or of ``other_years``. Up to ``frame`` they are what
    is topical. A tuple, for one is made for every unit looked at.
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
    secondary: float
    frame: float
    shows: float
    field: float
    defines: float
    basis: float
    unasked_basis: float
    names: float
    bare: float
    opens: float
    enumerates: float
    year: float
    other_years: float


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
    secondary=-0.02,
    frame=-0.06,
    shows=0.26,
    field=0.23,
    defines=0.50,
    basis=0.30,
    unasked_basis=-0.09,
    names=0.07,
    bare=-0.23,
    opens=0.19,
    enumerates=0.06,
    year=0.20,
    other_years=-0.12,
)
"""How much each feature tells."""

TOPICAL = Features._fields.index("frame") + 1
"""How many of the features, the first, tell of the topic and not of the kind of answer."""
