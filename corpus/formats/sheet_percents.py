"""Which cells of an .xlsx show per cent: the file holds 0.85 where the reader sees 85 %, and only
the cell's format tells.
"""

from __future__ import annotations

import posixpath
import re

from lxml import etree

from corpus.formats.archive import Archive

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# The formats for per cent that Excel numbers without spelling them out.
_BUILT_IN = frozenset({9, 10})
# A cell's address: "AB12".
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")

Places = frozenset[tuple[int, int]]
"""Cells as (row, column), from 0."""


def percent_cells(archive: Archive) -> dict[str, Places]:
    """The cells in per cent of each sheet, by the sheet's name."""
    styles = _percent_styles(archive.xml("xl/styles.xml"))
    workbook = archive.xml("xl/workbook.xml")
    targets = _targets(archive.xml("xl/_rels/workbook.xml.rels"))
    if workbook is None or not styles:
        return {}
    found: dict[str, Places] = {}
    for sheet in workbook.iter(_MAIN + "sheet"):
        root = archive.xml(targets.get(sheet.get(_ID, ""), ""))
        cells = [] if root is None else root.iter(_MAIN + "c")
        found[sheet.get("name", "")] = frozenset(
            place(cell.get("r", "A1")) for cell in cells if cell.get("s") in styles
        )
    return found


def place(address: str) -> tuple[int, int]:
    """The row and column of a cell's address, from 0.

    >>> place("B3"), place("AA1")
    ((2, 1), (0, 26))
    """
    match = _ADDRESS.fullmatch(address)
    letters, digits = match.groups() if match else ("A", "1")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits) - 1, column - 1


def _percent_styles(root: etree._Element | None) -> frozenset[str]:
    """The numbers of the cell styles whose format has a per cent sign."""
    if root is None:
        return frozenset()
    formats = _BUILT_IN | {
        int(form.get("numFmtId", "0"))
        for form in root.iter(_MAIN + "numFmt")
        if "%" in form.get("formatCode", "")
    }
    styles = root.find(_MAIN + "cellXfs")
    return frozenset(
        str(at)
        for at, style in enumerate([] if styles is None else styles)
        if int(style.get("numFmtId", "0")) in formats
    )


def _targets(root: etree._Element | None) -> dict[str, str]:
    """The parts that the workbook refers to, by their ids."""
    relations = [] if root is None else list(root)
    return {
        relation.get("Id", ""): posixpath.normpath(
            posixpath.join("/xl", relation.get("Target", ""))
        ).lstrip("/")
        for relation in relations
    }
