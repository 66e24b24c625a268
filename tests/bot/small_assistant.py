"""An assistant of fixed answers, for the bot's own behaviour: real types, no search behind them."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

from answer.model import Answer, Citation, Note, Question, Status
from answer.protocol import ClauseHit
from corpus.model import Clause, Document, Level
from index.model import Filters

TEXT = (
    "KẾ HOẠCH\n5. Sở Nội vụ: Phối hợp tuyển dụng nhân lực <CNTT> & chuyển đổi số; "
    "hoàn thành trong tháng 5/2024.\n"
)
CLAUSE = Clause(
    address="5",
    label="khoản 5",
    level=Level.KHOAN,
    marker="5.",
    heading="Sở Nội vụ",
    parent=None,
    start=TEXT.index("5."),
    end=len(TEXT) - 1,
)
DOCUMENT = Document(
    id="tinh-mau-87-kh-ubnd-2024",
    number="87/KH-UBND",
    kind="Kế hoạch",
    title="Chuyển đổi số tỉnh Mẫu năm 2024",
    issuer="UBND tỉnh Mẫu",
    province="Mẫu",
    issued_on=date(2024, 4, 5),
    effective_on=None,
    signer=None,
    legal_bases=(),
    source="mau.txt",
    text=TEXT,
    clauses=(CLAUSE,),
)
QUOTE = TEXT[CLAUSE.start : CLAUSE.end]


def citation(number: int = 1) -> Citation:
    """The document's only clause, cited under a number."""
    return Citation(
        id=number,
        document_id=DOCUMENT.id,
        document_number=DOCUMENT.number,
        document_title=DOCUMENT.title,
        issuer=DOCUMENT.issuer,
        issued_on=DOCUMENT.issued_on,
        clause=CLAUSE.address,
        label=CLAUSE.label,
        full_citation="khoản 5 Kế hoạch số 87/KH-UBND ngày 05/4/2024 của UBND tỉnh Mẫu",
        quote=QUOTE,
        start=CLAUSE.start,
        end=CLAUSE.end,
        url=f"/documents/{DOCUMENT.id}#{CLAUSE.address}",
    )


ANSWERED = Answer(
    status=Status.ANSWERED,
    answer=f"{QUOTE} [1]",
    citations=(citation(),),
    interpreted_as="Sở Nội vụ có nhiệm vụ gì?",
    notes=(Note("successor", "Tỉnh Mẫu nay là tỉnh Mới."),),
    suggestions=("Sở Tài chính có nhiệm vụ gì?",),
    confidence=0.9,
)
REFUSED = Answer(Status.NO_DOCUMENT, "Tôi chưa có văn bản đó; hiện có Kế hoạch 87/KH-UBND.")


class SmallAssistant:
    """Answers every question with ANSWERED, unless told otherwise, and keeps what it was asked.

    ``answers`` maps a question's text to its answer; a question in ``held`` waits for its event;
    one in ``broken`` raises.
    """

    def __init__(self) -> None:
        self.asked: list[Question] = []
        self.answers: dict[str, Answer] = {}
        self.held: dict[str, threading.Event] = {}
        self.broken: set[str] = set()

    @property
    def documents(self) -> Mapping[str, Document]:
        """One document."""
        return {DOCUMENT.id: DOCUMENT}

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
        """The only clause."""
        return [ClauseHit(DOCUMENT, CLAUSE, 1.0, CLAUSE.start, CLAUSE.end)][:k]
