"""A question calls documents by number, or by kind and matter, up to where it asks of them."""

from __future__ import annotations

import pytest

from answer.find.calls import calls, unnamed


@pytest.mark.parametrize(
    ("question", "called"),
    [
        ("Thông tư về lưu trữ do ai ký, giữ chức gì, ngày nào?", ["Thông tư về lưu trữ"]),
        ("Ai ký quyết định về phòng, chống ma túy?", ["quyết định về phòng, chống ma túy"]),
        (
            "nghị định về hội và nghị định về quỹ có hiệu lực từ bao giờ",
            ["nghị định về hội", "nghị định về quỹ"],
        ),
        (
            "Quyết định 40/2025/QĐ-TTg về xã đảo và nghị quyết về hội có cùng một người ký không?",
            ["Quyết định 40/2025/QĐ-TTg về xã đảo", "nghị quyết về hội"],
        ),
        (
            "Nghị định về luật sư và công chứng được ban hành ngày nào?",
            ["Nghị định về luật sư và công chứng"],
        ),
        ("thông tư về lưu trữ chạy từ hôm nào", ["thông tư về lưu trữ"]),
        ("Thông tư về lưu trữ mang số mấy và ai ký?", ["Thông tư về lưu trữ"]),
        ("Đề án về cảng biển được phê duyệt tại quyết định nào?", ["Đề án về cảng biển"]),
        ("thông tư về lưu trữ bắt đầu áp dụng từ bao giờ", ["thông tư về lưu trữ"]),
        ("Sở Xây dựng phải làm gì?", []),
    ],
)
def test_a_document_is_called_up_to_where_it_is_asked_of(question: str, called: list[str]) -> None:
    assert [call.text for call in calls(question)] == called


def test_a_call_tells_the_kind_and_the_number() -> None:
    first, second = calls("So sánh kế hoạch 87 với thông tư về lưu trữ")
    assert (first.kind, first.number and first.number.number) == ("Kế hoạch", "87")
    assert (second.kind, second.number) == ("Thông tư", None)


def test_what_is_called_by_its_matter_alone_ends_where_the_question_asks() -> None:
    assert unnamed("Định mức trạm bơm được công bố ngày nào và ai ký?").text == "Định mức trạm bơm"
    assert unnamed("Ai ký?").text == ""
