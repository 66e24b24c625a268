"""The assistant: what every door speaks to. Mend the typing, understand, complete, answer, note."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import accumulate, pairwise
from uuid import uuid4

from answer.answering import Answerer
from answer.find.confidence import Confidence, measured
from answer.find.shows import DECISIVE, shows
from answer.model import Answer, Question, Status
from answer.protocol import ClauseHit
from answer.say.document_data import OF_DOCUMENTS
from answer.say.joining import joined
from answer.say.notes import Notes
from answer.say.phrases import phrases_in
from answer.searching import search_passages
from answer.spelling import Speller
from answer.understand.cues import Want, load_cues
from answer.understand.followup import complete, part_of
from answer.understand.guard import Intrusion, intrusion
from answer.understand.parts import names_document, parts
from answer.understand.references import find_references
from answer.understand.side_by_side import side_by_side
from answer.understand.understanding import Understanding, understand
from answer.words import document_keys
from corpus.clock import vietnam_today
from corpus.model import Document
from index.model import Filters, PassageIndex

# The share of what a part of a question is about, by rarity, that an answer to it says.
_SAID_OF_PART = 0.5

# What is asked before anybody asks, with diacritics, without, and in English: word lists are read,
# and expressions compiled, when they are first needed.
_ASKED_FIRST = (
    "Ai chủ trì chuyển đổi số, hạn hoàn thành là khi nào?",
    "ai chu tri chuyen doi so, han hoan thanh la khi nao?",
    "Who leads digital transformation, and what is the deadline?",
)

_REMEMBERED = 8_000
"""Letters of earlier questions that a follow-up leans on; each costs as if it were asked again, and
a conversation of fifty has fewer."""


class Assistant:
    """The assistant over one index; a new snapshot gets a new assistant. ``speller`` has read the
    index's documents; without one, the shipped one reads them."""

    def __init__(
        self,
        index: PassageIndex,
        speller: Speller | None = None,
        today: Callable[[], date] = vietnam_today,
        confidence: Confidence | None = None,
    ) -> None:
        self._index = index
        self._speller = speller or Speller.of(index.documents.values())
        self._confidence = confidence or measured()
        self._answerer = Answerer(index, self._confidence)
        self._notes = Notes(self._answerer.library)
        self._today = today

    @property
    def documents(self) -> Mapping[str, Document]:
        """Documents by id, in the order of their ids."""
        return self._index.documents

    @property
    def built_at(self) -> datetime | None:
        """When the snapshot was built, None for an index that was made in memory."""
        return self._index.built_at

    def prepare(self) -> Iterator[object]:
        """Makes what the first questions would have to wait for, one thing a step: between two it
        can be left."""
        yield from self._answerer.library.prepare()
        yield from map(self.ask, map(Question, _ASKED_FIRST))

    def ask(self, question: Question) -> Answer:
        """Answer a question. Thread-safe; never raises for a valid Question."""
        began = time.perf_counter()
        answer = self._declined(question.text) or self._answered(question)
        total = (time.perf_counter() - began) * 1000
        timings = {**answer.timings_ms, "total": total}
        return replace(answer, timings_ms=timings, id=uuid4().hex)

    def search(self, query: str, k: int = 10, filters: Filters = Filters()) -> list[ClauseHit]:
        """The k best clauses for a query, best first; a clause stands once."""
        hits: dict[tuple[str, str], ClauseHit] = {}
        for hit in search_passages(self._index, self._speller, query, 2 * k, filters):
            passage = hit.passage
            home = self._answerer.library.units(passage.document_id)
            clause = home.outline.get(passage.clauses[0])
            if clause is None:
                continue
            found = ClauseHit(home.document, clause, hit.score, passage.start, passage.end)
            hits.setdefault((passage.document_id, clause.address), found)
        return list(hits.values())[:k]

    def _declined(self, text: str) -> Answer | None:
        kind = intrusion(text)
        if kind is None:
            return None
        language = self._speller.understand(text).language
        say = phrases_in(language)
        if kind is Intrusion.SUBVERSION:
            status, text = Status.REFUSED, say.refused
        elif kind is Intrusion.GREETING:
            status, text = Status.OUT_OF_SCOPE, say.greeting
        elif kind is Intrusion.THANKS:
            status, text = Status.OUT_OF_SCOPE, say.thanks
        else:
            status, text = Status.OUT_OF_SCOPE, say.out_of_scope
        sure = self._confidence.of_refusal(status)
        return Answer(status, text, confidence=sure, language=language)

    def _answered(self, question: Question) -> Answer:
        current, changed = self._understood(question.text)
        history = [
            self._understood(turn)[0]
            for turn in _latest(question.history)
            if intrusion(turn) is None
        ]
        completed = complete(current, history)
        answer = self._of_sides(completed.question, history, question.filters)
        if answer is None:
            answer = self._answerer.answer(completed.question, question.filters)
            if answer.status is not Status.CLARIFY:
                answer = self._in_parts(completed.question, history, question.filters, answer)
        say = phrases_in(current.language)
        interpreted = current.text if changed else None
        if completed.changed:
            interpreted = say.follows.format(question=current.text, earlier=history[-1].text)
        notes = self._notes.of(answer, completed.question, self._today())
        language = current.language
        return replace(answer, interpreted_as=interpreted, notes=notes, language=language)

    def _in_parts(
        self,
        question: Understanding,
        history: list[Understanding],
        filters: Filters,
        whole: Answer,
    ) -> Answer:
        """The answers to a question's parts, where it has parts, the answer to the whole leaves
        something out, and each part has an answer; else the answer to the whole."""
        pieces = [self._understood(piece)[0] for piece in parts(question.text)]
        if not pieces or not self._leaves_out(question, pieces, whole):
            return whole
        if whole.status.states_facts and not (question.names_scope or filters.document_ids):
            filters = replace(filters, document_ids=tuple({c.document_id for c in whole.citations}))
        answers: list[Answer] = []
        asked = list(history)
        for piece in pieces:
            piece = part_of(question, piece, asked)
            answers.append(self._answerer.answer(piece, filters))
            if not answers[-1].status.states_facts:
                return whole
            asked.append(piece)
        return joined(answers)

    def _of_sides(
        self, question: Understanding, history: list[Understanding], filters: Filters
    ) -> Answer | None:
        """The answers to each of two things that a question asks the same of; None where it asks of
        no two, or one of them has no answer."""
        answers: list[Answer] = []
        for side in self._sides(question, history):
            answers.append(self._answerer.answer(side, filters))
            if not answers[-1].status.states_facts:
                return None
        return joined(answers) if answers else None

    def _sides(self, question: Understanding, history: list[Understanding]) -> list[Understanding]:
        """A question asked of two things as one of each; none where the two are places or clauses,
        which are told apart as such."""
        texts = [] if len(question.provinces) > 1 else side_by_side(question.text)
        named = [reference.label for reference in question.references]
        if not all([ref.label for ref in find_references(text)] == named for text in texts):
            return []
        sides = [part_of(question, self._understood(text)[0], history) for text in texts]
        keys = [frozenset(term.key for term in side.terms) for side in sides]
        return [
            replace(side, wants=side.wants or question.wants, other=other - own, only=own - other)
            for side, own, other in zip(sides, keys, reversed(keys), strict=True)
        ]

    def _leaves_out(
        self, question: Understanding, pieces: list[Understanding], whole: Answer
    ) -> bool:
        """True when an answer misses something that its question wants."""
        if not whole.status.states_facts or all(names_document(piece.text) for piece in pieces):
            return True
        if _ask_the_same(pieces):
            return not question.references
        signers = [self.documents[c.document_id].signer for c in whole.citations]
        unsigned = not any(signer and signer in whole.answer for signer in signers)
        if Want.SIGNER in question.wants and unsigned:
            return True
        if Want.EFFECTIVE_ON in question.wants and not self._dates_force(whole):
            return True
        if whole.status is Status.PARTIAL or self._passes_over(pieces, whole):
            return True
        return any(
            not shows(want, whole.answer) for want in question.wants & (DECISIVE | {Want.LEAD})
        )

    def _passes_over(self, pieces: list[Understanding], answer: Answer) -> bool:
        """True when an answer says little of what one of a question's parts is about."""
        said = set(document_keys(answer.answer))
        for cited in answer.citations:
            said |= self._answerer.library.units(cited.document_id).heading_keys(cited.clause)
        known = set(load_cues().words["document"])
        for piece in pieces:
            if piece.wants & OF_DOCUMENTS:
                continue
            own = {t.key: self._index.rarity(t.key) for t in piece.terms if t.key not in known}
            found = sum(rarity for key, rarity in own.items() if key in said)
            if found < _SAID_OF_PART * sum(own.values()):
                return True
            known |= own.keys()
        return False

    def _dates_force(self, answer: Answer) -> bool:
        """True when an answer cites where a document says since when it is in force, or cites none
        that does."""
        places = [
            (cited, self.documents[cited.document_id].evidence.get("effective_on"))
            for cited in answer.citations
        ]
        told = [cited.start <= span.start < cited.end for cited, span in places if span]
        return not told or any(told)

    def _understood(self, text: str) -> tuple[Understanding, bool]:
        spelled = self._speller.understand(text)
        return understand(spelled.text, spelled.search_text, spelled.language), spelled.changed


def _latest(history: Sequence[str]) -> Sequence[str]:
    """The latest questions that are remembered."""
    lengths = accumulate(len(turn) for turn in reversed(history))
    count = sum(1 for length in lengths if length <= _REMEMBERED)
    return history[len(history) - count :]


def _ask_the_same(pieces: list[Understanding]) -> bool:
    """True when two parts of a question ask for a thing of one kind: two dates, two bodies."""
    kinds = [piece.wants & (DECISIVE | {Want.LEAD, Want.COUNT}) for piece in pieces]
    return any(left & right for left, right in pairwise(kinds))
