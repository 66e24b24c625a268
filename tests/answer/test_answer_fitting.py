"""A question fitted to the documents it is about: which of their units it looks at."""

from __future__ import annotations

import pytest

from answer.find.fitting import of_annexes, with_cited_clauses
from answer.find.scope import Scope
from answer.find.units import Units
from corpus.reading import document_of
from tests.answer.answer_samples import asked, library, plan, side_of

ANNEXED = document_of(
    "KẾ HOẠCH\nI. MỤC TIÊU\nPhủ sóng toàn tỉnh.\nPHỤ LỤC\n1. Kinh phí thiết bị: 2 tỷ đồng.",
    source="phu-luc.txt",
)


def looked_at(question: str, home: Units) -> list[str]:
    """The sentences that a question looks at."""
    pairs = of_annexes(asked(question), [(home, unit) for unit in home.all])
    return [home.document.text[unit.start : unit.end] for home, unit in pairs]


def test_who_asks_for_an_annex_is_answered_from_it() -> None:
    texts = looked_at("Thiết bị trong phụ lục là bao nhiêu tiền?", Units(ANNEXED))
    assert any("2 tỷ đồng" in text for text in texts)
    assert not any("Phủ sóng" in text for text in texts)


def test_where_there_is_no_annex_nothing_answers_for_it() -> None:
    assert looked_at("Thiết bị trong phụ lục là bao nhiêu tiền?", Units(plan())) == []


def test_who_asks_which_annex_it_is_looks_everywhere() -> None:
    home = Units(plan())
    assert len(looked_at("Which annex must be used?", home)) == len(home.all)


@pytest.mark.parametrize("home", [Units(ANNEXED), Units(plan())])
def test_who_asks_for_no_annex_looks_everywhere(home: Units) -> None:
    assert len(looked_at("Kinh phí là bao nhiêu?", home)) == len(home.all)


RULES = document_of(
    "Điều 1. Mức đóng\nMức đóng do Bộ quyết định.\nĐiều 2. Biểu mẫu\nMẫu 12a của Phụ lục XII.\n"
    "Điều 3. Hiệu lực\nĐiều 1 áp dụng từ ngày 01/7/2025.",
    source="thong-tu.txt",
)


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Điều 1 áp dụng từ ngày nào?", []),
        ("Điều 1 quy định mức đóng ra sao?", ["điều 1"]),
        ("Phụ lục XII dùng mẫu nào?", []),
        ("Phụ lục XI dùng mẫu nào?", ["phụ lục xi"]),
        ("Điều 9 quy định gì?", ["điều 9"]),
    ],
)
def test_a_clause_of_which_others_tell_is_topic(question: str, left: list[str]) -> None:
    scope = Scope((side_of(RULES),), named=True)
    fitted = with_cited_clauses(asked(question), scope, library(RULES))
    assert [reference.label for reference in fitted.references] == left
