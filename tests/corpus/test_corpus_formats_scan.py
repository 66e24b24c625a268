"""Scans: the picture made ready, and a real page read."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from corpus.errors import ReadError
from corpus.formats.ocr_page import OcrPage
from corpus.formats.page_image import READ_AT, ready_for_ocr, skew_of, without_ink, without_specks
from corpus.formats.raw import LimitExceeded, Limits, MissingTool
from corpus.formats.scan import TO_CHECK, read_image, remarks_on

PAPER = 240


def page_with_lines() -> Image.Image:
    """A grey page with black bars for lines of print."""
    page = Image.new("L", (1000, 1400), PAPER)
    pen = ImageDraw.Draw(page)
    for top in range(200, 1200, 40):
        pen.rectangle((150, top, 850, top + 12), fill=20)
    return page


@pytest.mark.parametrize("angle", [-2.5, -0.7, 0.0, 1.3, 3.0])
def test_a_page_that_lies_askew_is_turned_upright(angle: float) -> None:
    askew = page_with_lines().rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=PAPER)
    assert skew_of(askew) == pytest.approx(-angle, abs=0.15)


def test_a_red_stamp_fades_and_black_print_under_it_stays() -> None:
    page = Image.new("RGB", (200, 200), (PAPER, PAPER, PAPER))
    pen = ImageDraw.Draw(page)
    pen.ellipse((40, 40, 160, 160), fill=(210, 60, 70))
    pen.rectangle((90, 60, 110, 140), fill=(40, 10, 15))
    grey = np.asarray(without_ink(page))
    assert grey[100, 60] == pytest.approx(PAPER, abs=3)
    assert grey[100, 100] < 60


def test_specks_go_and_full_stops_stay() -> None:
    page = Image.new("L", (1240, 300), PAPER)
    pen = ImageDraw.Draw(page)
    pen.point((100, 100), fill=0)
    pen.rectangle((300, 100, 303, 103), fill=0)
    grey = np.asarray(without_specks(page, 150))
    assert (grey[100, 100], grey[101, 301]) == (PAPER, 0)


def test_a_page_is_brought_to_the_resolution_it_is_read_at() -> None:
    ready = ready_for_ocr(page_with_lines(), 100)
    assert (ready.mode, ready.size) == ("L", (1000 * READ_AT // 100, 1400 * READ_AT // 100))


def test_a_picture_that_is_none_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 50)
    with pytest.raises(ReadError, match="không mở được hình"):
        read_image(path, "a.png", Limits())


def test_a_picture_of_too_many_pages_is_refused(tmp_path: Path) -> None:
    page = page_with_lines()
    page.save(tmp_path / "a.tif", save_all=True, append_images=[page, page])
    with pytest.raises(LimitExceeded, match="có 3 trang quét; giới hạn là 2"):
        read_image(tmp_path / "a.tif", "a.tif", Limits(scanned_pages=2))


def test_without_tesseract_the_message_names_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_with_lines().save(tmp_path / "a.png")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingTool, match="tesseract-ocr-vie"):
        read_image(tmp_path / "a.png", "a.png", Limits())


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs tesseract-ocr")
def test_a_page_without_words_says_so(tmp_path: Path) -> None:
    Image.new("L", (1240, 1754), 255).save(tmp_path / "a.png")
    try:
        with pytest.raises(ReadError, match="không có chữ nào"):
            read_image(tmp_path / "a.png", "a.png", Limits())
    except MissingTool:
        pytest.skip("needs tesseract-ocr-vie")


def test_what_was_mended_is_said_with_its_commonest_case() -> None:
    mended = OcrPage("đổi số", 0.9, (("đối", "đổi"), ("tố", "tổ"), ("đối", "đổi")))
    said = "Đã sửa dấu của 3 chữ theo các chữ bên cạnh, như “đối” thành “đổi”."
    assert remarks_on({1: mended, 2: OcrPage("Điều 1.", 0.9)}) == (TO_CHECK, said)
    assert remarks_on({1: OcrPage("Điều 1.", 0.9)}) == (TO_CHECK,)


def test_pages_that_are_hard_to_read_are_named() -> None:
    pages = {3: OcrPage("Điều 1.", 0.9), 5: OcrPage("Điêu", 0.79), 9: OcrPage("", 0.0)}
    said = "Trang khó đọc, nhận dạng chưa chắc 80%: 5, 9."
    assert remarks_on(pages) == (TO_CHECK, said)
