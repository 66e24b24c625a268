"""Questions that want things named."""

from __future__ import annotations

import pytest

from answer.understand.naming import to_be_named


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("Kế hoạch nêu 11 cơ sở dữ liệu là những cơ sở dữ liệu nào?", 11),
        ("Hồ sơ của tàu dưới 6 mét gồm những gì?", 0),
        ("Ban chỉ đạo gồm những ai?", 0),
    ],
)
def test_a_question_may_say_how_many_things_are_to_be_named(question: str, count: int) -> None:
    assert to_be_named(question) == count
