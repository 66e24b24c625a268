"""Clauses that are looked into whatever search thinks of them."""

from __future__ import annotations

from answer.find.cutting import Unit
from answer.find.library import Library
from answer.find.scope import Side
from answer.find.sought import with_sought
from answer.find.units import Units
from corpus.reading import document_of
from tests.answer.answer_samples import asked

DECREE = document_of(
    "NGHỊ ĐỊNH\nĐiều 1. Giải thích từ ngữ\n1. Xã số là xã có mạng.\n2. Tổ số là tổ dùng mạng.\n"
    "Điều 2. Hiệu lực thi hành\n1. Nghị định này có hiệu lực từ ngày 08 tháng 12 năm 2025.\n"
    "2. Quyết định số 77/2006/QĐ-TTg hết hiệu lực.\nĐiều 3. Tổ chức\nSở Nội vụ lập tổ.",
    source="nghi-dinh.txt",
)


def sought(question: str) -> str:
    """The text of what is looked into beside what search finds, which is nothing here."""
    library = Library({DECREE.id: DECREE})
    units = with_sought(asked(question), Side("", (DECREE.id,)), library, [])
    return "\n".join(DECREE.text[unit.start : unit.end] for _, unit in units)


def test_the_line_that_explains_a_term_is_looked_into() -> None:
    assert sought("Tổ số là gì?") == "2. Tổ số là tổ dùng mạng."


def test_what_a_text_replaces_is_looked_for_in_the_article_on_its_force() -> None:
    found = sought("Nghị định này thay thế quyết định nào?")
    assert "77/2006/QĐ-TTg" in found
    assert "Sở Nội vụ" not in found


def test_whom_a_text_applies_to_is_looked_for_in_the_article_on_its_scope() -> None:
    text = "NGHỊ ĐỊNH\nĐiều 1. Đối tượng áp dụng\nKhông áp dụng đối với quân đội.\nĐiều 2. Tổ"
    decree = document_of(text, source="nghi-dinh.txt")
    question = asked("Nghị định có áp dụng cho quân đội không?")
    found = with_sought(question, Side("", (decree.id,)), Library({decree.id: decree}), [])
    assert "Không áp dụng đối với quân đội." in [text_of(home, unit) for home, unit in found]


def text_of(home: Units, unit: Unit) -> str:
    return home.document.text[unit.start : unit.end]


def test_other_questions_are_left_to_search() -> None:
    assert sought("Sở Nội vụ phải làm gì?") == ""


def test_what_search_found_is_not_looked_into_twice() -> None:
    library = Library({DECREE.id: DECREE})
    home = library.units(DECREE.id)
    units = [(home, unit) for unit in home.all]
    assert with_sought(asked("Tổ số là gì?"), Side("", (DECREE.id,)), library, units) == units


def test_what_a_body_heads_is_looked_into_where_its_duties_are_asked_for() -> None:
    plan = document_of(
        "KẾ HOẠCH\nI. VIỆC\nSở Nội vụ cùng các sở họp.\nII. TỔ CHỨC\n1. Sở Nội vụ\n- Lập tổ.",
        source="ke-hoach.txt",
    )
    side, shelf = Side("", (plan.id,)), Library({plan.id: plan})
    found = with_sought(asked("Sở Nội vụ phải làm gì?"), side, shelf, [])
    assert [text_of(home, unit) for home, unit in found] == ["1. Sở Nội vụ", "- Lập tổ."]
