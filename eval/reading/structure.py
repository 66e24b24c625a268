"""How well the tree of clauses agrees with truths written by hand.

A truth is one line of a structure set: a clause (label and first words), the counts of a document
by level, or its task table. Everything here is a pure function of one document's reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.model import Clause, Level
from eval.metrics import labels_agree, normalise

COUNTED_LEVELS: Mapping[str, frozenset[Level]] = {
    "dieu": frozenset({Level.ARTICLE}),
    "muc": frozenset({Level.SECTION}),
    "khoan": frozenset({Level.KHOAN}),
    "diem": frozenset({Level.DIEM}),
}
"""The levels a set counts, by the names it gives them."""


@dataclass(frozen=True, slots=True)
class StructureScore:
    """What was right in one document. ``missed`` are the clause truths without a match, ``counts``
    maps a level to (expected, found), ``rows`` is (expected, found) of its task table, and
    ``rows_missed`` the sample rows that no row of the reading holds whole."""

    right: int
    total: int
    missed: tuple[str, ...]
    counts: Mapping[str, tuple[int, int]]
    rows: tuple[int, int] | None
    rows_missed: tuple[str, ...]

    @property
    def counts_within(self) -> Mapping[str, bool]:
        """Whether each count is within 2 % of the truth."""
        return {
            level: abs(expected - found) <= 0.02 * expected
            for level, (expected, found) in self.counts.items()
        }


def score_structure(
    text: str, clauses: Sequence[Clause], truths: Iterable[Mapping[str, Any]]
) -> StructureScore:
    """Score the reading of one document against its truths (lines of one slug)."""
    right = total = 0
    missed: list[str] = []
    counts: dict[str, tuple[int, int]] = {}
    rows: tuple[int, int] | None = None
    rows_missed: list[str] = []
    openings = [(clause.label, _opening(text, clause)) for clause in clauses]
    for truth in truths:
        if "starts" in truth:
            total += 1
            wanted = normalise(truth["starts"])
            if any(labels_agree(truth["label"], label) and opening.startswith(wanted)
                   for label, opening in openings):  # fmt: skip
                right += 1
            else:
                missed.append(f"{truth['label']}: {truth['starts']}")
        elif "counts" in truth:
            found = count_levels(clauses)
            counts = {
                level: (expected, found[level])
                for level, expected in truth["counts"].items()
                if expected is not None
            }
        elif "rows" in truth:
            lines = [normalise(text[c.start : c.end]) for c in clauses if c.level is Level.ROW]
            rows = (truth["rows"], len(lines))
            rows_missed = [
                row["task"]
                for row in truth["sample"]
                if not any(_holds(line, row) for line in lines)
            ]
    return StructureScore(right, total, tuple(missed), counts, rows, tuple(rows_missed))


def count_levels(clauses: Sequence[Clause]) -> dict[str, int]:
    """Clauses by counted level, annexes left out unless the text is nothing but an annex."""
    annexes = {clause.address for clause in clauses if clause.level is Level.ANNEX}
    roots = {clause.address for clause in clauses if clause.parent is None}
    counted = [
        clause
        for clause in clauses
        if roots <= annexes or clause.address.partition(".")[0] not in annexes
    ]
    return {
        name: sum(clause.level in levels for clause in counted)
        for name, levels in COUNTED_LEVELS.items()
    }


def _opening(text: str, clause: Clause) -> str:
    return normalise(text[clause.start + len(clause.marker) : clause.end][:400])


def _holds(line: str, row: Mapping[str, str | None]) -> bool:
    """True when a row's line holds every cell of the truth."""
    return all(cell is None or normalise(cell) in line for cell in row.values())
