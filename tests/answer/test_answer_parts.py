"""A question that asks twice is told from one that asks once of two things."""

from __future__ import annotations

import pytest

from answer.understand.followup import part_of
from answer.understand.parts import parts
from tests.answer.answer_samples import asked


@pytest.mark.parametrize(
    ("question", "found"),
    [
        (
            "Kế hoạch này do ai ký và có hiệu lực từ ngày nào?",
            ["Kế hoạch này do ai ký", "có hiệu lực từ ngày nào?"],
        ),
        (
            "Trạm dùng chung do sở nào quản lý, xong trong quý nào?",
            ["Trạm dùng chung do sở nào quản lý", "xong trong quý nào?"],
        ),
        (
            "So sánh “bưu gửi” của Luật Bưu chính với “thư” của Luật Viễn thông",
            ["So sánh “bưu gửi” của Luật Bưu chính", "“thư” của Luật Viễn thông"],
        ),
        ("Sở Y tế và Sở Nội vụ có nhiệm vụ gì?", []),
        ("So sánh Kế hoạch 15/KH-UBND với Kế hoạch 16/KH-UBND", []),
        ("“Ai ký và ai đóng dấu” là gì?", []),
        ("Sở Nội vụ làm gì?", []),
    ],
)
def test_a_question_is_cut_where_both_sides_ask(question: str, found: list[str]) -> None:
    assert parts(question) == found


def test_a_part_that_names_no_document_is_of_the_document_of_the_whole() -> None:
    whole = asked("Kế hoạch 15/KH-UBND do ai ký và ban hành ngày nào?")
    part = part_of(whole, asked("ban hành ngày nào?"), [asked("Kế hoạch 15/KH-UBND do ai ký")])
    assert part.numbers == whole.numbers


def test_a_part_without_matter_takes_that_of_the_part_before() -> None:
    before = asked("Trạm ven biển của Hà Giang do sở nào quản lý")
    part = part_of(before, asked("xong trong quý nào?"), [before])
    assert {"tram", "ven", "bien"} <= {term.key for term in part.terms}


def test_a_part_with_a_matter_of_its_own_takes_the_other_for_context() -> None:
    before = asked("Trạm ven biển của Hà Giang do sở nào quản lý")
    part = part_of(before, asked("ai tập huấn cán bộ xã?"), [before])
    weights = {term.key: term.weight for term in part.terms}
    assert weights["bien"] < weights["huan"]
    assert "biển" not in part.search_text
