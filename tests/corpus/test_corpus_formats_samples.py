"""Files of every format against their true texts, as ``make eval-corpus`` measures them."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path

import pytest

from corpus.formats import RawText, read_text
from eval.reading.formats import (
    character_error_rate,
    failed_checks,
    fused_numbers,
    leaked,
    rows_found,
    word_recall,
)
from tests.corpus.formats_making import SAMPLES

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="needs ../shared/samples beside the checkout"
)
OFFICE = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="needs libreoffice-writer-nogui"
)
OCR = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="needs tesseract-ocr and tesseract-ocr-vie"
)


@cache
def read(name: str) -> RawText:
    return read_text(SAMPLES / name)


def truth(name: str) -> str:
    return (SAMPLES / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["tricky.docx", pytest.param("tricky.doc", marks=OFFICE)])
def test_of_the_tricky_places_only_the_page_head_is_left_out(name: str) -> None:
    checks = json.loads(truth("tricky.expect.json"))
    assert failed_checks(checks, read(name).text) == ["header"]


@pytest.mark.parametrize(
    "name",
    ["kh87.docx", "kh87_styles.docx", "phuluc.xlsx", "phuluc.xls", "web_kh4660.html", "kh87.pdf",
     "kh87_splitglyph.pdf", pytest.param("kh87.odt", marks=OFFICE)],
)  # fmt: skip
def test_every_row_of_the_annex_is_whole(name: str) -> None:
    assert rows_found(json.loads(truth("kh87.table.json")), read(name).text) == (8, 8)


@pytest.mark.parametrize(
    ("name", "true"),
    [
        ("kh87.docx", "kh87"),
        ("kh87_styles.docx", "kh87_styles"),
        ("kh4660.docx", "kh4660"),
        ("kh87.pdf", "kh87"),
        ("kh4660.pdf", "kh4660"),
        ("kh87_splitglyph.pdf", "kh87"),
        ("kh87_lo.html", "kh87"),
        ("web_kh4660.html", "web_kh4660"),
        pytest.param("kh87.rtf", "kh87", marks=OFFICE),
        pytest.param("kh4660.doc", "kh4660", marks=OFFICE),
    ],
)
def test_hardly_a_word_is_lost_and_no_numbers_run_together(name: str, true: str) -> None:
    whole, text = truth(f"{true}.truth.txt"), read(name).text
    assert word_recall(whole, text) >= 0.999
    assert fused_numbers(whole, text) == []


@pytest.mark.parametrize(
    "name",
    ["kh87_tcvn3.docx", "kh87_vni.docx", "kh87_vps.docx",
     pytest.param("kh87_tcvn3.doc", marks=OFFICE), pytest.param("kh87_vni.doc", marks=OFFICE),
     pytest.param("kh87_vps.doc", marks=OFFICE)],
)  # fmt: skip
def test_word_files_in_legacy_fonts_keep_their_words_and_capitals(name: str) -> None:
    whole = truth(f"{name.split('.')[0]}.truth.txt")
    assert word_recall(whole, read(name).text) >= 0.995


@pytest.mark.parametrize(
    "name",
    ["utf8", "utf8_bom", "utf8_nfd", "utf16le_bom", "cp1258", "tcvn3", "vni", "vps",
     "mojibake_utf8_as_latin1"],
)  # fmt: skip
def test_text_files_of_every_encoding_keep_their_words_and_capitals(name: str) -> None:
    assert word_recall(truth("txt/truth.txt"), read(f"txt/{name}.txt").text) >= 0.995


def test_nothing_of_what_stands_around_the_page_leaks() -> None:
    whole, text = truth("web_kh4660.truth.txt"), read("web_kh4660.html").text
    assert leaked(truth("web_kh4660.noise.txt").splitlines(), text) == []
    assert word_recall(text, whole) >= 0.85  # merged cells are repeated, which the truth is not


@OCR
@pytest.mark.parametrize(
    ("folder", "page", "most"),
    [("scan150", "p02.jpg", 0.01), ("hard150", "p02.jpg", 0.025), ("bw200", "p02.png", 0.015)],
)
def test_scanned_pages_are_read_within_their_error_rates(
    folder: str, page: str, most: float
) -> None:
    scanned = read(f"scans/{folder}/{page}")
    assert scanned.ocr
    assert scanned.confidence is not None
    assert scanned.confidence > 0.9
    whole = truth(f"scans/truth_{Path(page).stem}.txt")
    assert character_error_rate(whole, scanned.text) <= most


@OCR
def test_a_stamp_over_the_number_of_a_scan_does_not_hide_it() -> None:
    assert "87/KH-UBND" in read("scans/scan150/p01.jpg").text
