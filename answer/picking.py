"""From the sentence that answers to the piece that is shown: the shortest complete one.

A fact is one sentence; a list is every line of it, in order; a duty is the whole clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from answer.cues import Want
from answer.ranking import Scored
from answer.shows import DECISIVE, is_field, shows
from answer.understanding import Understanding
from answer.units import Unit, Units
from corpus.model import Level

# A clause up to this many characters is shown whole where no single fact was asked for.
WHOLE = 900

# Levels that are shown whole: a chapter is not.
_SHOWN_WHOLE = frozenset({Level.KHOAN, Level.SUB_KHOAN, Level.DIEM, Level.ARTICLE, Level.ROW})


@dataclass(frozen=True, slots=True)
class Pick:
    """A piece of a document to show: ``[start, end)`` of its text, verbatim."""

    home: Units
    start: int
    end: int


def pick(question: Understanding, ranked: Sequence[Scored], homes: dict[str, Units]) -> list[Pick]:
    """The pieces that answer a question, from its ranked units (best first), in text order."""
    best = ranked[0]
    home = homes[best.unit.document_id]
    facts = question.wants & (DECISIVE | {Want.COUNT, Want.LEAD, Want.COOPERATE, Want.YES_NO})
    many = question.wants & {Want.LIST, Want.DUTY}
    if best.unit.opens and (many or not facts or best.own < best.coverage / 2):
        return [Pick(home, best.unit.start, best.unit.group_end)]
    if many or not facts:
        return [_paragraph(question, home, best.unit)]
    picks = [Pick(home, best.unit.start, best.unit.end)]
    for want in sorted(facts):
        if not any(shows(want, home.document.text[p.start : p.end]) for p in picks):
            picks += _companion(want, best, ranked, homes)
    return _in_order(picks)


def _paragraph(question: Understanding, home: Units, unit: Unit) -> Pick:
    """The clause of a unit when it may be shown whole, else its paragraph."""
    clause = unit.cited
    if Want.DUTY in question.wants and clause.level in _SHOWN_WHOLE:
        return Pick(home, clause.start, clause.end)
    if clause.level in _SHOWN_WHOLE and clause.end - clause.start <= WHOLE:
        return Pick(home, clause.start, clause.end)
    return Pick(home, unit.line_start, max(unit.line_end, unit.group_end))


def _companion(
    want: Want, best: Scored, ranked: Sequence[Scored], homes: dict[str, Units]
) -> list[Pick]:
    """The sentence of the same clause that shows what the best one does not: who, when."""
    home = homes[best.unit.document_id]
    for scored in ranked:
        unit = scored.unit
        same = unit.document_id == best.unit.document_id and unit.cited == best.unit.cited
        if same and (
            is_field(want, scored.text) or (want in DECISIVE and shows(want, scored.text))
        ):
            return [Pick(home, unit.start, unit.end)]
    return []


def _in_order(picks: list[Pick]) -> list[Pick]:
    return sorted(dict.fromkeys(picks), key=lambda p: (p.home.document.id, p.start))
