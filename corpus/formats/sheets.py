"""Spreadsheets (.xlsx, .xls, .ods): annexes as tables, merged cells filled, dates as they are read.

Hidden sheets are left out and named in the remarks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zipfile import is_zipfile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from corpus.formats.archive import open_archive
from corpus.formats.blocks import row_line
from corpus.formats.raw import LimitExceeded, Limits, RawText, damaged, without_words
from corpus.text import nfc

METHOD = "python-calamine"
_MOST_CELLS = 2_000_000
_Value = int | float | str | bool | date | datetime | time | timedelta


def read_sheets(path: Path, name: str, limits: Limits) -> RawText:
    """The text of a workbook's visible sheets. Raises ReadError when it is damaged or locked."""
    if is_zipfile(path):
        with open_archive(path, name, limits):
            pass  # Checked against the limits: calamine unpacks without asking.
    lines: list[str] = []
    hidden: list[str] = []
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            for about in workbook.sheets_metadata:
                if about.visible is not SheetVisibleEnum.Visible:
                    hidden.append(about.name)
                    continue
                lines += _lines_of(workbook.get_sheet_by_name(about.name), name)
    except CalamineError as error:
        raise damaged(name, "không mở được bảng tính", f"calamine: {error}") from error
    if not any(char.isalnum() for line in lines for char in line):
        raise without_words(name)
    remarks = (f"Đã bỏ trang tính ẩn: {', '.join(hidden)}.",) if hidden else ()
    return RawText(nfc("\n".join(lines)), _kind(path), METHOD, remarks=remarks)


def _kind(path: Path) -> str:
    return "xlsx" if is_zipfile(path) else "xls"


def _lines_of(sheet: CalamineSheet, name: str) -> Iterator[str]:
    """The rows of a sheet; one with a single cell is a title or a note, and a paragraph."""
    if sheet.total_height * sheet.total_width > _MOST_CELLS:
        raise LimitExceeded(
            f"Bảng tính “{sheet.name}” trong tệp “{name}” quá lớn.",
            english=f"The sheet {sheet.name!r} of {name!r} has too many cells.",
            hint="Hãy xóa các hàng, cột trống rồi lưu lại.",
        )
    rows = [[_shown(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    alone = {at for at, row in enumerate(rows) if sum(bool(cell) for cell in row) == 1}
    _fill_merged(rows, sheet)
    used = [at for at in range(_width(rows)) if any(row[at] for row in rows)]
    for at, row in enumerate(rows):
        cells = [row[column] for column in used]
        if at in alone and len(set(filter(None, cells))) == 1 and cells[0]:
            yield cells[0]
        elif any(cells):
            yield row_line(cells)


def _fill_merged(rows: list[list[str]], sheet: CalamineSheet) -> None:
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])


def _width(rows: Sequence[Sequence[str]]) -> int:
    return max((len(row) for row in rows), default=0)


def _shown(value: _Value) -> str:
    """A cell's value as Vietnamese write it.

    >>> _shown(datetime(2024, 4, 5)), _shown(12.0), _shown(0.5)
    ('05/04/2024', '12', '0,5')
    """
    if isinstance(value, date):
        clock = (
            value.strftime(" %H:%M")
            if isinstance(value, datetime) and value.time() != time()
            else ""
        )
        return f"{value.day:02d}/{value.month:02d}/{value.year}{clock}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}".replace(".", ",")
    return str(value).strip()
