"""Roman numerals misread, and letters that are none."""

from __future__ import annotations

import pytest

from corpus.formats.ocr_numerals import with_numerals_mended


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("HI. CÁC NHIỆM VỤ", "III. CÁC NHIỆM VỤ"),
        ("Mở đầu\nH. MỤC TIÊU", "Mở đầu\nII. MỤC TIÊU"),
        ("Đại hội lần thứ XHI", "Đại hội lần thứ XIII"),
        ("Đại hội lần thứ XIH", "Đại hội lần thứ XIII"),
        ("Quý 11/2022, quý H năm", "Quý II/2022, quý II năm"),
        ("I.MỤC ĐÍCH", "I. MỤC ĐÍCH"),
        ("ngày 2l tháng 1] năm 2019", "ngày 21 tháng 11 năm 2019"),
    ],
)
def test_a_numeral_is_put_right(read: str, printed: str) -> None:
    assert with_numerals_mended(read) == printed


@pytest.mark.parametrize(
    "text",
    [
        "HIV/AIDS",
        "Sở VH, TT và DL",
        "KT-XH",
        "Quý 1/2022",
        "ngày 11/2022",
        "ngày lO tháng II năm",
        "I.1. Nội dung",
    ],
)
def test_other_letters_stay(text: str) -> None:
    assert with_numerals_mended(text) == text
