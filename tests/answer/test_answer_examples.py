"""Example questions come from the documents at hand, and only answered ones are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from answer.examples import example_questions
from answer.model import Answer, Question, Status
from answer.protocol import ClauseHit
from corpus.model import Clause, Document, Level
from index.model import Filters
from tests.making import make_document

NAME = "Kế hoạch 87/KH-UBND của UBND tỉnh Mẫu"
CLAUSE = Clause("5", "khoản 5", Level.KHOAN, "5.", "Sở Nội vụ", None, 0, 13)
DOCUMENT = make_document(
    "mau",
    "5. Sở Nội vụ.",
    number="87/KH-UBND",
    kind="Kế hoạch",
    title="Chuyển đổi số",
    issuer="UBND tỉnh Mẫu",
    province="Mẫu",
    issued_on=date(2024, 4, 5),
    clauses=(CLAUSE,),
)


@dataclass(frozen=True)
class FixedAssistant:
    """Answers every question about its documents but the ``unanswered``; no search behind it."""

    of: tuple[Document, ...] = (DOCUMENT,)
    unanswered: tuple[str, ...] = ()

    @property
    def documents(self) -> Mapping[str, Document]:
        return {document.id: document for document in self.of}

    @property
    def built_at(self) -> datetime | None:
        return None

    def ask(self, question: Question) -> Answer:
        if question.text in self.unanswered:
            return Answer(Status.NOT_STATED, "Không nêu.")
        return Answer(Status.ANSWERED, "Có.")

    def search(self, query: str, k: int = 10, filters: Filters = Filters()) -> list[ClauseHit]:
        return []


def test_a_document_gives_questions_on_duties_and_date() -> None:
    assert example_questions(FixedAssistant()) == [
        f"Sở Nội vụ có nhiệm vụ gì trong {NAME}?",
        f"{NAME} ban hành ngày nào?",
    ]


def test_a_heading_that_announces_goals_gives_a_question_on_them() -> None:
    goals = replace(CLAUSE, address="I", heading="MỤC TIÊU CHUNG")
    document = replace(DOCUMENT, clauses=(goals,), issued_on=None)
    assert example_questions(FixedAssistant((document,))) == [f"Mục tiêu của {NAME} là gì?"]


def test_a_known_signer_gives_a_question() -> None:
    document = replace(DOCUMENT, clauses=(), issued_on=None, signer="Trần Văn A")
    assert example_questions(FixedAssistant((document,))) == [f"Ai ký {NAME}?"]


def test_documents_take_turns_and_kinds_change() -> None:
    goals = replace(CLAUSE, heading="Mục tiêu")
    other = replace(DOCUMENT, id="khac", number="5/KH-UBND", clauses=(goals,))
    assert example_questions(FixedAssistant((DOCUMENT, other)), count=2) == [
        f"Sở Nội vụ có nhiệm vụ gì trong {NAME}?",
        "Mục tiêu của Kế hoạch 5/KH-UBND của UBND tỉnh Mẫu là gì?",
    ]


def test_a_colon_after_the_bodys_name_is_left_out_of_the_question() -> None:
    document = replace(DOCUMENT, clauses=(replace(CLAUSE, heading="Sở Nội vụ:"),))
    assert example_questions(FixedAssistant((document,)), count=1) == [
        f"Sở Nội vụ có nhiệm vụ gì trong {NAME}?"
    ]


def test_a_heading_that_lists_several_bodies_or_is_no_body_gives_no_duty_question() -> None:
    headings = ("Sở Nội vụ, Sở Tài chính", "Tổ chức thực hiện", "Sở " + "rất dài " * 10, "")
    clauses = tuple(replace(CLAUSE, address=str(n), heading=h) for n, h in enumerate(headings))
    document = replace(DOCUMENT, clauses=clauses)
    assert example_questions(FixedAssistant((document,))) == [f"{NAME} ban hành ngày nào?"]


def test_a_question_that_is_not_answered_is_not_shown() -> None:
    assistant = FixedAssistant(unanswered=(f"Sở Nội vụ có nhiệm vụ gì trong {NAME}?",))
    assert example_questions(assistant) == [f"{NAME} ban hành ngày nào?"]


def test_without_numbered_documents_there_are_no_examples() -> None:
    assert example_questions(FixedAssistant(())) == []
    assert example_questions(FixedAssistant((replace(DOCUMENT, number=None),))) == []
