"""Spreadsheets (.xlsx, .xls, .ods): annexes as tables, merged cells filled, numbers and dates as
Vietnamese write them. Hidden sheets are left out and named in the remarks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zipfile import is_zipfile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from corpus.formats.archive import open_archive
from corpus.formats.blocks import row_line
from corpus.formats.raw import LimitExceeded, Limits, RawText, damaged, without_words
from corpus.formats.sheet_percents import Places, percent_cells

METHOD = "python-calamine"
_MOST_CELLS = 2_000_000
_Value = int | float | str | bool | date | datetime | time | timedelta
_NOWHERE: Places = frozenset()


def read_sheets(path: Path, name: str, limits: Limits) -> RawText:
    """The text of a workbook's visible sheets. Raises ReadError when it is damaged or locked."""
    percents: Mapping[str, Places] = {}
    zipped = is_zipfile(path)
    if zipped:
        # Also checks the limits: calamine unpacks without asking.
        with open_archive(path, name, limits) as archive:
            percents = percent_cells(archive)
    lines: list[str] = []
    hidden: list[str] = []
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            for about in workbook.sheets_metadata:
                if about.visible is not SheetVisibleEnum.Visible:
                    hidden.append(about.name)
                    continue
                sheet = workbook.get_sheet_by_name(about.name)
                _check_size(sheet, name)
                lines += _lines_of(sheet, percents.get(about.name, _NOWHERE))
    except CalamineError as error:
        raise damaged(name, "không mở được bảng tính", f"calamine: {error}") from error
    if not any(char.isalnum() for line in lines for char in line):
        raise without_words(name)
    remarks = (f"Đã bỏ trang tính ẩn: {', '.join(hidden)}.",) if hidden else ()
    return RawText("\n".join(lines), "xlsx" if zipped else "xls", METHOD, remarks=remarks)


def shown(value: _Value, *, percent: bool = False) -> str:
    """A cell's value as its reader sees it.

    >>> shown(datetime(2024, 4, 5)), shown(12.0), shown(0.5), shown(0.5, percent=True)
    ('05/04/2024', '12', '0,5', '50%')
    """
    if isinstance(value, datetime):
        clock = value.strftime(" %H:%M") if value.time() != time() else ""
        return f"{value:%d/%m/%Y}{clock}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        scaled = value * 100 if percent else value
        return f"{scaled:.10g}".replace(".", ",") + ("%" if percent else "")
    return str(value).strip()


def _lines_of(sheet: CalamineSheet, percents: Places) -> Iterator[str]:
    """The rows of a sheet; one with a single cell is a title or a note, and a paragraph."""
    rows = [
        [shown(value, percent=(at, column) in percents) for column, value in enumerate(row)]
        for at, row in enumerate(sheet.to_python(skip_empty_area=False))
    ]
    alone = {at for at, row in enumerate(rows) if sum(map(bool, row)) == 1}
    _fill_merged(rows, sheet)
    used = [at for at in range(_width(rows)) if any(row[at] for row in rows)]
    for at, row in enumerate(rows):
        cells = [row[column] for column in used]
        if at in alone and cells[0] and set(cells) <= {cells[0], ""}:
            yield cells[0]
        elif any(cells):
            yield row_line(cells)


def _fill_merged(rows: list[list[str]], sheet: CalamineSheet) -> None:
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])


def _width(rows: Sequence[Sequence[str]]) -> int:
    return max((len(row) for row in rows), default=0)


def _check_size(sheet: CalamineSheet, name: str) -> None:
    if sheet.total_height * sheet.total_width > _MOST_CELLS:
        raise LimitExceeded(
            f"Bảng tính “{sheet.name}” trong tệp “{name}” quá lớn.",
            english=f"The sheet {sheet.name!r} of {name!r} has too many cells.",
            hint="Hãy xóa các hàng, cột trống rồi lưu lại.",
        )
