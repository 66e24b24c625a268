"""Spreadsheets as their reader sees them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from corpus.errors import ReadError
from corpus.formats.raw import Limits
from corpus.formats.sheet_percents import place
from corpus.formats.sheets import read_sheets, shown
from tests.corpus.formats_making import relations, zip_of

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
IDS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def text(address: str, words: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{words}</t></is></c>'


def xlsx(path: Path, rows: str, merged: str = "") -> Path:
    merges = f"<mergeCells><mergeCell ref='{merged}'/></mergeCells>" if merged else ""
    sheet = f"<worksheet {MAIN}><sheetData>{rows}</sheetData>{merges}</worksheet>"
    secret = f"<sheetData><row r='1'>{text('A1', 'mật')}</row></sheetData>"
    hidden = f"<worksheet {MAIN}>{secret}</worksheet>"
    return zip_of(
        path,
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations({"officeDocument": "xl/workbook.xml"}),
            "xl/workbook.xml": (
                f"<workbook {MAIN} {IDS}><sheets><sheet name='Phụ lục' sheetId='1' r:id='r1'/>"
                "<sheet name='Ẩn' sheetId='2' state='hidden' r:id='r2'/></sheets></workbook>"
            ),
            "xl/_rels/workbook.xml.rels": relations(
                {"worksheet": "worksheets/sheet1.xml", "hidden/worksheet": "worksheets/sheet2.xml"}
            ),
            "xl/styles.xml": (
                f"<styleSheet {MAIN}><numFmts><numFmt numFmtId='170' formatCode='0.0%'/></numFmts>"
                "<cellXfs><xf numFmtId='0'/><xf numFmtId='9'/><xf numFmtId='14'/>"
                "<xf numFmtId='170'/></cellXfs></styleSheet>"
            ),
            "xl/worksheets/sheet1.xml": sheet,
            "xl/worksheets/sheet2.xml": hidden,
        },
    )


def test_titles_are_lines_rows_are_rows_and_hidden_sheets_are_named(tmp_path: Path) -> None:
    rows = (
        f"<row r='1'>{text('A1', 'PHỤ LỤC')}</row>"
        f"<row r='2'>{text('A2', 'TT')}{text('B2', 'Việc')}{text('C2', 'Tỷ lệ')}</row>"
        f"<row r='3'><c r='A3'><v>1</v></c>{text('B3', 'Một')}<c r='C3' s='1'><v>0.5</v></c></row>"
        "<row r='4'><c r='A4'><v>2</v></c><c r='C4' s='3'><v>0.125</v></c></row>"
    )
    read = read_sheets(xlsx(tmp_path / "a.xlsx", rows, "B3:B4"), "a.xlsx", Limits())
    assert read.text.split("\n") == [
        "PHỤ LỤC",
        "| TT | Việc | Tỷ lệ |",
        "| 1 | Một | 50% |",
        "| 2 | Một | 12,5% |",
    ]
    assert read.remarks == ("Đã bỏ trang tính ẩn: Ẩn.",)


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        (datetime(2024, 4, 5), "05/04/2024"),  # noqa: DTZ001 - a sheet knows no time zones
        (datetime(2024, 4, 5, 14, 30), "05/04/2024 14:30"),  # noqa: DTZ001
        (date(2025, 12, 31), "31/12/2025"),
        (2022.0, "2022"),
        (1234567.5, "1234567,5"),
        (" chữ ", "chữ"),
        ("", ""),
    ],
)
def test_values_are_written_as_vietnamese_write_them(
    value: datetime | date | float | str, seen: str
) -> None:
    assert shown(value) == seen


@pytest.mark.parametrize(("address", "where"), [("A1", (0, 0)), ("Z9", (8, 25)), ("AB10", (9, 27))])
def test_a_cells_address_is_its_row_and_column(address: str, where: tuple[int, int]) -> None:
    assert place(address) == where


def test_a_workbook_without_words_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="không có chữ nào"):
        read_sheets(xlsx(tmp_path / "a.xlsx", "<row r='1'/>"), "a.xlsx", Limits())


def test_a_broken_workbook_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    with pytest.raises(ReadError, match="không mở được bảng tính"):
        read_sheets(path, "a.xls", Limits())
