"""Whole files through ``read_text``: hostile and broken ones, limits, nothing left behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from corpus.errors import ReadError
from corpus.formats import (
    LimitExceeded,
    Limits,
    MissingTool,
    RawText,
    UnsupportedFormat,
    read_text,
    readers,
    reading,
)
from corpus.formats.detect import Format
from corpus.formats.page_progress import watching_pages
from corpus.formats.tesseract import find_tesseract
from corpus.formats.worker import answer
from tests.corpus.formats_making import docx, p, pdf, zip_of

HERE = Path(__file__).resolve().parents[2]


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of the test's own, to see that nothing is left in it."""
    folder = tmp_path / "tạm thời"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_word_file_in_a_folder_with_spaces_and_vietnamese_letters(
    tmp_path: Path, scratch: Path
) -> None:
    path = docx(tmp_path / "Kế hoạch số 87.docx", p("Điều 1. Phạm vi"))
    read = read_text(path)
    assert (read.text, read.format, read.ocr) == ("Điều 1. Phạm vi", "docx", False)
    assert len(read.sha256) == 64
    assert list(scratch.iterdir()) == []


def test_the_content_counts_and_not_the_name(tmp_path: Path) -> None:
    path = docx(tmp_path / "van-ban.txt", p("Điều 1."))
    assert read_text(path).format == "docx"


def test_the_same_file_gives_the_same_text_and_hash(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Điều 1. Phạm vi", encoding="utf-8")
    assert read_text(path) == read_text(path)


def test_a_zip_bomb_is_refused(tmp_path: Path, scratch: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("word/document.xml", b" " * 30_000_000)
    with pytest.raises(LimitExceeded, match="phình to bất thường"):
        read_text(path)
    assert list(scratch.iterdir()) == []


def test_a_zip_that_unpacks_to_too_much_in_all_is_refused(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", p("x" * 5000))
    with pytest.raises(LimitExceeded, match="1,000 byte"):
        read_text(path, Limits(unzipped=1000))


def test_entities_are_refused_and_no_file_is_read_through_them(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("MẬT", encoding="utf-8")
    xml = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]><w:document xmlns:w='
        '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        "<w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    path = zip_of(tmp_path / "a.docx", {"word/document.xml": xml})
    with pytest.raises(ReadError, match="XML khai báo DTD"):
        read_text(path)


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_entities_that_grow_tenfold_each_are_refused(tmp_path: Path, name: str) -> None:
    entities = ['<!ENTITY e0 "ha">']
    entities += [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10)]
    xml = f"<!DOCTYPE d [{''.join(entities)}]><d>&e9;</d>"
    members = {"a.docx": "word/document.xml", "a.xlsx": "xl/workbook.xml"}
    with pytest.raises(ReadError, match="XML"):
        read_text(zip_of(tmp_path / name, {members[name]: xml}))


def test_a_scan_of_more_pages_than_are_recognised_is_refused_before_any_is(tmp_path: Path) -> None:
    path = tmp_path / "quét 500 trang.pdf"
    page = Image.new("L", (60, 80), 255)
    page.save(path, save_all=True, append_images=[page] * 499)
    with pytest.raises(LimitExceeded, match="có 500 trang quét; giới hạn là 200"):
        read_text(path)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "không có chữ nào"),
        ("a.txt", b"\x7fELF\x02\x01" + bytes(64), "chương trình"),
        ("a.txt", bytes(range(256)) * 40, "bảng mã nào đã biết"),
        ("a.docx", b"PK\x03\x04 cut off", "bị hỏng"),
        ("a.pdf", pdf(["x"])[:120], "bị hỏng|không có chữ nào"),
        ("a.html", b"<html><body></body></html>", "không có chữ nào"),
        ("a.json", b'{"number": null}', "tệp JSON"),
    ],
)
def test_a_broken_file_ends_in_a_message_that_names_it(
    tmp_path: Path, scratch: Path, name: str, data: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError, match=says) as caught:
        read_text(path)
    assert name in caught.value.message
    assert caught.value.hint
    assert list(scratch.iterdir()) == []


def test_json_is_skipped_and_not_failed(tmp_path: Path) -> None:
    path = tmp_path / "87.json"
    path.write_text('{"number": "87/KH-UBND"}', encoding="utf-8")
    with pytest.raises(UnsupportedFormat):
        read_text(path)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="Không mở được"):
        read_text(tmp_path / "không có.docx")


def test_a_file_larger_than_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Điều 1. Phạm vi", encoding="utf-8")
    with pytest.raises(LimitExceeded, match="lớn hơn giới hạn 10 byte"):
        read_text(path, Limits(size=10))


def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Điều 1.", encoding="utf-8")
    real = readers.read_as

    def writing(form: Format, source: Path, name: str, limits: Limits) -> RawText:
        read = real(form, source, name, limits)
        source.write_text("Điều 2. Đã sửa", encoding="utf-8")
        return read

    monkeypatch.setattr(reading, "read_as", writing)
    with pytest.raises(ReadError, match="thay đổi trong khi đang đọc"):
        read_text(path)


def test_a_file_that_is_only_touched_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Điều 1.", encoding="utf-8")
    real = readers.read_as

    def touching(form: Format, source: Path, name: str, limits: Limits) -> RawText:
        os.utime(source, (1, 1))
        return real(form, source, name, limits)

    monkeypatch.setattr(reading, "read_as", touching)
    assert read_text(path).text == "Điều 1."


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path, scratch: Path) -> None:
    path = docx(tmp_path / "a.docx", p("Điều 1."))
    with pytest.raises(LimitExceeded, match=r"quá 0\.01 giây"):
        read_text(path, Limits(seconds=0.01))
    assert list(scratch.iterdir()) == []


def test_a_reader_that_runs_out_of_memory_ends_alone(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", p("Điều 1.") * 200_000)
    with pytest.raises(LimitExceeded, match="quá nhiều bộ nhớ"):
        read_text(path, Limits(memory=150 * 1024 * 1024, ratio=10_000))


def test_without_libreoffice_the_message_names_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1 Xin}")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingTool, match="libreoffice-writer-nogui"):
        read_text(path)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs libreoffice-writer-nogui")
def test_a_rich_text_file_is_read_through_libreoffice(tmp_path: Path, scratch: Path) -> None:
    path = tmp_path / "cong van.doc"
    path.write_bytes(b"{\\rtf1\\ansi\\ansicpg1252 So 5/CV\\par Noi dung}")
    read = read_text(path)
    assert (read.text, read.format, read.method) == (
        "So 5/CV\nNoi dung",
        "rtf",
        "LibreOffice + lxml",
    )
    assert [left for left in scratch.iterdir() if left.is_dir()] == []


def test_giving_up_in_the_middle_leaves_nothing_behind(tmp_path: Path) -> None:
    """Ctrl-C while a process of ours reads: it, what it started and its folder are gone."""
    path = tmp_path / "a.txt"
    path.write_bytes(pdf([f"Line {at} of a page" for at in range(30)]))
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    code = (
        "import signal, sys; from pathlib import Path; from corpus.formats import read_text\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)  # a job of a shell ignores it\n"
        "while True: read_text(Path(sys.argv[1]))"
    )
    reader = subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        cwd=HERE,
        env={**os.environ, "TMPDIR": str(scratch)},
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 60
    while not list(scratch.glob("*/*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    reader.send_signal(signal.SIGINT)
    _, said = reader.communicate(timeout=60)
    assert said.rstrip().endswith(b"KeyboardInterrupt")
    assert list(scratch.iterdir()) == []


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """Three scanned pages in one file. Skips where tesseract is not installed."""
    try:
        find_tesseract("a.tif")
    except MissingTool:
        pytest.skip("needs tesseract-ocr-vie")
    page = Image.new("L", (620, 877), 255)
    ImageDraw.Draw(page).text((50, 50), "Page 1 of 3", fill=0, font_size=40)
    page.save(tmp_path / "quét.tif", save_all=True, append_images=[page, page])
    return tmp_path / "quét.tif"


def test_the_pages_of_a_scan_are_told_of_as_they_are_read(scan: Path, scratch: Path) -> None:
    told: list[tuple[int, int]] = []
    with watching_pages(lambda done, total: told.append((done, total))):
        assert read_text(scan).text.count("\f") == 2
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert list(scratch.iterdir()) == []


def test_giving_up_after_a_scan_s_first_page_ends_the_recogniser(scan: Path, scratch: Path) -> None:
    def give_up(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with watching_pages(give_up), pytest.raises(KeyboardInterrupt):
        read_text(scan)
    assert list(scratch.iterdir()) == []


def test_a_scan_that_takes_too_long_is_given_up_between_its_pages(
    scan: Path, scratch: Path
) -> None:
    with pytest.raises(LimitExceeded, match=r"quá 0\.05 giây"):
        read_text(scan, Limits(seconds=0.05))
    assert list(scratch.iterdir()) == []


@given(st.binary(max_size=300), st.sampled_from([Format.DOCX, Format.PDF, Format.HTML]))
def test_no_bytes_break_a_reader_otherwise_than_with_its_own_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, form: Format
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "file"
    path.write_bytes(data)
    reply = answer(path, "a", form.value, Limits())
    assert ("error" in reply and reply["error"]["message"]) or reply["read"]["text"]
