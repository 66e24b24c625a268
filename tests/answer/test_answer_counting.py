"""The nouns that a question counts, and those that count the same."""

from __future__ import annotations

import pytest

from answer.find.shows import shows_count
from answer.understand.counting import (
    counted_nouns,
    counting_alike,
    times_counted_in_english,
)


@pytest.mark.parametrize(
    ("question", "nouns"),
    [
        ("Có bao nhiêu cán bộ chuyên trách?", ("cán", "cán bộ")),
        ("thù lao tối đa bao nhiêu đối với giảng viên", ()),
        ("được hỗ trợ bao nhiêu chi phí", ()),
        ("bao nhiêu đối tượng được xét", ("đối", "đối tượng")),
        ("nộp trong mấy ngày kể từ khi nhận", ("ngày",)),
        ("phải đạt mấy chục triệu tài khoản", ("tài", "tài khoản")),
        ("được cấp mấy chục triệu đồng", ()),
        ("trả cao hơn mấy phần trăm", ()),
        ("quy chế có mấy phần", ("phần",)),
        ("bắt đầu lúc mấy giờ", ()),
        ("phải đóng bao nhiêu vô quỹ", ()),
        ("thu hút được bao nhiêu vốn FDI", ()),
        ("có mấy hướng, là những hướng nào", ()),
        ("chia làm mấy nhóm, đó là gì", ()),
        ("hồ sơ chia làm mấy nhóm", ("nhóm",)),
        ("nộp trong mấy ngày, gồm những giấy tờ nào", ("ngày",)),
        ("phát ít nhất mấy tiếng mỗi ngày", ("tiếng",)),
        ("cấp phép cho mấy doanh nghiệp?", ("doanh", "doanh nghiệp")),
        ("mở lớp cho mấy người tham mưu vậy", ()),
        ("thưởng hằng năm mấy tháng lương", ("tháng", "tháng lương")),
        ("phải đạt từ bao nhiêu tới bao nhiêu", ()),
        ("mỗi xã lắp nhiêu cụm loa", ("cụm", "cụm loa")),
    ],
)
def test_the_noun_is_found_and_no_small_word_is_one(question: str, nouns: tuple[str, ...]) -> None:
    assert counted_nouns(question) == nouns


@pytest.mark.parametrize(
    ("question", "times"),
    [
        ("After how many consecutive years is it revoked?", ("năm",)),
        ("Within how many working days must it answer?", ("ngày",)),
        ("How many members has the council?", ()),
    ],
)
def test_english_counts_times_behind_adjectives(question: str, times: tuple[str, ...]) -> None:
    assert times_counted_in_english(question) == times


def test_nouns_that_count_the_same_follow_those_asked_for() -> None:
    assert counting_alike(["tiếng"]) == ("tiếng", "giờ")
    assert counting_alike(["trường"]) == ("trường",)


@pytest.mark.parametrize(
    ("text", "nouns", "shown"),
    [
        ("phát sóng tối thiểu 17 giờ/ngày", ["tiếng"], True),
        ("tối thiểu 5 thành viên", ["người"], True),
        ("quy mô từ 15.000 người", ["dân"], True),
        ("đạt trên 40 triệu tài khoản người dùng", ["tài", "tài khoản"], True),
        ("đạt trên 40 triệu hồ sơ", ["tài", "tài khoản"], False),
        ("trong 10 ngày làm việc", ["người"], False),
    ],
)
def test_a_figure_before_a_noun_that_counts_the_same_will_do(
    text: str, nouns: list[str], *, shown: bool
) -> None:
    assert shows_count(text, nouns) is shown
