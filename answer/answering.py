"""From an understood question to an answer: scope, look, rank, judge, pick, compose."""

from __future__ import annotations

from functools import cache, partial

from answer.find.confidence import Confidence
from answer.find.cutting import Unit
from answer.find.fitting import with_cited_clauses, with_numbers
from answer.find.judging import judge
from answer.find.library import Library
from answer.find.looking import Looker
from answer.find.ranking import Ranker
from answer.find.rankings import Rankings
from answer.find.scope import Scope, Side, beyond, resolve
from answer.find.scored import Scored
from answer.find.units import Units
from answer.model import Answer, Status
from answer.of_documents import OfDocuments
from answer.of_named import IN_TURN, OfNamed
from answer.of_side import Found, Looked, OfSide
from answer.say.composing import Composer, lead, subject
from answer.say.phrases import phrases_in
from answer.say.refusing import Refuser
from answer.understand.cues import Want
from answer.understand.understanding import Understanding
from corpus.cite import document_name
from corpus.model import Document
from index.model import Filters, Look, PassageIndex

# Without a document or province named, texts of other provinces that score this share of the best
# fit as well. A body's duties are its duties wherever they stand, however the words compare.
_AS_WELL, _AS_MUCH = 0.95, 0.6

# Asked over all documents, those count whose confidence comes this close to the best.
_NEAR_BEST = 0.9


class Answerer:
    """Answers understood questions over one index. Thread-safe."""

    def __init__(self, index: PassageIndex, confidence: Confidence) -> None:
        self._confidence = confidence
        self.library = Library(index.documents, index.names)
        self._looker = Looker(index, self.library)
        self._ranker = Ranker(index.rarity)
        self._refuser = Refuser(self.library, confidence)
        self._of_documents = OfDocuments(self.library, index.rarity, confidence)
        self._of_named = OfNamed(self.library, self._refuser, confidence)
        self._of_side = OfSide(self.library, self._looker, index.rarity, confidence)

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
        look = self._looker.look(question, scope.only)
        rankings = Rankings(self._ranker, self._looker.likeness(look))
        looked = Looked(look, rankings, cache(partial(self._looker.units, look=look)))
        sides = self._sides(scope, look)
        if not scope.named and not scope.each:
            rivals = self._rivals(question, looked.units(sides[0]), rankings)
            if len(rivals) > IN_TURN:
                return self._refuser.clarify(question, rivals)
            if len(rivals) > 1:
                sides = [Side(d.province or document_name(d), (d.id,), d.province) for d in rivals]
        find = partial(
            self._of_side.find, question, looked=looked, alone=len(sides) == 1, named=scope.named
        )
        found = list(map(find, sides))
        if not scope.each and any(item.verdict.good for item in found):
            found = [item if item.verdict.good else find(item.side, beside=True) for item in found]
        good = [item for item in found if item.verdict.good]
        if scope.each:
            good = _near_best(good, namesakes=scope.named)
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
            for province in self.library.units(document_id).provinces.named or (None,)
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

    def _composed(
        self, question: Understanding, scope: Scope, good: list[Found], all_sides: list[Found]
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


def _near_best(good: list[Found], *, namesakes: bool) -> list[Found]:
    """Of the answers of several documents those that are about as sure as the best; of texts of one
    number, which may all be meant, those too that are as near to the matter."""
    bar = _NEAR_BEST * max((item.verdict.confidence for item in good), default=0.0)
    nearest = [item.nearest.score for item in good if item.nearest is not None]
    near = max(nearest, default=0.0)
    return [
        item
        for item in good
        if item.verdict.confidence >= bar
        or (namesakes and item.nearest is not None and item.nearest.score >= near)
    ]
