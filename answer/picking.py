"""From the sentence that answers to the piece that is shown: the shortest complete one.

A fact is one sentence; a list is every line of it, in order; a duty is the whole clause.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from answer.cues import Want
from answer.ranking import Scored
from answer.shows import DECISIVE, is_field
from answer.understanding import Understanding
from answer.units import Unit, Units
from corpus.model import Level

# A clause up to this many characters is shown whole where no single fact was asked for.
WHOLE = 900

# Wants that are answered by naming a body, and those that a task's fields answer.
_SAID_OF_BODIES = frozenset({Want.LEAD, Want.COOPERATE})
_FIELD_WANTS = _SAID_OF_BODIES | {Want.DATE}

# Levels that are shown whole: a chapter is not.
_SHOWN_WHOLE = frozenset({Level.KHOAN, Level.SUB_KHOAN, Level.DIEM, Level.ARTICLE, Level.ROW})


@dataclass(frozen=True, slots=True)
class Pick:
    """A piece of a document to show: ``[start, end)`` of its text, verbatim. ``context`` is where
    its quote begins, when words before it say what it is of."""

    home: Units
    start: int
    end: int
    context: int | None = None


def pick(
    question: Understanding, ranked: Sequence[Scored], homes: Mapping[str, Units]
) -> list[Pick]:
    """The pieces that answer a question, from its ranked units (best first), in text order."""
    best = ranked[0]
    home = homes[best.unit.document_id]
    facts = question.wants & (DECISIVE | _SAID_OF_BODIES | {Want.COUNT, Want.YES_NO})
    many = question.wants & {Want.LIST, Want.DUTY}
    fields = _fields(question, home, best, ranked)
    if fields:
        return fields
    if best.unit.opens and (many or not facts or best.own < best.coverage / 2):
        return [Pick(home, best.unit.start, best.unit.group_end)]
    if many or not facts:
        return [_paragraph(question, home, best.unit)]
    return [Pick(home, best.unit.start, best.unit.end)]


def _fields(
    question: Understanding, home: Units, best: Scored, ranked: Sequence[Scored]
) -> list[Pick]:
    """The fields of the best unit's clause that hold what is wanted: "- Đơn vị chủ trì: …". Each
    is quoted with the task it is of."""
    clause = best.unit.cited
    found = []
    for want in sorted(question.wants & _FIELD_WANTS):
        for unit in home.between(clause.start, clause.end):
            if unit.cited == clause and is_field(want, home.document.text[unit.start : unit.end]):
                found.append(unit)
                break
    if not found:
        return []
    task = min((s.unit for s in ranked if s.unit.cited == clause), key=lambda unit: unit.start)
    start = best.unit.start if not best.field else task.start
    picks = [Pick(home, unit.start, unit.end, min(start, unit.start)) for unit in found]
    return sorted(dict.fromkeys(picks), key=lambda piece: piece.start)


def _paragraph(question: Understanding, home: Units, unit: Unit) -> Pick:
    """The clause of a unit when it may be shown whole, else its paragraph; for a bullet of a list
    that was asked for, all bullets beside it."""
    clause = unit.cited
    whole = clause.level in _SHOWN_WHOLE
    if whole and (Want.DUTY in question.wants or clause.end - clause.start <= WHOLE):
        return Pick(home, clause.start, clause.end)
    if Want.LIST in question.wants and unit.clause.level is Level.BULLET:
        parent = home.outline.parent(unit.clause)
        beside = home.outline.children(parent)
        bullets = [item for item in beside if item.level is Level.BULLET]
        return Pick(home, bullets[0].start, bullets[-1].end)
    return Pick(home, unit.line_start, max(unit.line_end, unit.group_end))
