"""Scores of a raw text against its truth, computed by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.reading.formats import (
    character_error_rate,
    edit_distance,
    failed_checks,
    fused_numbers,
    leaked,
    rows_found,
    word_recall,
)


def test_recall_counts_words_in_order() -> None:
    truth, text = "một hai ba bốn", "| một | ba\nhai bốn thừa |"
    assert word_recall(truth, text) == 3 / 4
    assert word_recall(text, truth) == 3 / 5


def test_quotation_marks_and_drawn_lines_do_not_count() -> None:
    assert word_recall("“Đề án”\n-------\nmới", '"Đề án" mới') == 1.0


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("", "", 0),
        ("abc", "", 3),
        ("", "abc", 3),
        ("kitten", "sitting", 3),
        ("đổi số", "đối số", 1),
    ],
)
def test_the_distance_of_two_texts(one: str, other: str, distance: int) -> None:
    assert edit_distance(one, other) == distance


@given(st.text(max_size=20), st.text(max_size=20))
def test_the_distance_is_the_same_both_ways_and_no_longer_than_the_longer(
    one: str, other: str
) -> None:
    distance = edit_distance(one, other)
    assert distance == edit_distance(other, one)
    assert abs(len(one) - len(other)) <= distance <= max(len(one), len(other))


def test_the_error_rate_is_for_each_character_of_the_truth() -> None:
    assert character_error_rate("tổ chức", "tố chức\n") == 1 / 7


def test_checks_ask_for_presence_and_absence() -> None:
    checks = [("there", "Điều 1."), ("gone", "!30/6/2024"), ("missing", "Điều 2.")]
    assert failed_checks(checks, "Điều 1. trước 30/6/2024") == ["gone", "missing"]


def test_only_numbered_rows_that_are_whole_are_found() -> None:
    grid = [["TT", "Việc"], ["I", "Nhóm"], ["1", "Một"], ["2", ""]]
    assert rows_found(grid, "| 1 | Một |\f| 2 |  |") == (2, 2)
    assert rows_found(grid, "1 | Một\n| 2 | Hai |") == (1, 2)


def test_snippets_that_leaked_are_named() -> None:
    assert leaked(["Trang chủ", "Đăng nhập", ""], "Trang chủ\nĐiều 1.") == ["Trang chủ"]


def test_numbers_run_together_are_found_and_long_ones_are_not_taken_for_such() -> None:
    assert fused_numbers("năm 2021-\n2025, mã 20212025", "năm 2021- 2025, mã 20212025") == []
    assert fused_numbers("năm 2021-\n2025", "năm 20212025") == ["20212025"]
