"""Example questions come from the documents at hand, and only answered ones are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.examples import example_questions
from corpus.model import Document
from tests.bot.small_assistant import CLAUSE, DOCUMENT, REFUSED, SmallAssistant

NAME = "Kế hoạch 87/KH-UBND của UBND tỉnh Mẫu"


class AssistantOf(SmallAssistant):
    """The small assistant over other documents."""

    def __init__(self, *documents: Document) -> None:
        super().__init__()
        self._documents = {document.id: document for document in documents}

    @property
    def documents(self) -> Mapping[str, Document]:
        return self._documents


def test_a_document_gives_questions_on_duties_and_date() -> None:
    assert example_questions(SmallAssistant()) == [
        f"Sở Nội vụ có nhiệm vụ gì trong {NAME}?",
        f"{NAME} ban hành ngày nào?",
    ]


def test_a_heading_that_announces_goals_gives_a_question_on_them() -> None:
    goals = replace(CLAUSE, address="I", heading="MỤC TIÊU CHUNG")
    document = replace(DOCUMENT, clauses=(goals,), issued_on=None)
    assert example_questions(AssistantOf(document)) == [f"Mục tiêu của {NAME} là gì?"]


def test_documents_take_turns_and_kinds_change() -> None:
    other = replace(DOCUMENT, id="khac", number="5/KH-UBND", issued_on=date(2023, 1, 2))
    assert example_questions(AssistantOf(DOCUMENT, other), count=2) == [
        f"Sở Nội vụ có nhiệm vụ gì trong {NAME}?",
        "Kế hoạch 5/KH-UBND của UBND tỉnh Mẫu ban hành ngày nào?",
    ]


def test_a_heading_that_lists_several_bodies_or_is_no_body_gives_no_duty_question() -> None:
    headings = ("Sở Nội vụ, Sở Tài chính", "Tổ chức thực hiện", "Sở " + "rất dài " * 10)
    clauses = tuple(replace(CLAUSE, address=str(n), heading=h) for n, h in enumerate(headings))
    document = replace(DOCUMENT, clauses=clauses)
    assert example_questions(AssistantOf(document)) == [f"{NAME} ban hành ngày nào?"]


def test_a_question_that_is_not_answered_is_not_shown() -> None:
    assistant = SmallAssistant()
    assistant.answers[f"Sở Nội vụ có nhiệm vụ gì trong {NAME}?"] = REFUSED
    assert example_questions(assistant) == [f"{NAME} ban hành ngày nào?"]


def test_without_numbered_documents_there_are_no_examples() -> None:
    assert example_questions(AssistantOf()) == []
    assert example_questions(AssistantOf(replace(DOCUMENT, number=None))) == []
