"""Words in capitals among small letters, and those that are meant so."""

from __future__ import annotations

import pytest

from corpus.formats.ocr_capitals import with_capitals_mended


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("phát triển xã hội SỐ, trong đó", "phát triển xã hội số, trong đó"),
        ("chủ quyền SỐ quốc gia", "chủ quyền số quốc gia"),
        ("học liệu SỐ.", "học liệu số."),
    ],
)
def test_a_word_among_small_letters_is_written_small(read: str, printed: str) -> None:
    assert with_capitals_mended(read) == printed


@pytest.mark.parametrize(
    "text",
    ["QUYẾT ĐỊNH SỐ 20", "của UBND tỉnh và HĐND xã", "Ban Tổ chức", "Điều 1. PHẠM VI", "SỐ liệu"],
)
def test_capitals_that_are_meant_stay(text: str) -> None:
    assert with_capitals_mended(text) == text
