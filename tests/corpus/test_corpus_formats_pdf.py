"""PDF: lines from glyphs, tables over page ends, heads, notes, paragraphs; whole files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import ReadError
from corpus.formats.pdf import read_pdf
from corpus.formats.pdf_furniture import furniture
from corpus.formats.pdf_glyphs import Glyph, turned
from corpus.formats.pdf_grid import cell_text, stitched
from corpus.formats.pdf_lines import PdfLine, lines_of, spell
from corpus.formats.pdf_notes import take_notes
from corpus.formats.pdf_pages import paragraph_ends
from corpus.formats.raw import LimitExceeded, Limits
from tests.corpus.formats_making import pdf


def glyphs(
    text: str, *, left: float = 70, base: float = 100, size: float = 14, skip: Sequence[int] = ()
) -> list[Glyph]:
    """The glyphs of a text set in a font whose letters are half an em wide."""
    width = size / 2
    return [
        Glyph(char, left + at * width, left + (at + 1) * width, base, size)
        for at, char in enumerate(text)
        if at not in skip
    ]


def line(text: str, *, left: float = 70, base: float = 100, size: float = 14) -> PdfLine:
    return lines_of(glyphs(text, left=left, base=base, size=size))[0]


def test_letters_of_another_font_drawn_after_their_line_return_to_their_words() -> None:
    text = "Kiện toàn tổ chức"
    late = [at for at, char in enumerate(text) if char in "ệổứ"]
    drawn = glyphs(text, skip=late) + [glyphs(text)[at] for at in late]
    assert [found.text for found in lines_of(drawn)] == [text]


def test_words_are_parted_where_no_space_is_drawn() -> None:
    drawn = glyphs("Tự") + glyphs("do", left=70 + 2 * 7 + 3)
    assert spell(drawn) == "Tự do"


def test_letters_drawn_twice_to_look_bold_are_read_once() -> None:
    drawn = glyphs("KẾ HOẠCH") + glyphs("KẾ HOẠCH", left=70.5)
    assert spell(drawn) == "KẾ HOẠCH"


def test_columns_side_by_side_are_two_lines() -> None:
    drawn = glyphs("Nơi nhận:") + glyphs("TM. ỦY BAN", left=350)
    assert [found.text for found in lines_of(drawn)] == ["Nơi nhận:", "TM. ỦY BAN"]


def test_a_raised_number_belongs_to_its_word_and_is_a_call_only_where_its_note_is() -> None:
    drawn = glyphs("150 m") + glyphs("2", left=105, base=94, size=9) + glyphs(" đất", left=110)
    assert [found.text for found in lines_of(drawn)] == ["150 m2 đất"]
    assert spell(drawn, {"2"}) == "150 m[2] đất"


@given(st.text(alphabet="abcđêộ ,.", min_size=1).filter(str.strip))
def test_a_line_in_any_order_of_drawing_reads_the_same(text: str) -> None:
    drawn = glyphs(text)
    assert spell(drawn[::-1]) == spell(drawn) == " ".join(text.split())


def test_a_number_broken_after_its_hyphen_is_whole_and_no_others_are_joined() -> None:
    broken = glyphs("giai đoạn 2021-") + glyphs("2025", base=116)
    apart = glyphs("Quý 20") + glyphs("25 đơn vị", base=116)
    assert cell_text(broken) == "giai đoạn 2021-2025"
    assert cell_text(apart) == "Quý 20 25 đơn vị"


@pytest.mark.parametrize(
    ("above", "below", "merged", "whole"),
    [
        pytest.param(
            [["TT", "Việc"], ["1", "Tổ chức hội"]],
            [["TT", "Việc"], ["", "nghị, hội thảo"], ["2", "Khác"]],
            set(),
            [["TT", "Việc"], ["1", "Tổ chức hội nghị, hội thảo"], ["2", "Khác"]],
            id="a row broken in two, the head repeated",
        ),
        pytest.param(
            [["1", "Việc", "Sở A", "2024"]],
            [["2", "Khác", "", "2025"]],
            {2},
            [["1", "Việc", "Sở A", "2024"], ["2", "Khác", "Sở A", "2025"]],
            id="a cell merged over the page's end",
        ),
        pytest.param(
            [["1", "Việc", "Sở A", "2024"]],
            [["2", "Khác", "", "2025"]],
            set(),
            [["1", "Việc", "Sở A", "2024"], ["2", "Khác", "", "2025"]],
            id="an empty cell where none are merged",
        ),
        pytest.param(
            [["2", "Bộ Công an", "Xây dựng"]],
            [["", "", "Sửa đổi Nghị định"]],
            {0, 1},
            [["2", "Bộ Công an", "Xây dựng"], ["2", "Bộ Công an", "Sửa đổi Nghị định"]],
            id="a new row of a merged number",
        ),
    ],
)
def test_a_table_over_a_pages_end_is_one(
    above: list[list[str]], below: list[list[str]], merged: set[int], whole: list[list[str]]
) -> None:
    assert stitched(above, below, merged) == whole


def test_heads_on_pages_in_a_row_go_and_words_that_end_pages_by_chance_stay() -> None:
    pages = [
        [
            line(f"CÔNG BÁO/Số 10/Ngày 03-11-2023 {number}", base=40),
            line(f"Nội dung trang {number} không lặp lại {'x' * number}", base=80),
            line("Trung tâm dữ liệu." if number % 3 == 1 else "Khác" * number, base=760),
        ]
        for number in range(1, 8)
    ]
    assert furniture(pages) == [{0}] * 7


def test_page_numbers_go_from_the_second_page_on() -> None:
    first = [line("Trang bìa", base=400)]
    pages = [first, *([line("Chữ", base=400), line(str(at), base=40)] for at in (2, 3))]
    assert furniture(pages) == [set(), {1}, {1}]


def test_footnotes_are_taken_apart_and_their_calls_bracketed() -> None:
    call = lines_of(
        glyphs("dữ liệu tổng hợp")
        + glyphs("1", left=182, base=94, size=9)
        + glyphs(" từ các cơ sở", left=187)
    )[0]
    number, words = (
        glyphs("1", base=695, size=6.5),
        glyphs("Kho dữ liệu", left=74, base=700, size=10),
    )
    opens = lines_of(number + words)[0]
    kept, notes = take_notes([call, opens, line("được hình thành.", base=712, size=10)])
    assert [one.text for one in kept] == ["dữ liệu tổng hợp[1] từ các cơ sở"]
    assert notes == ["[1] Kho dữ liệu được hình thành."]


def test_small_print_that_nothing_calls_stays_in_the_text() -> None:
    lines = [line("Nội dung"), line("1 Nơi nhận", base=700, size=10)]
    assert take_notes(lines) == (lines, [])


def test_a_paragraph_ends_where_the_next_word_had_room_and_where_the_step_is_wider() -> None:
    full = "một dòng chữ đầy đến tận lề bên phải của trang"
    lines = [
        line(full, base=100),
        line(full, base=116),
        line("hết đoạn.", base=132),
        line(full, base=148),
        line(full, base=172),
    ]
    assert paragraph_ends(lines) == {id(lines[2]), id(lines[3])}


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_box_turned_four_times_over_is_where_it_was(turn: int) -> None:
    box, width, height = (10.0, 20.0, 30.0, 50.0), 100.0, 200.0
    once = turned(box, turn, width, height)
    size = (height, width) if turn in (90, 270) else (width, height)
    assert turned(once, -turn % 360, *size) == box


def test_a_pdf_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(["Article 1. Scope of this plan and its annexes", "Short line."]))
    read = read_pdf(path, "a.pdf", Limits())
    assert read.text.split("\n") == [
        "Article 1. Scope of this plan and its annexes",
        "Short line.",
    ]
    assert (read.format, read.ocr, read.pages) == ("pdf", False, (None,))


def test_a_pdf_with_a_password_says_so(tmp_path: Path) -> None:
    lock = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}> >> /ID [<00> <00>]"
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(["x"], trailer=lock.format("41" * 32)))
    with pytest.raises(ReadError, match="mật khẩu"):
        read_pdf(path, "a.pdf", Limits())


def test_a_pdf_that_is_no_pdf_inside_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n" + b"\x00" * 300)
    with pytest.raises(ReadError, match="bị hỏng"):
        read_pdf(path, "a.pdf", Limits())


def test_a_pdf_of_too_many_pages_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(["x"]))
    with pytest.raises(LimitExceeded, match="có 1 trang; giới hạn là 0"):
        read_pdf(path, "a.pdf", Limits(pages=0))


def test_a_pdf_without_words_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([]))
    with pytest.raises(ReadError, match="không có chữ nào"):
        read_pdf(path, "a.pdf", Limits())
