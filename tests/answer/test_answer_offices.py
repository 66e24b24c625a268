"""Who holds an office: which sentence tells it."""

from __future__ import annotations

import pytest

from answer.find.offices import office_asked, tells_holder


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("Ai làm Tổ trưởng Tổ công tác?", "do Bộ trưởng làm Tổ trưởng", True),
        ("Trưởng ban chỉ đạo là ai?", "Trưởng Ban: đồng chí Chủ tịch", True),
        ("Ai là cơ quan chủ quản dữ liệu?", "Bộ Nội vụ là cơ quan chủ quản dữ liệu", True),
        ("Ai làm Tổ trưởng Tổ công tác?", "Tổ trưởng phân công nhiệm vụ", False),
    ],
)
def test_a_sentence_tells_the_holder(question: str, text: str, told: bool) -> None:
    form = office_asked(question)
    assert form is not None
    assert tells_holder(form, text) is told


def test_who_does_something_holds_no_office() -> None:
    assert office_asked("Ai phải nộp báo cáo?") is None
