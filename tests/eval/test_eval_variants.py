"""The ways people type: each does what its name says, and always the same."""

from __future__ import annotations

import pytest

from corpus.text import fold
from eval.variants import CLEAN, WAYS, typed

QUESTION = "Quyết định 749/QĐ-TTg giao Sở Nội vụ làm gì để chuyển đổi số ở UBND xã?"


@pytest.mark.parametrize("way", WAYS)
def test_a_way_changes_the_words_and_neither_numbers_nor_codes(way: str) -> None:
    told = typed(QUESTION, way)
    assert told != QUESTION
    assert told == typed(QUESTION, way)
    assert "749/qd-ttg" in fold(told)
    assert "ubnd" in fold(told)


@pytest.mark.parametrize(
    ("way", "told"),
    [
        (CLEAN, "Quyết định 749/QĐ-TTg giao Sở Nội vụ làm gì?"),
        ("không dấu", "Quyet dinh 749/QD-TTg giao So Noi vu lam gi?"),
        ("nguyên phím Telex", "Quyeets ddinhj 749/QĐ-TTg giao Sowr Nooij vuj lamf gif?"),
        ("chữ hoa", "QUYẾT ĐỊNH 749/QĐ-TTG GIAO SỞ NỘI VỤ LÀM GÌ?"),
    ],
)
def test_a_way_without_chance_is_known(way: str, told: str) -> None:
    assert typed("Quyết định 749/QĐ-TTg giao Sở Nội vụ làm gì?", way) == told


def test_a_slip_leaves_most_words_alone() -> None:
    words = zip(typed(QUESTION, "trượt phím").split(), QUESTION.split(), strict=True)
    assert 1 <= sum(told != meant for told, meant in words) <= 3


def test_short_forms_stand_for_their_words() -> None:
    assert "CĐS" in typed("Kế hoạch chuyển đổi số", "viết tắt")
