"""From an understood question to an answer: scope, look, rank, judge, pick, compose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial

from answer.find.confidence import Confidence, Direct
from answer.find.cutting import Unit
from answer.find.fitting import of_annexes, with_cited_clauses, with_numbers
from answer.find.judging import Verdict, judge
from answer.find.library import Library
from answer.find.looking import Looker
from answer.find.ranking import Ranker
from answer.find.rankings import Rankings
from answer.find.scope import Scope, Side, beyond, resolve
from answer.find.scored import Scored
from answer.find.sought import with_sought
from answer.find.tasks import tasks_of
from answer.find.units import Units
from answer.model import Answer, Status
from answer.of_documents import OfDocuments
from answer.of_named import IN_TURN, OfNamed
from answer.say.composing import Composer, lead, subject
from answer.say.document_data import (
    asks_document_data,
    only_primary,
    since_when,
    told,
)
from answer.say.either import next_best
from answer.say.phrases import phrases_in
from answer.say.picking import Pick, pick
from answer.say.refusing import Refuser
from answer.understand.cues import Want
from answer.understand.understanding import Understanding
from corpus.bodies import body_key
from corpus.cite import document_name
from corpus.model import Document
from corpus.numbers import find_numbers, matches
from index.model import Filters, Look, PassageIndex

# Wants of metadata that a text without such metadata may still answer in its sentences.
_AS_CONTENT = {Want.ISSUED_ON: Want.DATE, Want.SIGNER: Want.LEAD, Want.ISSUER: Want.LEAD}

# Without a document or province named, texts of other provinces that score this share of the best
# fit as well. A body's duties are its duties wherever they stand, however the words compare.
_AS_WELL, _AS_MUCH = 0.95, 0.6

# Asked over all documents, those count whose confidence comes this close to the best.
_NEAR_BEST = 0.9


@dataclass(frozen=True, slots=True)
class _Found:
    """What one side of a question came to; ``also`` is what else may have been meant."""

    side: Side
    picks: tuple[Pick, ...]
    verdict: Verdict
    nearest: Scored | None = None
    also: tuple[Pick, ...] = ()


class Answerer:
    """Answers understood questions over one index. Thread-safe."""

    def __init__(self, index: PassageIndex, confidence: Confidence) -> None:
        self._confidence = confidence
        self.library = Library(index.documents, index.names)
        self._looker = Looker(index, self.library)
        self._rarity = index.rarity
        self._ranker = Ranker(index.rarity)
        self._refuser = Refuser(self.library, confidence)
        self._of_documents = OfDocuments(self.library, index.rarity, confidence)
        self._of_named = OfNamed(self.library, self._refuser, confidence)

    def answer(self, question: Understanding, filters: Filters) -> Answer:
        """The answer to a question that is one."""
        of_documents = self._of_documents.answer(question, filters)
        if of_documents is not None:
            return of_documents
        scope = resolve(question, filters, self.library)
        if scope.sides:
            answer = self._within(question, scope)
        else:
            answer = self._refuser.no_document(question, scope)
        if answer.status in (Status.NOT_STATED, Status.NO_DOCUMENT):
            wider = beyond(question, scope, filters, self.library)
            elsewhere = self._within(question, wider) if wider else answer
            return elsewhere if elsewhere.status.states_facts else answer
        return answer

    def _within(self, question: Understanding, scope: Scope) -> Answer:
        """The answer from the documents of a scope."""
        question = with_cited_clauses(with_numbers(question, scope), scope, self.library)
        of_named = self._of_named.answer(question, scope)
        if of_named is not None:
            return of_named
        look = self._looker.look(question)
        rankings = Rankings(self._ranker, self._looker.likeness(look))
        sides = self._sides(scope, look)
        units_of = cache(partial(self._looker.units, look=look))
        if not scope.named and not scope.each:
            rivals = self._rivals(question, units_of(sides[0]), rankings)
            if len(rivals) > IN_TURN:
                return self._refuser.clarify(question, rivals)
            if len(rivals) > 1:
                sides = [Side(d.province or document_name(d), (d.id,), d.province) for d in rivals]
        found = [
            self._look(
                question,
                side,
                look,
                units_of,
                rankings,
                alone=len(sides) == 1,
                named=scope.named,
            )
            for side in sides
        ]
        good = [item for item in found if item.verdict.good]
        if scope.each:
            bar = _NEAR_BEST * max((item.verdict.confidence for item in good), default=0.0)
            good = [item for item in good if item.verdict.confidence >= bar]
            if scope.named and len(good) > IN_TURN:
                documents = [self.library.documents[item.side.document_ids[0]] for item in good]
                return self._refuser.clarify(question, documents)
        if not good:
            first = found[0]
            return self._refuser.not_stated(question, scope, first.verdict.lacking, first.nearest)
        return self._composed(question, scope, good, [] if scope.each else found)

    def _sides(self, scope: Scope, look: Look) -> list[Side]:
        """The sides to answer; every document for itself where the question asks over all, or
        names several by one number."""
        if not scope.each:
            return list(scope.sides)
        ids = [i for side in scope.sides for i in self._looker.documents(side, look)]
        if scope.named:
            documents = [self.library.documents[document_id] for document_id in ids]
            return [Side(document_name(d), (d.id,), scope.sides[0].province) for d in documents]
        return [
            Side(
                province or document_name(self.library.documents[document_id]),
                (document_id,),
                province,
            )
            for document_id in ids
            for province in self.library.units(document_id).provinces or (None,)
        ]

    def _rivals(
        self, question: Understanding, units: list[tuple[Units, Unit]], rankings: Rankings
    ) -> list[Document]:
        """Where no document is named: those of several provinces that fit the question as well as
        the best does. None of them may be answered from as if it were the only one."""
        if not any(home.document.province for home, _ in units):
            return []
        ranked = rankings.rank(question, units)
        if not judge(question, ranked, self._confidence, named=False).good:
            return []
        best: dict[str, Scored] = {}
        for item in ranked:
            best.setdefault(item.unit.document_id, item)
        duties = Want.DUTY in question.wants and ranked[0].of_body
        bar = (_AS_MUCH if duties else _AS_WELL) * ranked[0].score
        close = [
            self.library.documents[document_id]
            for document_id, item in best.items()
            if item.fits and item.score >= bar and item.of_body == ranked[0].of_body
        ]
        local = {document.province: document for document in reversed(close) if document.province}
        if self.library.documents[ranked[0].unit.document_id].province is None:
            return []
        return list(local.values())[::-1]

    def _look(
        self,
        question: Understanding,
        side: Side,
        look: Look,
        units_of: Callable[[Side], list[tuple[Units, Unit]]],
        rankings: Rankings,
        *,
        alone: bool,
        named: bool,
    ) -> _Found:
        from_data = self._document_data(question, side)
        if from_data is not None:
            return from_data
        cited = self._only_cited(question, side)
        question = replace(
            question, wants=frozenset(_AS_CONTENT.get(want, want) for want in question.wants)
        )
        units = with_sought(question, side, self.library, units_of(side))
        if side.province is not None:
            units = [
                (home, unit)
                for home, unit in units
                if home.speaks_of(unit, side.province, by_name=side.by_name)
                and (home.document.province or all(map(home.spans_year, question.years)))
            ]
        inside = self._inside_references(question, side, look)
        units = inside or (of_annexes(question, units) if alone else units)
        units = [(home, unit) for home, unit in units if cited & unit.own] or units
        units = self._naming(question, units)
        tasks = self._tasks(question, units) if named else ()
        if tasks:
            return _Found(side, tasks, Verdict(True, self._confidence.of_direct(Direct.DATA)))
        ranked = rankings.rank(question, units)
        verdict = judge(question, ranked, self._confidence, named=named, inside=bool(inside))
        if not ranked:
            return _Found(side, (), verdict)
        if not verdict.good:
            return _Found(side, (), verdict, ranked[0])
        homes = {home.document.id: home for home, _ in units}
        picks = pick(question, ranked, homes, alone=alone)
        picks += since_when(question, picks)
        also = next_best(question, ranked, homes, picks) if alone else []
        return _Found(side, tuple(picks), verdict, ranked[0], tuple(also))

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
        that name one can tell of it: what stands around them is on something else."""
        lacking = [m for m in question.numbers if m.year and not self.library.numbered(m)]
        if not lacking or len(lacking) < len(question.numbers):
            return units
        return [
            (home, unit)
            for home, unit in units
            if any(
                matches(mention, told.text, told.kind)
                for told in find_numbers(home.document.text[unit.start : unit.end])
                for mention in lacking
            )
        ]

    def _only_cited(self, question: Understanding, side: Side) -> frozenset[str]:
        """The numbers whose date or signer is asked for and that no document of the side bears:
        only a sentence that names one can tell."""
        if not question.wants & _AS_CONTENT.keys():
            return frozenset()
        return frozenset(
            mention.number.lower()
            for mention in question.numbers
            if not set(side.document_ids).intersection(self.library.numbered(mention))
        )

    def _document_data(self, question: Understanding, side: Side) -> _Found | None:
        document = only_primary(side, self.library.documents)
        if document is None or (document.secondary and question.numbers):
            return None
        home = self.library.units(document.id)
        wants = asks_document_data(question, home, self._rarity)
        if not wants:
            return None
        if shown := told(home, wants):
            return _Found(side, shown, Verdict(True, self._confidence.of_direct(Direct.DATA)))
        if Want.EFFECTIVE_ON in wants:
            return None
        return _Found(side, (), Verdict(False, 0.0, min(wants)))

    def _inside_references(
        self, question: Understanding, side: Side, look: Look
    ) -> list[tuple[Units, Unit]]:
        """The units of the clauses that a question names; none when it names none that is there."""
        if not question.references:
            return []
        homes = [self.library.units(i) for i in self._looker.documents(side, look)]
        return [
            (home, unit)
            for home in homes
            for reference in question.references
            for clause in reference.resolve(home.outline)
            for unit in home.between(clause.start, clause.end)
        ]

    def _composed(
        self, question: Understanding, scope: Scope, good: list[_Found], all_sides: list[_Found]
    ) -> Answer:
        say = phrases_in(question.language)
        composer = Composer()
        several = len(good) > 1 or len(all_sides) > 1 or scope.each
        for item in good:
            names = [item.side.name] if several else []
            names += [name for name in (subject(question, item.picks),) if name]
            composer.add(item.picks, prefix=lead(names, item.picks, question.language))
            composer.add(item.also, prefix=lead([say.also], item.also, question.language))
        lacking = [item.side.name for item in all_sides if not item.verdict.good]
        lacking += map(say.missing, scope.missing)
        text = composer.text
        if lacking:
            text += "\n" + say.partial.format(missing="; ".join(lacking))
        return Answer(
            Status.PARTIAL if lacking else Status.ANSWERED,
            text,
            tuple(composer.citations),
            confidence=min(item.verdict.confidence for item in good),
        )
