"""Of the documents of a kind the one is meant whose title says what is said of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answer.find.meant import called_documents
from corpus.model import Document
from tests.answer.answer_samples import asked, law, library, namesake, plan, report


def _meant(question: str, *documents: Document) -> list[str]:
    known = library(*documents)
    found = called_documents(asked(question), known.ids, known, lambda _word: 1.0)
    return [item.document_id for item in found]


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("Kế hoạch phát triển hạ tầng số năm 2024 do ai ký?", [plan()]),
        ("Ai ký kế hoạch về hạ tầng số của tỉnh Hà Giang?", [plan()]),
        ("Kế hoạch hạ tầng số và kế hoạch kinh tế số do ai ký?", [plan(), namesake()]),
        ("Luật Bưu chính số và kế hoạch hạ tầng số do ai ký?", [law(), plan()]),
        ("Kế hoạch hạ tầng số của tỉnh Lạng Sơn do ai ký?", []),
        ("Kế hoạch hạ tầng số của Sở Xây dựng do ai ký?", []),
        ("Kế hoạch phát triển du lịch biển do ai ký?", []),
        ("Kế hoạch hạ tầng số và kế hoạch du lịch biển do ai ký?", []),
        ("Quyết định về hạ tầng số do ai ký?", []),
        ("Phát triển hạ tầng số năm 2024 được phê duyệt tại quyết định nào, do ai ký?", [plan()]),
        ("Phát triển du lịch biển đảo năm 2024 do ai ký?", []),
        ("Hạ tầng số do ai ký?", []),
        ("Phát triển hạ tầng số năm 2024 có hiệu lực từ lúc nào?", []),
        ("Kế hoạch 15 của tỉnh Hà Giang do ai ký?", [plan()]),
        ("Kế hoạch 15 của tỉnh Lào Cai do ai ký?", []),
        ("Kế hoạch 99/KH-UBND về hạ tầng số do ai ký?", []),
    ],
)
def test_documents_are_meant_that_are_called_by_their_matter(
    question: str, meant: list[Document]
) -> None:
    assert _meant(question, plan(), namesake(), law(), report()) == [each.id for each in meant]


def test_of_two_titles_that_fit_alike_neither_is_meant() -> None:
    other = replace(plan(), id="ban-khac")
    assert _meant("Kế hoạch phát triển hạ tầng số do ai ký?", plan(), other) == []


def test_a_text_that_amends_another_is_meant_where_that_is_said() -> None:
    title = "Sửa đổi, bổ sung Kế hoạch phát triển hạ tầng số năm 2024 trên địa bàn tỉnh Hà Giang"
    other = replace(plan(), id="ban-sua", title=title)
    assert _meant("Kế hoạch phát triển hạ tầng số do ai ký?", plan(), other) == [plan().id]
    amending = "Kế hoạch sửa đổi, bổ sung kế hoạch phát triển hạ tầng số do ai ký?"
    assert _meant(amending, plan(), other) == ["ban-sua"]


def test_a_decision_is_called_by_the_regulation_that_it_issues() -> None:
    title = "Ban hành Quy chế quản lý thư điện tử công vụ"
    decision = replace(plan(), id="quyet-dinh", kind="Quyết định", title=title)
    assert _meant("Quy chế thư điện tử công vụ do ai ký?", decision, namesake()) == [decision.id]
