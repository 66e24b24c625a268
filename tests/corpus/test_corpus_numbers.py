"""Document numbers, printed and typed, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.numbers import (
    NumberMention,
    canonical_number,
    find_numbers,
    matches,
    number_key,
    number_of_file,
)

Read = tuple[str | None, str, int | None, str | None]


def read(text: str) -> list[Read]:
    return [(m.kind, m.number, m.year, m.symbol) for m in find_numbers(text)]


def first(text: str) -> NumberMention:
    return find_numbers(text)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Số: 87/KH-UBND", ("Kế hoạch", "87", None, "KH-UBND")),
        ("29-CT/TU", ("Chỉ thị", "29", None, "CT/TU")),
        ("04/2023/QĐ-UBND", ("Quyết định", "04", 2023, "QĐ-UBND")),
        ("20/2023/QH15", (None, "20", 2023, "QH15")),
        ("46/2025/TT-NHNN", ("Thông tư", "46", 2025, "TT-NHNN")),
        ("01-QĐ/BCĐCĐS", ("Quyết định", "01", None, "QĐ/BCĐCĐS")),
        ("3260-KH/ĐĐQH15", ("Kế hoạch", "3260", None, "KH/ĐĐQH15")),
        ("11/2022/TT- BTTTT", ("Thông tư", "11", 2022, "TT-BTTTT")),
        ("1690/QĐ/TTg", ("Quyết định", "1690", None, "QĐ/TTg")),
        ("Số 07 -KH/BTC", ("Kế hoạch", "07", None, "KH/BTC")),
        ("số 10- CTr/TU ngày", ("Chương trình", "10", None, "CTr/TU")),
        ("Luật số 67/QH11", ("Luật", "67", None, "QH11")),
        ("Nghị định số 201/CP", ("Nghị định", "201", None, "CP")),
        ("văn bản số 83/BKHCN-BTTTT-VP", (None, "83", None, "BKHCN-BTTTT-VP")),
        ("Nghị quyết 66.9/2025/NQ-CP", ("Nghị quyết", "66.9", 2025, "NQ-CP")),
        ("Luật Giao dịch điện tử số 20/2023/QH15", ("Luật", "20", 2023, "QH15")),
        ("Decision 2597/QD-TTg", ("Quyết định", "2597", None, "QĐ-TTg")),
    ],
)
def test_a_printed_number_is_read(text: str, expected: Read) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kh 87", ("Kế hoạch", "87", None, None)),
        ("KH87", ("Kế hoạch", "87", None, None)),
        ("QĐ1155", ("Quyết định", "1155", None, None)),
        ("qd 1155/qd-ubnd", ("Quyết định", "1155", None, "QĐ-UBND")),
        ("Quyết định số 749", ("Quyết định", "749", None, None)),
        ("ke hoach 87 tinh quang ngai", ("Kế hoạch", "87", None, None)),
        ("kế hoạch 87 năm 2024", ("Kế hoạch", "87", None, None)),
        ("đề án 06", ("Đề án", "06", None, None)),
        ("kế hoạch 597 Đồng Tháp", ("Kế hoạch", "597", None, None)),
        ("ke hoach 179 dong nai", ("Kế hoạch", "179", None, None)),
        ("chiến lược quốc gia 964", ("Chiến lược", "964", None, None)),
        ("NĐ 269/2025", ("Nghị định", "269", 2025, None)),
        ("k3 đ27 nđ 269/2025", ("Nghị định", "269", 2025, None)),
        ("nghị quyết 57", ("Nghị quyết", "57", None, None)),
        ("TB 281", ("Thông báo", "281", None, None)),
        ("Luật An ninh mạng 24/2018", (None, "24", 2018, None)),
        ("quyết định 2020 của", ("Quyết định", "2020", None, None)),
        ("văn bản số 87", (None, "87", None, None)),
    ],
)
def test_a_typed_number_is_read(text: str, expected: Read) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "ngày 26/12/2023",
        "Quyết định 26/12/2023",
        "vị thứ 24/63, tăng 0,4014",
        "kế hoạch 5 năm, chương trình 3 giai đoạn",
        "Kế hoạch 2024, chương trình 2025",
        "Kế hoạch 12/2024, tháng 12/2024",
        "giai đoạn 2021 - 2025",
        "đã 06 tháng",
        "100% hồ sơ, kế hoạch 100%",
        "mục 3 - UBND tỉnh",
        "khoản 4 Điều 5",
        "4G/5G, 24/7",
    ],
)
def test_dates_fractions_and_amounts_are_no_numbers(text: str) -> None:
    assert read(text) == []


def test_two_numbers_of_one_kind_are_both_read() -> None:
    assert [m.number for m in find_numbers("Kế hoạch 552 và 597 của Đồng Tháp")] == ["552", "597"]
    assert [m.number for m in find_numbers("KH 552 và KH 597")] == ["552", "597"]


def test_a_mention_covers_the_kind_that_was_said() -> None:
    text = "theo qd 749/qd-ttg hằng năm"
    (mention,) = find_numbers(text)
    assert text[mention.start : mention.end] == mention.text == "qd 749/qd-ttg"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Số: 87/KH-UBND", "87/KH-UBND"),
        ("11/2022/TT- BTTTT", "11/2022/TT-BTTTT"),
        ("Luật số: 20/2023/QH15", "20/2023/QH15"),
        ("07 –KH/BTC.", "07-KH/BTC"),
        ("12/QÐ-UBND", "12/QĐ-UBND"),
        ("152/2025/TT-BT\u0421", "152/2025/TT-BTC"),
    ],
)
def test_a_number_is_printed_without_spaces(text: str, expected: str) -> None:
    assert canonical_number(text) == expected


@pytest.mark.parametrize(
    ("said", "number", "kind", "expected"),
    [
        ("kh 87", "87/KH-UBND", "Kế hoạch", True),
        ("QĐ 87", "87/KH-UBND", "Kế hoạch", False),
        ("87/KH-UBND", "87/KH-UBND", None, True),
        ("87/KH-UBND", "87/QĐ-UBND", "Quyết định", False),
        ("đề án 06", "06/QĐ-TTg", "Quyết định", True),
        ("đề án 6", "06/QĐ-TTg", "Quyết định", True),
        ("kế hoạch 1155", "1155/QĐ-UBND", "Quyết định", True),
        ("1690/QĐ/TTg", "1690/QĐ-TTg", None, True),
        ("NĐ 269/2025", "269/2025/NĐ-CP", "Nghị định", True),
        ("NĐ 269/2024", "269/2025/NĐ-CP", "Nghị định", False),
        ("văn bản số 87", "87/KH-UBND", "Kế hoạch", True),
        ("kh 8", "87/KH-UBND", "Kế hoạch", False),
        ("kh 87", None, "Bài viết", False),
    ],
)
def test_a_mention_matches_the_documents_it_may_mean(
    said: str, number: str | None, kind: str | None, expected: bool
) -> None:
    assert matches(first(said), number, kind) is expected


def test_keys_leave_separators_and_leading_zeros_out_of_account() -> None:
    assert number_key("06/QĐ/TTg") == number_key("6/qd-ttg")
    assert number_key("06/QĐ-TTg") != number_key("06/QĐ-UBND")


@given(
    st.integers(1, 99999),
    st.sampled_from(["KH-UBND", "QĐ-TTg", "NQ/TW", "TB-VPCP", "CTr/TU"]),
    st.sampled_from(["", "Số: ", "theo ", "ngày 05/4/2024, "]),
)
def test_every_printed_number_is_found_whole(number: int, symbol: str, before: str) -> None:
    separator = "-" if "/" in symbol else "/"
    printed = f"{number}{separator}{symbol}"
    mentions = find_numbers(f"{before}{printed} của UBND tỉnh")
    assert [(m.number, m.symbol) for m in mentions] == [(str(number), symbol)]


@given(st.text(alphabet="0123456789/-. QĐKHTTgUBNDnămsốkh", max_size=40))
def test_mentions_lie_in_the_text_in_order(text: str) -> None:
    mentions = find_numbers(text)
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("749-qd-ttg.pdf", "749/QĐ-TTg"),
        ("qd-749-ttg.pdf", "749/QĐ-TTg"),
        ("QĐ_749_TTg (bản ký).pdf", "749/QĐ-TTg"),
        ("nd13-2023-cp.docx", "13/2023/NĐ-CP"),
        ("nq03-nq-cp.doc", "03/NQ-CP"),
        ("kh-87-quang-ngai.docx", None),
        ("bao-cao-12-thang.docx", None),
    ],
)
def test_a_file_may_be_named_by_its_number(name: str, number: str | None) -> None:
    assert number_of_file(name) == number
