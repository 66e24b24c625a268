"""How fine a time a question wants."""

from __future__ import annotations

import pytest

from answer.understand.grains import Grain, grains


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Phải xong trước ngày nào?", {Grain.DAY}),
        ("hôm nào họp", {Grain.DAY}),
        ("trước tháng mấy", {Grain.MONTH}),
        ("vào quý nào?", {Grain.QUARTER}),
        ("năm nào tổng kết?", {Grain.YEAR}),
        ("what year does it end", {Grain.YEAR}),
        ("bao giờ xong?", set()),
        ("khi nào?", set()),
        ("khi nào ngân hàng được cho vay ngoại tệ?", {Grain.CASE}),
        ("khi nào ban hành kế hoạch?", set()),
    ],
)
def test_a_question_says_how_fine_a_time_it_wants(question: str, wanted: set[Grain]) -> None:
    assert grains(question) == wanted


def test_a_case_is_wanted_also_where_its_doer_stands_between() -> None:
    assert grains("Khi nào ngân hàng được cho vay?") == {Grain.CASE}
    assert grains("Khi nào Bộ Nội vụ từ chối cho kết nối?") == {Grain.CASE}
    assert grains("Khi nào hoàn thành?") == frozenset()
