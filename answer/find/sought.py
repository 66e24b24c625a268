"""Clauses that are looked into whatever search thinks of them, for a question asks for what stands
there: the line that explains a term, the article on coming into force, what a body heads."""

from __future__ import annotations

from answer.find.cutting import Unit
from answer.find.defining import terms_asked
from answer.find.demands import demands
from answer.find.library import Library
from answer.find.scope import Side
from answer.find.units import Units
from answer.understand.cues import Want
from answer.understand.understanding import Understanding
from corpus.bodies import body_key

# Documents of a side up to which such clauses are sought in each.
_FEW = 4


def with_sought(
    question: Understanding, side: Side, library: Library, units: list[tuple[Units, Unit]]
) -> list[tuple[Units, Unit]]:
    """The units of a side with those of the clauses that are sought."""
    if len(side.document_ids) > _FEW:
        return units
    on_force = any(demand.on_force for demand in demands(question.text))
    on_scope = any(demand.on_scope for demand in demands(question.text))
    terms = terms_asked(question.search_text) if Want.DEFINITION in question.wants else ()
    bodies = {body_key(m.name) for m in question.bodies} if question.asks_duties_of_bodies else ()
    if not (on_force or on_scope or terms or bodies):
        return units
    there = {(unit.document_id, unit.start) for _, unit in units}
    sought = []
    for home in map(library.units, side.document_ids):
        clause = home.on_force if on_force else None
        spans = [(clause.start, clause.end)] if clause else []
        spans += [(article.start, article.end) for article in home.on_scope if on_scope]
        spans += (
            [(clause.start, clause.end) for clause in home.outline if home.is_about(clause, bodies)]
            if bodies
            else []
        )
        starts = [home.explained[term] for term in terms if term in home.explained]
        spans += [(start, home.document.text.find("\n", start)) for start in starts]
        sought += [(home, unit) for span in spans for unit in home.between(*span)]
    return units + [(home, u) for home, u in sought if (u.document_id, u.start) not in there]
