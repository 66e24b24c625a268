"""A page read as a whole: real print, a real table, the real recogniser."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from corpus.errors import ReadError
from corpus.formats.ocr_page import page_of, read_page
from corpus.formats.tesseract import Word, find_tesseract
from corpus.reading import read_document


def tesseract() -> str:
    """The program; skips where it is not installed."""
    try:
        return find_tesseract("a.png")
    except ReadError:
        pytest.skip("needs tesseract-ocr-vie")


def scanned_table() -> Image.Image:
    """A page at 150 dots an inch: a title, and a table of three rows."""
    try:
        font = ImageFont.truetype("Tinos-Regular.ttf", 29)
    except OSError:
        pytest.skip("needs fonts-croscore")
    page = Image.new("RGB", (1240, 1754), (240, 240, 236))
    pen = ImageDraw.Draw(page)
    pen.text((300, 120), "Bảng phân công nhiệm vụ của các cơ quan, đơn vị", font=font, fill=25)
    lefts, tops = (100, 200, 760, 1140), (200, 260, 360, 460)
    rows = [
        ("TT", "Nhiệm vụ", "Cơ quan chủ trì"),
        ("1", "Tổ chức tập huấn kỹ năng số\ncho cán bộ, công chức", "Sở Nội vụ"),
        ("2", "Xây dựng trang thông tin", "Sở Thông tin và\nTruyền thông"),
    ]
    for left in lefts:
        pen.line((left, tops[0], left, tops[-1]), fill=40, width=2)
    for top in tops:
        pen.line((lefts[0], top, lefts[-1], top), fill=40, width=2)
    for row, top in zip(rows, tops, strict=False):
        for text, left in zip(row, lefts, strict=False):
            pen.multiline_text((left + 12, top + 8), text, font=font, fill=25, spacing=8)
    return page


def test_a_scanned_table_becomes_rows_of_whole_cells(tmp_path: Path) -> None:
    tesseract()
    scanned_table().save(tmp_path / "bang.png")
    assert read_document(tmp_path / "bang.png").text.split("\n") == [
        "Bảng phân công nhiệm vụ của các cơ quan, đơn vị",
        "TT | Nhiệm vụ | Cơ quan chủ trì",
        "1 | Tổ chức tập huấn kỹ năng số cho cán bộ, công chức | Sở Nội vụ",
        "2 | Xây dựng trang thông tin | Sở Thông tin và Truyền thông",
    ]


def test_the_words_of_a_table_count_in_the_confidence() -> None:
    page = read_page(tesseract(), (scanned_table(), 150.0), "bang.png")
    assert 0.85 < page.confidence <= 1.0


def test_words_make_lines_and_their_confidence_the_page_s() -> None:
    words = [
        Word("Các", 0, 0, 40, 20, 90.0, ("1",)),
        Word("tố", 50, 0, 20, 20, 60.0, ("1",)),
        Word("chức", 0, 30, 40, 20, 90.0, ("2",)),
    ]
    page = page_of(words)
    assert (page.text, page.mended) == ("Các tổ\nchức", (("tố", "tổ"),))
    assert page.confidence == pytest.approx((3 * 90 + 2 * 60 + 4 * 90) / 900)


def test_a_page_without_words_is_empty_and_unsure() -> None:
    assert (page_of([]).text, page_of([]).confidence) == ("", 0.0)
