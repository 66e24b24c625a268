"""The forms of numbering, one line at a time."""

from __future__ import annotations

import pytest

from corpus.structure.markers import LETTERS, Kind, read_markers, roman_token, roman_value


@pytest.mark.parametrize(
    ("line", "kind", "token", "ordinal", "length"),
    [
        ("PHẦN THỨ NHẤT", Kind.PART, "NHẤT", 1, 13),
        ("Chương II", Kind.CHAPTER, "II", 2, 9),
        ("CHƯƠNG 3. NHỮNG QUY ĐỊNH", Kind.CHAPTER, "3", 3, 10),
        ("Chương IIIa", Kind.CHAPTER, "IIIa", 3, 11),
        ("Mục 2. DỊCH VỤ TIN CẬY", Kind.SECTION, "2", 2, 7),
        ("Tiểu mục 1", Kind.SUBSECTION, "1", 1, 10),
        ("Điều 5. Chính sách", Kind.ARTICLE, "5", 5, 8),
        ("Điều 2.Đối tượng áp dụng", Kind.ARTICLE, "2", 2, 7),
        ("Điều 5 Chính sách", Kind.ARTICLE, "5", 5, 7),
        ("Điêu 2. Đối tượng áp dụng", Kind.ARTICLE, "2", 2, 8),
        ("Điều 28a. Thẩm quyền", Kind.ARTICLE, "28a", 28, 10),
        ("IV. TỔ CHỨC THỰC HIỆN", Kind.ROMAN, "IV", 4, 4),
        ("I- MỤC ĐÍCH, YÊUCẦU", Kind.ROMAN, "I", 1, 3),
        ("B- ĐỊNH HƯỚNG", Kind.LETTERED_PART, "B", 2, 3),
        ("1. Mục đích", Kind.KHOAN, "1", 1, 3),
        ("1.Công nghệ thông tin là", Kind.KHOAN, "1", 1, 2),
        ("2..Thông tin số là", Kind.KHOAN, "2", 2, 3),
        ("4., Phạt tiền từ", Kind.KHOAN, "4", 4, 4),
        ("3. 100% cơ quan nhà nước", Kind.KHOAN, "3", 3, 3),
        ("4. 05 nhiệm vụ trọng tâm", Kind.KHOAN, "4", 4, 3),
        ("4.6. Nền tảng giám sát", Kind.SUB_KHOAN, "4.6", 6, 5),
        ("2.1.3 Xây dựng", Kind.SUB_SUB_KHOAN, "2.1.3", 3, 6),
        ("đ) Thường xuyên bồi dưỡng", Kind.DIEM, "đ", 5, 3),
        ("đ ) Thường xuyên", Kind.DIEM, "đ", 5, 4),
        ("(2) Tỷ trọng kinh tế số", Kind.PARENTHESIS, "2", 2, 4),
        ("- Sở Nội vụ", Kind.DASH, "-", 0, 2),
        ("-Sở Nội vụ", Kind.DASH, "-", 0, 1),
        ("+ Năm 2022: 1.170.385.000 đồng", Kind.PLUS, "+", 0, 2),
    ],
)
def test_a_marker_is_read_from_the_start_of_a_line(
    line: str, kind: Kind, token: str, ordinal: int, length: int
) -> None:
    marker = read_markers(line)[0]
    assert (marker.kind, marker.token, marker.ordinal, marker.length, marker.weak) == (
        kind,
        token,
        ordinal,
        length,
        False,
    )


@pytest.mark.parametrize(
    "line",
    [
        "1. 2025",
        "1.000 chuyên gia do Bộ tổ chức",
        "5.191.000.000 đồng",
        "26/12/2023 của Thủ tướng",
        "03/NQ-CP ngày 09 tháng 01",
        "2025. Tổng kinh phí",
        "Điều này quy định",
        "Điều 5 của Luật này",
        "Phần mềm dùng chung",
        "Mục tiêu đến năm 2030",
        "Chương trình công tác",
        "điểm a khoản 1 Điều 5",
        "-10 độ",
        "f) không có trong bảng chữ",
    ],
)
def test_no_marker_is_read_where_there_is_none(line: str) -> None:
    assert read_markers(line) == []


@pytest.mark.parametrize(
    ("line", "kind", "token"),
    [
        ("IIL. QUAN ĐIỂM", Kind.ROMAN, "III"),
        ("II TẦM NHÌN ĐẾN NĂM 2030", Kind.ROMAN, "II"),
        ("HI- TỔ CHỨC THỰC HIỆN", Kind.ROMAN, "III"),
        ("2 Xúc tiến thương mại", Kind.KHOAN, "2"),
        ("5, Phát triển các ứng dụng", Kind.KHOAN, "5"),
    ],
)
def test_a_marker_that_lacks_something_is_weak(line: str, kind: Kind, token: str) -> None:
    assert [(m.kind, m.token, m.weak) for m in read_markers(line)] == [(kind, token, True)]


def test_a_misread_letter_is_offered_as_each_letter_it_may_be() -> None:
    weak = [m.token for m in read_markers("1) Tối thiểu 70% nội dung") if m.weak]
    assert weak == ["i", "l"]


def test_roman_numbers_are_read_as_they_are_usually_written_only() -> None:
    assert [roman_value(token) for token in ("IV", "IX", "XIV", "XXXIX")] == [4, 9, 14, 39]
    assert [roman_value(token) for token in ("", "IIX", "VV", "ABC")] == [0, 0, 0, 0]
    assert all(roman_value(roman_token(n)) == n for n in range(1, 400))


def test_the_letters_of_diem_have_no_f_j_w_z() -> None:
    assert LETTERS.startswith("abcdđeghik")
    assert not set(LETTERS) & set("fjwz")
