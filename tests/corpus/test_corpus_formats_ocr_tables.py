"""Cells put into a strip, and their words told as rows."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from corpus.clean.scanned import rows_as_pipes
from corpus.formats.ocr_tables import (
    CellLine,
    cell_lines,
    rows_of,
    strip_of,
    with_groups_numbered,
    without_tables,
)
from corpus.formats.page_tables import PageCell, PageTable
from corpus.formats.tesseract import Word

PAPER = 235
CELLS = (
    PageCell((100, 100, 200, 300), 0, 0),
    PageCell((200, 100, 600, 200), 0, 1),
    PageCell((200, 200, 600, 300), 1, 1),
)
TABLE = PageTable((100, 100, 600, 300), CELLS, 2)


def page() -> Image.Image:
    """The table with its rules, and print in two of its three cells."""
    picture = Image.new("L", (800, 500), PAPER)
    pen = ImageDraw.Draw(picture)
    for cell in CELLS:
        pen.rectangle(cell.box, outline=0, width=3)
    pen.rectangle((140, 150, 150, 170), fill=0)
    pen.rectangle((300, 240, 500, 260), fill=0)
    return picture


def test_a_strip_holds_the_print_of_the_cells_without_their_rules() -> None:
    strip = strip_of(page(), TABLE)
    assert strip is not None
    assert [index for index, _, _ in strip.places] == [0, 2]
    dark = strip.picture.point(lambda value: 255 if value < 100 else 0).getbbox()
    assert dark is not None
    assert strip.picture.crop(dark).size[0] == 201
    assert strip.picture.getpixel((0, 0)) == PAPER


def test_a_table_without_print_has_no_strip() -> None:
    assert strip_of(Image.new("L", (800, 500), PAPER), TABLE) is None


def test_words_of_a_strip_are_put_back_where_they_stand() -> None:
    strip = strip_of(page(), TABLE)
    assert strip is not None
    words = [
        Word(text, 40, top + 6, 60, 21, 90.0, ("1", "1", str(top)))
        for text, (_, top, _) in zip(("1", "Sở"), strip.places, strict=True)
    ]
    lines = cell_lines(words, strip)
    assert [(line.text, line.cell, line.middle) for line in lines] == [
        ("1", 0, 160.5),
        ("Sở", 2, 250.5),
    ]


def test_rows_are_told_line_by_line_and_become_whole_cells() -> None:
    lines = [
        CellLine("Nhóm", 0, 190.0, 20.0), CellLine("một", 0, 212.0, 20.0),
        CellLine("Ban hành", 1, 120.0, 20.0), CellLine("Đề án 2021-", 1, 144.0, 20.0),
        CellLine("2025", 1, 168.0, 20.0), CellLine("Đào tạo", 2, 213.0, 20.0),
    ]  # fmt: skip
    rows = rows_of(TABLE, lines)
    assert [row.split() for row in rows] == [
        "Ban hành Đề án 2021- 2025 Nhóm".split(),
        "một Đào tạo".split(),
    ]
    assert (
        rows_as_pipes("\n".join(rows)) == "| Nhóm một | Ban hành Đề án 2021-2025 |\n|  | Đào tạo |"
    )


def _rows(*texts: tuple[str, ...]) -> tuple[PageTable, list[CellLine]]:
    """A table of three columns with a line in every cell that has a text."""
    cells: list[PageCell] = []
    lines: list[CellLine] = []
    for row, of_row in enumerate(texts):
        for column, text in enumerate(of_row):
            if text:
                lines.append(CellLine(text, len(cells), 50.0 * row + 25, 20.0))
            box = (100 * column, 50 * row, 100 * column + 100, 50 * row + 50)
            cells.append(PageCell(box, row, column))
    return PageTable((0, 0, 300, 50 * len(texts)), tuple(cells), 3), lines


@pytest.mark.parametrize(
    ("read", "printed"), [("1", "I"), ("l§", "I"), ("H.", "II"), ("HI", "III")]
)
def test_the_misread_numeral_of_a_group_is_put_right(read: str, printed: str) -> None:
    table, lines = _rows((read, "Nhóm", ""), ("1", "Đào tạo", "Sở Nội vụ"))
    assert with_groups_numbered(table, lines)[0].text == printed


@pytest.mark.parametrize(
    "rows",
    [
        (("1", "Nhóm", ""), ("2", "Đào tạo", "Sở Nội vụ")),
        (("1", "Nhóm", "Sở Tài chính"), ("1", "Đào tạo", "Sở Nội vụ")),
        (("1", "Nhóm", ""), ("1", "Đào tạo", "")),
        (("4", "Nhóm", ""), ("1", "Đào tạo", "Sở Nội vụ")),
    ],
)
def test_other_numbers_of_rows_stay(rows: tuple[tuple[str, ...], ...]) -> None:
    table, lines = _rows(*rows)
    assert with_groups_numbered(table, lines) == lines


def test_a_page_without_its_tables_keeps_what_is_around() -> None:
    picture = page()
    ImageDraw.Draw(picture).rectangle((100, 400, 300, 420), fill=0)
    bare = without_tables(picture, [TABLE])
    assert bare.point(lambda value: 255 if value < 100 else 0).getbbox() == (100, 400, 301, 421)
