"""Bodies by name: all spellings of one are one, and what became of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bodies import body_key, body_of_code, canonical_body, change_of, find_bodies


def names(text: str) -> list[str]:
    return [mention.name for mention in find_bodies(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so noi vu co nhiem vu gi", ["Sở Nội vụ"]),
        ("Sở NV có nv gì", ["Sở Nội vụ"]),
        ("Sở Nôi vụ", ["Sở Nội vụ"]),
        ("Sở TT&TT; Sở TTTT; STTTT; sở tttt", ["Sở Thông tin và Truyền thông"] * 4),
        ("Sở KH&ĐT và SKHĐT", ["Sở Kế hoạch và Đầu tư"] * 2),
        ("Sở LĐ-TB&XH", ["Sở Lao động - Thương binh và Xã hội"]),
        ("Sở Văn hóa, Thể thao và Du lịch chủ trì", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("bo tttt, BỘ THÔNG TIN VÀ TRUYỀN THÔNG", ["Bộ Thông tin và Truyền thông"] * 2),
        ("Uỷ ban nhân dân tỉnh, UBND tỉnh", ["UBND tỉnh", "UBND tỉnh"]),
        ("Ủy ban nhân dân các huyện, thị xã, thành phố", ["UBND cấp huyện"]),
        ("Thường trực Ủy ban Xã hội", ["Ủy ban Xã hội"]),
        ("UBND các xã, phường, thị trấn; ubnd cap xa", ["UBND cấp xã", "UBND cấp xã"]),
        ("VP UBND tỉnh; CA tỉnh; cong an tinh", ["Văn phòng UBND tỉnh"] + ["Công an tỉnh"] * 2),
        ("to cong nghe so cong dong, Tổ CNSCĐ", ["Tổ công nghệ số cộng đồng"] * 2),
        ("Thủ tướng và Phó Thủ tướng", ["Thủ tướng Chính phủ", "Phó Thủ tướng Chính phủ"]),
        ("Báo Tây Ninh, bao dai", ["Báo Tây Ninh"]),
    ],
)
def test_a_body_is_found_however_it_is_written(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_the_office_of_the_council_is_not_the_council() -> None:
    assert names("Văn phòng UBND tỉnh trình UBND tỉnh") == ["Văn phòng UBND tỉnh", "UBND tỉnh"]


@pytest.mark.parametrize(
    "text",
    [
        "ke hoach 4660/kh-ubnd",
        "Quyết định 2820/QĐ-UBND, 06/QĐ-TTg và 641/TB-VPCP",
        "57-nq/tw",
        "số tài chính năm nay",
        "bộ phận hỗ trợ",
    ],
)
def test_codes_in_numbers_and_ordinary_words_are_no_bodies(text: str) -> None:
    assert names(text) == []


def test_a_body_that_is_not_listed_is_known_by_its_head_word_and_capitals() -> None:
    text = "giao Trung tâm CNTT - Truyền thông Quảng Nam chủ trì"
    (mention,) = find_bodies(text)
    assert mention.name == "Trung tâm CNTT - Truyền thông Quảng Nam"
    assert text[mention.start : mention.end] == mention.name
    assert names("Ban Quản lý Khu du lịch quốc gia Núi Sam chủ trì, phối hợp") == [
        "Ban Quản lý Khu du lịch quốc gia Núi Sam"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND tỉnh", "Uỷ ban nhân dân tỉnh Quảng Ngãi"),
        ("Sở Nội vụ", "so noi vu tinh Tay Ninh"),
        ("Sở Nội vụ", "Sở Nội vụ tỉnh"),
        ("Sở TT&TT", "Sở Thông tin, Truyền thông"),
        ("UBND cấp xã", "Ủy ban nhân dân xã, phường, thị trấn"),
        ("Công an tỉnh", "Công an tỉnh Ninh Thuận"),
        ("Đài PT-TH", "Đài Phát thanh và Truyền hình Tây Ninh"),
    ],
)
def test_spellings_of_one_body_share_a_key(one: str, other: str) -> None:
    assert body_key(one) == body_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND tỉnh", "UBND cấp xã"),
        ("UBND tỉnh", "UBND thành phố"),
        ("Sở Tài chính", "Bộ Tài chính"),
        ("Văn phòng UBND tỉnh", "UBND tỉnh"),
    ],
)
def test_keys_of_different_bodies_differ(one: str, other: str) -> None:
    assert body_key(one) != body_key(other)


def test_a_canonical_name_is_given_for_listed_bodies_alone() -> None:
    assert canonical_body("NGÂN HÀNG NHÀ NƯỚC VIỆT NAM") == "Ngân hàng Nhà nước"
    assert canonical_body("Câu lạc bộ Cờ tướng") is None


def test_a_symbol_names_its_ministry_or_department() -> None:
    assert body_of_code("BTTTT") == "Bộ Thông tin và Truyền thông"
    assert body_of_code("SKHĐT") == "Sở Kế hoạch và Đầu tư"
    assert body_of_code("XYZ") is None


def test_a_body_knows_what_it_became_and_how_surely() -> None:
    change = change_of("STTTT")
    assert change is not None
    assert (change.now, change.certainty) == ("Sở Khoa học và Công nghệ", "thường là")
    assert (str(change.since), change.basis) == ("2025-03-01", "Nghị định 150/2025/NĐ-CP")
    district = change_of("UBND các huyện, thị xã, thành phố")
    assert district is not None
    assert district.now is None
    assert change_of("Sở Nội vụ") is None


@given(st.text(max_size=80))
def test_mentions_lie_in_the_text(text: str) -> None:
    assert all(0 <= m.start < m.end <= len(text) for m in find_bodies(text))
