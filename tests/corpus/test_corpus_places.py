"""Provinces by name: as listed, as mentioned, as merged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.places import (
    ALL,
    Province,
    find_provinces,
    present_name,
    province,
    same_province,
)
from corpus.text import fold


def names(text: str, *, folded: bool = False, typos: bool = False) -> list[str]:
    return [mention.name for mention in find_provinces(text, folded=folded, typos=typos)]


def test_sixty_three_provinces_became_thirty_four() -> None:
    assert len(ALL) == 63
    assert len({item.present for item in ALL}) == 34
    unchanged = {item.name for item in ALL if item.since is None}
    assert {item.present for item in ALL} == unchanged


@pytest.mark.parametrize(
    ("name", "present"),
    [
        ("Quảng Nam", "Đà Nẵng"),
        ("Bà Rịa - Vũng Tàu", "Hồ Chí Minh"),
        ("Hà Giang", "Tuyên Quang"),
        ("Ninh Thuận", "Khánh Hòa"),
        ("Kiên Giang", "An Giang"),
        ("Huế", "Huế"),
        ("Atlantis", "Atlantis"),
    ],
)
def test_a_province_knows_the_one_that_holds_it_today(name: str, present: str) -> None:
    assert present_name(name) == present


def test_a_merged_province_tells_when_and_by_what() -> None:
    found = province("Kon Tum")
    assert found is not None
    assert (found.full_name, found.present) == ("tỉnh Kon Tum", "Quảng Ngãi")
    assert (str(found.since), found.basis) == ("2025-07-01", "Nghị quyết 202/2025/QH15")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở TTTT Q.Nam có mấy bộ phận", ["Quảng Nam"]),
        ("KH 87 Q. Ngãi và Đ.Tháp", ["Quảng Ngãi", "Đồng Tháp"]),
        ("kh 87 q.ngai giao ai", ["Quảng Ngãi"]),
        ("TỈNH-QUẢNG NAM", ["Quảng Nam"]),
        ("TP.HCM, tphcm, TP. Hồ Chí Minh", ["Hồ Chí Minh"] * 3),
        ("Thành phố Hồ\nChí Minh", ["Hồ Chí Minh"]),
        ("Thừa Thiên - Huế rồi Huế", ["Huế", "Huế"]),
        ("Bà Rịa – Vũng Tàu", ["Bà Rịa - Vũng Tàu"]),
        ("Đài Phát thanh và Truyền hình Tây Ninh", ["Tây Ninh"]),
        ("Under Dong Nai's Plan 179/KH-UBND", ["Đồng Nai"]),
        ("hải phòng khác hải dương, ở hải dương", ["Hải Phòng", "Hải Dương"]),
        ("Hoà Bình và Hòa Bình", ["Hòa Bình", "Hòa Bình"]),
        ("quảng nam, QUẢNG NGÃI", ["Quảng Nam", "Quảng Ngãi"]),
    ],
)
def test_a_province_is_found_however_it_is_written(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "bao cao hang nam dinh ky ve cong nghe an toan",
        "công nghệ an toàn, bảo vệ hòa bình",
        "tat ca mau bieu, hinh thanh hoa don dien tu",
        "danh gia lai, quoc gia lai",
        "tự diễn biến, báo cáo bằng văn bản",
        "Đoàn TNCS Hồ Chí Minh, Chủ tịch Hồ Chí Minh",
        "ông N.V.T.Bình ký",
        "Quảng cáo ở miền Nam. Nam Bộ",
    ],
)
def test_words_that_only_look_like_a_province_are_none(text: str) -> None:
    assert names(text) == []


def test_an_everyday_word_is_a_province_after_an_administrative_one() -> None:
    assert names("vì hòa bình của nhân loại, tỉnh hòa bình") == ["Hòa Bình"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tây Nịnh giao ai", ["Tây Ninh"]),
        ("thế còn Ninh Thuân", ["Ninh Thuận"]),
        ("UBND tỉnh quãng ngai", ["Quảng Ngãi"]),
        ("cần đánh giá lại", []),
    ],
)
def test_wrong_accents_count_when_asked_for(text: str, expected: list[str]) -> None:
    assert names(text, typos=True) == expected


def test_spellings_of_one_province_agree_and_merged_ones_do_not() -> None:
    assert same_province("TT Huế", "tỉnh Thừa Thiên Huế")
    assert same_province("tp.HCM", "Sài Gòn")
    assert not same_province("Quảng Nam", "Đà Nẵng")


def test_a_mention_points_at_the_name_alone() -> None:
    text = "của UBND tỉnh Quảng Ngãi về"
    (mention,) = find_provinces(text)
    assert text[mention.start : mention.end] == "Quảng Ngãi"


@given(st.sampled_from(ALL), st.booleans())
def test_every_name_is_found_with_and_without_accents(item: Province, accents: bool) -> None:
    text = f"kế hoạch của tỉnh {item.name} năm 2024"
    found = names(text) if accents else names(fold(text), folded=True)
    assert found == [item.name]


@given(st.text(max_size=80))
def test_mentions_lie_in_the_text_in_order(text: str) -> None:
    mentions = find_provinces(text, typos=True)
    ends = [0, *(mention.end for mention in mentions)]
    assert all(end <= m.start < m.end <= len(text) for end, m in zip(ends, mentions, strict=False))
