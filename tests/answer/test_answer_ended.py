"""Whether a text is in force is told by the documents that put an end to it, be it here or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from answer.find.ended import asks_whether_amended, asks_whether_in_force, ended, named
from corpus.model import Relation, RelationKind
from tests.answer.answer_samples import asked, law, library

_SENTENCE = "Luật này quy định về bưu chính số."


def _over(name: str, number: str | None, issued_on: date | None = None) -> Relation:
    start = law().text.index(_SENTENCE)
    end = start + len(_SENTENCE)
    return Relation(RelationKind.REPEALS, name, number, issued_on, None, None, start, end)


_RELATIONS = (
    _over("Nghị định số 13/2023/NĐ-CP", "13/2023/NĐ-CP"),
    _over("Luật An toàn thông tin mạng số 86/2015/QH13", "86/2015/QH13"),
    _over("Luật Đất đai", None, date(2013, 11, 29)),
)


@pytest.mark.parametrize(
    ("question", "tells"),
    [
        ("Nghị định 13/2023 giờ còn áp dụng không?", True),
        ("Luật An toàn thông tin mạng năm 2015 khi nào hết hiệu lực?", True),
        ("Luật An toàn thông tin mạng 2018 khi nào hết hiệu lực?", False),
        ("Luật Đất đai năm 2013 còn hiệu lực không?", True),
        ("Nghị định 14/2023 giờ còn áp dụng không?", False),
        ("Nghị định 13/2023 hết hiệu lực thì hồ sơ cấp phép dang dở xử lý sao?", False),
        ("Luật Bưu chính số còn hiệu lực không?", False),
    ],
)
def test_the_end_of_a_text_is_told_of_that_text_alone(question: str, tells: bool) -> None:
    shelf = library(replace(law(), relations=_RELATIONS))
    texts = named(asked(question), shelf)
    assert bool(ended(asked(question), texts, shelf.documents, shelf, lambda _word: 1.0)) is tells


@pytest.mark.parametrize(
    "question",
    ["Luật Bưu chính xanh 2023 còn hiệu lực không?", "Luật 12/2023/QH15 hết hiệu lực từ ngày nào?"],
)
def test_the_end_of_a_text_that_is_here_is_told_by_the_other(question: str) -> None:
    over = _over("Luật Bưu chính xanh số 12/2023/QH15", "12/2023/QH15")
    newer = replace(law(2031, "Bưu chính xanh"), id="luat-moi", relations=(over,))
    shelf = library(law(2023, "Bưu chính xanh"), newer)
    texts = named(asked(question), shelf)
    told = ended(asked(question), texts, shelf.documents, shelf, lambda _word: 1.0)
    assert [item.document_id for item in told] == ["luat-moi"]


def test_what_a_text_applies_to_is_no_question_whether_it_is_in_force() -> None:
    assert not asks_whether_in_force(asked("Nghị định 13/2023 áp dụng cho ai?"))


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Nghị định 13/2023 có bị sửa đổi lần nào chưa?", True),
        ("Nghị định 13/2023 được nghị định nào sửa đổi?", True),
        ("Nghị định 13/2023 sửa đổi những gì?", False),
        ("Hồ sơ đã nộp thì được bổ sung trong mấy ngày?", False),
    ],
)
def test_whether_a_text_is_amended_is_asked_in_some_ways(question: str, asks: bool) -> None:
    assert asks_whether_amended(asked(question)) is asks


def test_an_amendment_is_told_where_one_is_asked_for_and_no_end() -> None:
    over = _over("Nghị định số 13/2023/NĐ-CP", "13/2023/NĐ-CP")
    amends = replace(over, kind=RelationKind.AMENDS)
    shelf = library(replace(law(), relations=(amends,)))
    question = asked("Nghị định 13/2023 có bị sửa đổi lần nào chưa?")
    texts = named(question, shelf)
    for amended in (True, False):
        told = ended(question, texts, shelf.documents, shelf, lambda _word: 1.0, amended=amended)
        assert bool(told) is amended
