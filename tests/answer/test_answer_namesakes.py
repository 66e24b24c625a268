"""Documents of one number: a question that does not tell them apart is answered for each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answer.assistant import Assistant
from answer.find.scope import resolve
from answer.model import Question, Status
from corpus.model import Document
from corpus.reading import document_of
from index.build import build_snapshot
from index.model import Filters
from index.search import Index
from index.snapshot import load_snapshot
from tests.answer.answer_samples import asked, library, namesake, plan

HERE, THERE = (
    "Kế hoạch 15/KH-UBND của UBND tỉnh Hà Giang",
    "Kế hoạch 15/KH-UBND của UBND tỉnh Lạng Sơn",
)


def again(province: str) -> Document:
    """The plan of Hà Giang, as if another province had made it."""
    text = plan().text.replace("Hà Giang", province).replace("HÀ GIANG", province.upper())
    return document_of(text, source=f"{province}.txt")


@pytest.fixture(scope="module")
def two(shipped_index: Index, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over two plans of one number."""
    folder = build_snapshot(
        [plan(), namesake()], shipped_index.encoder, tmp_path_factory.mktemp("2")
    )
    return Assistant(load_snapshot(folder, shipped_index.encoder))


@pytest.fixture(scope="module")
def five(shipped_index: Index, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over five plans of one number, four of them alike."""
    documents = [plan(), namesake(), again("Lai Châu"), again("Sơn La"), again("Bắc Kạn")]
    folder = build_snapshot(documents, shipped_index.encoder, tmp_path_factory.mktemp("5"))
    return Assistant(load_snapshot(folder, shipped_index.encoder))


@pytest.mark.parametrize("question", ["kế hoạch 15 ban hành ngày nào?", "mục I kế hoạch 15"])
def test_what_both_state_is_told_of_both_by_name(two: Assistant, question: str) -> None:
    answer = two.ask(Question(question))
    assert answer.status is Status.ANSWERED
    assert {line.partition(": ")[0] for line in answer.answer.splitlines()} >= {HERE, THERE}
    assert {c.document_id for c in answer.citations} == {plan().id, namesake().id}


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Kế hoạch 15 giao cấp phép đào đường cho ai?", HERE),
        ("Kế hoạch 15 đưa bao nhiêu hộ kinh doanh lên sàn?", THERE),
        ("khoản 2 mục I kế hoạch 15", HERE),
    ],
)
def test_what_one_states_is_told_with_its_name(two: Assistant, question: str, name: str) -> None:
    answer = two.ask(Question(question))
    assert answer.answer.startswith(name)
    assert len({c.document_id for c in answer.citations}) == 1


@pytest.mark.parametrize(
    "question",
    ["Kế hoạch 15 của Lạng Sơn ban hành ngày nào?", "kế hoạch 15 năm 2025 ban hành ngày nào"],
)
def test_a_place_or_a_year_tells_them_apart(two: Assistant, question: str) -> None:
    answer = two.ask(Question(question))
    assert {c.document_id for c in answer.citations} == {namesake().id}
    assert not answer.answer.startswith("Kế hoạch")


def test_a_clause_that_neither_has_is_missed_in_both(two: Assistant) -> None:
    answer = two.ask(Question("khoản 99 mục I kế hoạch 15"))
    assert answer.status is Status.NOT_STATED
    assert answer.answer == f"{HERE} và {THERE} không có khoản 99 mục I."


@pytest.mark.parametrize(
    "question", ["kế hoạch 15 ban hành ngày nào?", "khoản 2 mục I kế hoạch 15 nói gì?"]
)
def test_of_many_that_say_it_the_asker_chooses(five: Assistant, question: str) -> None:
    answer = five.ask(Question(question))
    assert answer.status is Status.CLARIFY
    assert any("Lai Châu" in choice for choice in answer.suggestions)


def test_a_choice_that_is_taken_is_answered(five: Assistant) -> None:
    (choice,) = (
        choice
        for choice in five.ask(Question("kế hoạch 15 ban hành ngày nào?")).suggestions
        if "Lai Châu" in choice
    )
    answer = five.ask(Question(choice))
    assert {c.document_id for c in answer.citations} == {again("Lai Châu").id}


def test_two_copies_of_one_document_are_one() -> None:
    copy = replace(plan(), id="ban-sao")
    scope = resolve(asked("mục I kế hoạch 15"), Filters(), library(plan(), copy))
    assert not scope.each
