"""Which of the units laid against a question comes first: not always the one that scores most."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

from answer.find.leads import tells_who
from answer.find.scored import Fit, Scored
from answer.find.tasks import actors
from answer.find.units import Units
from answer.understand.cues import DOERS
from answer.understand.understanding import Understanding
from corpus.model import Level

# A unit that shows all that is wanted is far from the matter when one that shows a part scores so
# much more.
_FAR = 0.25

# Where who is asked for: how many of the first units are looked at for a row that says who, and
# how much it must tell of the matter that the best tells.
_FIRST, _AS_MUCH_OF_MATTER = 8, 0.9


def in_order(
    question: Understanding, scored: list[Scored], homes: Mapping[str, Units]
) -> list[Scored]:
    """Units from best to worst, those that show what is wanted first; where the duties of a body
    are asked for, what is about it and nothing else before what names it in passing."""
    of_body = question.asks_duties_of_bodies
    ranked = sorted(
        _enough(scored),
        key=lambda item: (not item.fits, of_body and -item.features.body, -item.score),
    )
    return _who_first(ranked, homes) if ranked and DOERS & question.wants else ranked


def _enough(scored: list[Scored]) -> list[Scored]:
    """Units with those taken to fit that show a part, where no unit shows all or the best of those
    is far from the matter."""
    full = max((item.score for item in scored if item.fits), default=-inf)
    part = max((item.score for item in scored if item.fit is Fit.PART), default=-inf)
    if part <= full + _FAR:
        return scored
    return [item._replace(fits=True) if item.fit is Fit.PART else item for item in scored]


def _who_first(ranked: list[Scored], homes: Mapping[str, Units]) -> list[Scored]:
    """Where who is asked for and the first of some ranked units names nobody: the field of a task,
    or the row of a table, that tells as much of the matter and who has it. A plan tells a task in
    its text, and below it or in the table of its annex whose it is."""
    best = ranked[0]
    home = homes[best.unit.document_id]
    named = home.bodies_of(best.unit) or tells_who(best.text)
    if named or best.unit.clause.level is Level.ROW:
        return ranked
    for place, item in enumerate(ranked[1:_FIRST], start=1):
        as_much = item.coverage >= _AS_MUCH_OF_MATTER * best.coverage
        near = item.fits == best.fits and item.score >= best.score - _FAR
        row = item.unit.clause.level is Level.ROW
        says = item.field or (row and actors(homes[item.unit.document_id], item.unit))
        if says and as_much and near:
            return [item, *ranked[:place], *ranked[place + 1 :]]
    return ranked
