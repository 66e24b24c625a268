"""Rows of scanned tables as lines with bars."""

from __future__ import annotations

from corpus.clean import canonicalise
from corpus.clean.scanned import rows_as_pipes

ROWS = [
    "\x1fTT\tNhiệm vụ\tChủ trì",
    "\x1f1\tXây dựng Đề án\tSở Nội vụ\x1f\tgiai đoạn 2021-\t\x1f\t2025\t",
    "\x1f2\tĐào tạo\t\x1dtỉnh",
]


def test_cells_are_put_together_over_their_lines_and_a_merged_one_stands_above() -> None:
    assert rows_as_pipes("\n".join(["Bảng", *ROWS, "Hết"])).split("\n") == [
        "Bảng",
        "| TT | Nhiệm vụ | Chủ trì |",
        "| 1 | Xây dựng Đề án giai đoạn 2021-2025 | Sở Nội vụ tỉnh |",
        "| 2 | Đào tạo |  |",
        "Hết",
    ]


def test_the_canonical_text_has_one_line_a_row() -> None:
    assert canonicalise("\n".join(ROWS)).text.split("\n")[1] == (
        "1 | Xây dựng Đề án giai đoạn 2021-2025 | Sở Nội vụ tỉnh"
    )


def test_any_other_text_stays() -> None:
    assert rows_as_pipes("a\tb\nc | d") == "a\tb\nc | d"


def test_what_goes_on_from_nothing_stays_where_it_is() -> None:
    assert rows_as_pipes("\x1f\x1dtỉnh\tSở") == "| tỉnh | Sở |"
