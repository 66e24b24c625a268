"""What one side of a question comes to: the data of its document, the tasks of a body in a table,
or the sentences that answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from answer.find.confidence import Confidence, Direct
from answer.find.cutting import Unit
from answer.find.fitting import of_annexes
from answer.find.judging import Verdict, judge
from answer.find.library import Library
from answer.find.looking import Looker
from answer.find.rankings import Rankings
from answer.find.scope import Side
from answer.find.scored import Scored
from answer.find.sought import with_sought
from answer.find.tasks import tasks_of
from answer.find.units import Units
from answer.say.document_data import asks_document_data, only_primary, since_when, told
from answer.say.either import next_best
from answer.say.picking import Pick, pick
from answer.understand.cues import Want
from answer.understand.understanding import Understanding
from corpus.bodies import body_key
from corpus.numbers import NumberMention, find_numbers, matches
from index.model import Look

# Wants of metadata that a text without such metadata may still answer in its sentences.
_AS_CONTENT = {Want.ISSUED_ON: Want.DATE, Want.SIGNER: Want.LEAD, Want.ISSUER: Want.LEAD}


@dataclass(frozen=True, slots=True)
class Looked:
    """A question laid against the index: ``units`` are those of a side worth looking at."""

    look: Look
    rankings: Rankings
    units: Callable[[Side], list[tuple[Units, Unit]]]


@dataclass(frozen=True, slots=True)
class Found:
    """What one side of a question came to; ``also`` is what else may have been meant."""

    side: Side
    picks: tuple[Pick, ...]
    verdict: Verdict
    nearest: Scored | None = None
    also: tuple[Pick, ...] = ()


class OfSide:
    """Finds what one side of a question comes to. Thread-safe."""

    def __init__(
        self,
        library: Library,
        looker: Looker,
        rarity: Callable[[str], float],
        confidence: Confidence,
    ) -> None:
        self._library = library
        self._looker = looker
        self._rarity = rarity
        self._confidence = confidence

    def find(
        self,
        question: Understanding,
        side: Side,
        looked: Looked,
        *,
        alone: bool,
        named: bool,
        beside: bool = False,
    ) -> Found:
        """What a side comes to. ``alone``: it is the only one; ``named``: the question names it;
        ``beside``: another has its answer."""
        from_data = self._document_data(question, side)
        if from_data is not None:
            return from_data
        cited = self._only_cited(question, side)
        question = replace(
            question, wants=frozenset(_AS_CONTENT.get(want, want) for want in question.wants)
        )
        units = with_sought(question, side, self._library, looked.units(side))
        if side.province is not None:
            units = [
                (home, unit)
                for home, unit in units
                if home.provinces.speaks_of(unit, side.province, by_name=side.by_name)
                and (home.document.province or all(map(home.spans_year, question.years)))
            ]
        inside = self._inside_references(question, side, looked.look)
        units = inside or (of_annexes(question, units) if alone else units)
        units = [(home, unit) for home, unit in units if cited & unit.own] or units
        units = self._naming(question, units)
        tasks = self._tasks(question, units) if named else ()
        if tasks:
            return Found(side, tasks, Verdict(True, self._confidence.of_direct(Direct.DATA)))
        ranked = looked.rankings.rank(question, units)
        verdict = judge(
            question, ranked, self._confidence, named=named, inside=bool(inside), beside=beside
        )
        if not ranked:
            return Found(side, (), verdict)
        if not verdict.good:
            return Found(side, (), verdict, ranked[0])
        homes = {home.document.id: home for home, _ in units}
        picks = pick(question, ranked, homes, alone=alone)
        picks += since_when(question, picks)
        also = next_best(question, ranked, homes, picks) if alone else []
        return Found(side, tuple(picks), verdict, ranked[0], tuple(also))

    def _tasks(self, question: Understanding, units: list[tuple[Units, Unit]]) -> tuple[Pick, ...]:
        """The rows of the tasks of a body, where it has no part of the text to itself."""
        asked = frozenset(body_key(mention.name) for mention in question.bodies)
        if asked and any(
            asked & home.bodies_of(u) and home.is_titled_by_body(u) for home, u in units
        ):
            return ()
        tasks = tasks_of(question, units, self._rarity)
        return tuple(Pick(home, unit.start, unit.end) for home, unit in tasks)

    def _naming(
        self, question: Understanding, units: list[tuple[Units, Unit]]
    ) -> list[tuple[Units, Unit]]:
        """Where all that a question names are numbered texts that the corpus lacks, only sentences
        that name one can tell of it: what stands around them is on something else, but in a text
        whose title names one, as of what it amends."""
        lacking = [m for m in question.numbers if m.year and not self._library.numbered(m)]
        if not lacking or len(lacking) < len(question.numbers):
            return units
        on_one = cache(lambda home: _names_one(home.document.title, lacking))
        return [
            (home, unit)
            for home, unit in units
            if on_one(home) or _names_one(home.document.text[unit.start : unit.end], lacking)
        ]

    def _only_cited(self, question: Understanding, side: Side) -> frozenset[str]:
        """The numbers whose date or signer is asked for and that no document of the side bears:
        only a sentence that names one can tell."""
        if not question.wants & _AS_CONTENT.keys():
            return frozenset()
        return frozenset(
            mention.number.lower()
            for mention in question.numbers
            if not set(side.document_ids).intersection(self._library.numbered(mention))
        )

    def _document_data(self, question: Understanding, side: Side) -> Found | None:
        document = only_primary(side, self._library.documents)
        if document is None or (document.secondary and question.numbers):
            return None
        home = self._library.units(document.id)
        wants = asks_document_data(question, home, self._rarity)
        if not wants:
            return None
        if shown := told(home, wants):
            return Found(side, shown, Verdict(True, self._confidence.of_direct(Direct.DATA)))
        if Want.EFFECTIVE_ON in wants:
            return None
        return Found(side, (), Verdict(False, 0.0, min(wants)))

    def _inside_references(
        self, question: Understanding, side: Side, look: Look
    ) -> list[tuple[Units, Unit]]:
        """The units of the clauses that a question names; none when it names none that is there."""
        if not question.references:
            return []
        homes = [self._library.units(i) for i in self._looker.documents(side, look)]
        return [
            (home, unit)
            for home in homes
            for reference in question.references
            for clause in reference.resolve(home.outline)
            for unit in home.between(clause.start, clause.end)
        ]


def _names_one(text: str, numbers: Sequence[NumberMention]) -> bool:
    """True when a text names one of some numbers."""
    return any(matches(one, told.text, told.kind) for told in find_numbers(text) for one in numbers)
