"""Misread marks: mended where the words around leave no doubt, everything else as it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.ocr_marks import with_marks_mended
from corpus.language.lexicon import shipped_lexicon
from corpus.text import fold, nfc


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("đáp ứng yêu cầu Chuyến đối số của tỉnh", "đáp ứng yêu cầu Chuyển đổi số của tỉnh"),
        ("các tố\nchức chính trị - xã hội", "các tổ\nchức chính trị - xã hội"),
        ("NĂNG LỰC THỰC THỊ PHÁP LUẬT", "NĂNG LỰC THỰC THI PHÁP LUẬT"),
        ("đây nhanh tiên độ chuyên đồi sô quôc gia", "đẩy nhanh tiến độ chuyển đổi số quốc gia"),
        ("khoa hoc và công nghê", "khoa học và công nghệ"),
    ],
)
def test_a_misread_mark_is_put_right(read: str, meant: str) -> None:
    assert with_marks_mended(read, shipped_lexicon()).text == meant


@pytest.mark.parametrize(
    "text",
    [
        "đối với các cơ quan, yếu tố con người, cụ thể như sau",
        "công bố quy hoạch, thay thế bằng phố đi bộ",
        "Số: 87/KH-UBND, Quý II/2022, https://dean06.vn",
        "TM. ỦY BAN NHÂN DÂN; VPUB: CVP, PCVP, NC",
        "Trần Hoàng Tuấn, Nguyễn Văn Thế",
        "Hoà bình; Thuỷ lợi",
    ],
)
def test_what_was_read_rightly_stays(text: str) -> None:
    mended = with_marks_mended(text, shipped_lexicon())
    assert (mended.text, mended.changes) == (text, ())


def test_what_was_exchanged_is_listed() -> None:
    mended = with_marks_mended("bố sung, phố biến", shipped_lexicon())
    assert mended.changes == (("bố", "bổ"), ("phố", "phổ"))


@given(st.text(alphabet="ốổếểảaáđd iíỉ\n.1cnt", max_size=60))
def test_letters_and_places_stay(text: str) -> None:
    composed = nfc(text)
    mended = with_marks_mended(composed, shipped_lexicon()).text
    assert len(mended) == len(composed)
    assert fold(mended) == fold(composed)
