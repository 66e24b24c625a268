"""From an understood question to an answer: scope, look, rank, judge, pick, compose."""

from __future__ import annotations

from dataclasses import dataclass, replace

from answer import phrases
from answer.composing import Composer
from answer.cues import Want
from answer.document_data import asks_document_data, evidence, primary, stated
from answer.judging import Verdict, judge
from answer.library import Library
from answer.looking import Looker
from answer.model import Answer, Status
from answer.picking import Pick, pick
from answer.ranking import Ranker, Scored
from answer.refusing import Refuser
from answer.scope import Scope, Side, resolve
from answer.understanding import Term, Understanding
from answer.units import Unit, Units, keys
from corpus.cite import document_name
from corpus.model import Clause
from corpus.places import same_province
from index.model import Filters
from index.search import AllScores, Index

# Wants of metadata that a text without such metadata may still answer in its sentences.
_AS_CONTENT = {Want.ISSUED_ON: Want.DATE, Want.SIGNER: Want.LEAD, Want.ISSUER: Want.LEAD}

# A clause asked for by its number is shown whole up to this many characters, else by its parts.
_CLAUSE_WHOLE = 3_000


@dataclass(frozen=True, slots=True)
class _Found:
    """What one side of a question came to."""

    side: Side
    picks: tuple[Pick, ...]
    verdict: Verdict
    nearest: Scored | None = None


class Answerer:
    """Answers understood questions over one index. Thread-safe."""

    def __init__(self, index: Index) -> None:
        self.library = Library(index.documents)
        self._looker = Looker(index, self.library)
        self._ranker = Ranker(self._looker.rarity)
        self._refuser = Refuser(self.library)

    def answer(self, question: Understanding, filters: Filters) -> Answer:
        """The answer to a question that is one."""
        scope = resolve(question, filters, self.library)
        if not scope.sides:
            return self._refuser.no_document(question, scope)
        question = _with_numbers(question, scope)
        if question.references:
            by_number = self._by_clause(question, scope)
            if by_number is not None:
                return by_number
        scores = self._looker.scores(question)
        found = [self._look(question, side, scores) for side in self._sides(scope)]
        good = [item for item in found if item.verdict.good]
        if not good:
            first = found[0]
            return self._refuser.not_stated(question, scope, first.verdict.lacking, first.nearest)
        return self._composed(scope, good, [] if scope.each else found)

    def _sides(self, scope: Scope) -> list[Side]:
        """The sides to answer; every document for itself where the question asks over all."""
        if not scope.each:
            return list(scope.sides)
        documents = self.library.documents
        return [
            Side(
                documents[document_id].province or document_name(documents[document_id]),
                (document_id,),
            )
            for side in scope.sides
            for document_id in side.document_ids
        ]

    def _look(self, question: Understanding, side: Side, scores: AllScores) -> _Found:
        from_data = self._document_data(question, side)
        if from_data is not None:
            return from_data
        question = replace(
            question, wants=frozenset(_AS_CONTENT.get(want, want) for want in question.wants)
        )
        units = self._looker.units(side, scores)
        units = [(home, unit) for home, unit in units if self._speaks_of(side, home, unit)]
        units = self._inside_references(question, units)
        ranked = self._ranker.rank(
            question, units, lambda unit: self._looker.similarity(unit, scores)
        )
        verdict = judge(question, ranked)
        if not ranked:
            return _Found(side, (), verdict)
        if not verdict.good:
            return _Found(side, (), verdict, ranked[0])
        homes = {home.document.id: home for home, _ in units}
        return _Found(side, tuple(pick(question, ranked, homes)), verdict, ranked[0])

    def _document_data(self, question: Understanding, side: Side) -> _Found | None:
        documents = primary(side, self.library.documents)
        if len(documents) != 1:
            return None
        document = documents[0]
        wants = asks_document_data(question, document, self._looker.rarity)
        if not wants:
            return None
        home = self.library.units(document.id)
        picks = [evidence(home, want) for want in sorted(wants) if stated(document, want)]
        shown = tuple(dict.fromkeys(piece for piece in picks if piece is not None))
        if shown:
            return _Found(side, shown, Verdict(True, 0.95))
        if Want.EFFECTIVE_ON in wants:
            return None
        return _Found(side, (), Verdict(False, 0.9, min(wants)))

    def _speaks_of(self, side: Side, home: Units, unit: Unit) -> bool:
        if side.province is None:
            return True
        of = home.province_of(unit)
        return of is not None and same_province(of, side.province)

    def _inside_references(
        self, question: Understanding, units: list[tuple[Units, Unit]]
    ) -> list[tuple[Units, Unit]]:
        clauses = [
            (home, clause)
            for home in dict.fromkeys(home for home, _ in units)
            for reference in question.references
            for clause in reference.resolve(home.outline)
        ]
        if not clauses:
            return units
        return [
            (home, unit)
            for home, clause in clauses
            for unit in home.between(clause.start, clause.end)
        ]

    def _by_clause(self, question: Understanding, scope: Scope) -> Answer | None:
        """The clause a question names by number, when it asks for nothing else inside it."""
        ids = [document_id for side in scope.sides for document_id in side.document_ids]
        if not scope.named or len(ids) != 1:
            return None
        home = self.library.units(ids[0])
        found: list[Clause] = []
        for reference in question.references:
            clauses = reference.resolve(home.outline)
            if not clauses:
                return self._refuser.no_clause(home.document, reference.label)
            found += clauses
        heading = frozenset(keys(" ".join(home.outline.lead(clause)[:300] for clause in found)))
        left = [t.key for t in question.terms if t.key not in heading | _CONTENT_WORDS]
        if left:
            return None
        composer = Composer()
        composer.add([self._shown(home, clause) for clause in found])
        return Answer(Status.ANSWERED, composer.text, tuple(composer.citations), confidence=0.97)

    def _shown(self, home: Units, clause: Clause) -> Pick:
        end = clause.end
        if end - clause.start > _CLAUSE_WHOLE:
            end = home.outline.lead_end(clause)
        return Pick(home, clause.start, end)

    def _composed(self, scope: Scope, good: list[_Found], all_sides: list[_Found]) -> Answer:
        composer = Composer()
        several = len(good) > 1 or len(all_sides) > 1 or scope.each
        for item in good:
            composer.add(item.picks, prefix=item.side.name if several else "")
        lacking = [item.side.name for item in all_sides if not item.verdict.good]
        lacking += scope.missing
        text = composer.text
        if lacking:
            text += "\n" + phrases.PARTIAL.format(missing="; ".join(lacking))
        return Answer(
            Status.PARTIAL if lacking else Status.ANSWERED,
            text,
            tuple(composer.citations),
            confidence=min(item.verdict.confidence for item in good),
        )


# Words that ask for what a clause says, and so leave nothing to look for inside it.
_CONTENT_WORDS = frozenset(
    keys(
        "nội dung ý quy định gì nêu điều khoản điểm mục gồm vấn đề là nói thuật ngữ hiểu giải thích ra sao cho biết"
    )
)


def _with_numbers(question: Understanding, scope: Scope) -> Understanding:
    """The numbers that no document bears are part of the topic: "Đề án 1690"."""
    added = [
        Term(key)
        for mention in scope.topical
        for key in keys(mention.text)
        if any(char.isdigit() for char in key)
    ]
    return replace(question, terms=(*question.terms, *added))
