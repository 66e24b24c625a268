"""An assistant of fixed answers, for the bot's own behaviour: real types, no search behind them."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

from answer.model import Answer, Note, Question, Status
from answer.protocol import ClauseHit
from corpus.model import Document
from index.model import Filters
from tests.making import cite, make_document

DOCUMENT = make_document(
    "tinh-mau-87-kh-ubnd-2024",
    "KẾ HOẠCH\n5. Sở Nội vụ: Phối hợp tuyển dụng nhân lực <CNTT> & chuyển đổi số; "
    "hoàn thành trong tháng 5/2024.",
    number="87/KH-UBND",
    kind="Kế hoạch",
    title="Chuyển đổi số tỉnh Mẫu năm 2024",
    issuer="UBND tỉnh Mẫu",
    province="Mẫu",
    issued_on=date(2024, 4, 5),
)
CITATION = cite(DOCUMENT, "5")
QUOTE = CITATION.quote
ANSWERED = Answer(
    status=Status.ANSWERED,
    answer=f"{QUOTE} [1]",
    citations=(CITATION,),
    interpreted_as="Sở Nội vụ có nhiệm vụ gì?",
    notes=(Note("successor", "Tỉnh Mẫu nay là tỉnh Mới."),),
    suggestions=("Sở Tài chính có nhiệm vụ gì?",),
    confidence=0.9,
)
REFUSED = Answer(Status.NO_DOCUMENT, "Tôi chưa có văn bản đó; hiện có Kế hoạch 87/KH-UBND.")


class SmallAssistant:
    """Answers every question with ANSWERED, unless told otherwise, and keeps what it was asked.

    Its documents are ``document`` alone, and a search finds the document's ``found`` clauses.
    ``answers`` maps a question's text to its answer; a question in ``held`` waits for its event;
    one in ``broken`` raises.
    """

    def __init__(self, document: Document = DOCUMENT, found: Sequence[str] = ("5",)) -> None:
        self.document = document
        self.found = found
        self.asked: list[Question] = []
        self.answers: dict[str, Answer] = {}
        self.held: dict[str, threading.Event] = {}
        self.broken: set[str] = set()

    @property
    def documents(self) -> Mapping[str, Document]:
        """One document."""
        return {self.document.id: self.document}

    @property
    def built_at(self) -> datetime | None:
        """Not known."""
        return None

    def ask(self, question: Question) -> Answer:
        """The answer told, else ANSWERED."""
        self.asked.append(question)
        if question.text in self.held:
            self.held[question.text].wait(20)
        if question.text in self.broken:
            raise RuntimeError("the index is gone")
        return replace(self.answers.get(question.text, ANSWERED), id=uuid4().hex)

    def search(self, query: str, k: int = 10, filters: Filters = Filters()) -> list[ClauseHit]:
        """The clauses that are told to be found."""
        return [
            ClauseHit(self.document, clause, 1.0, clause.start, clause.end)
            for clause in self.document.clauses
            if clause.address in self.found
        ][:k]
