"""Files and folders into the library: every file accounted for, none stopping the rest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus.formats import Limits
from corpus.library import Ingested, Library, Outcome, ingest

TEXT = (
    "Số: {number}/KH-UBND\nLai Châu, ngày 02 tháng 3 năm 2025\nKẾ HOẠCH\nI. MỤC TIÊU\n1. Đào tạo."
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "kho", Limits())


def _plan(path: Path, number: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT.format(number=number), encoding="utf-8")
    return path


def _ingest(library: Library, *paths: Path) -> list[Ingested]:
    with library.writing():
        return list(ingest(library, paths, lambda *stage: None))


def test_a_folder_is_read_with_the_folders_in_it(library: Library, tmp_path: Path) -> None:
    files = [_plan(tmp_path / "hồ sơ" / name, n) for n, name in enumerate(("b.txt", "a/c d.txt"))]
    done = _ingest(library, tmp_path / "hồ sơ")
    assert {(one.path, one.outcome) for one in done} == {(file, Outcome.READ) for file in files}


def test_one_bad_file_never_stops_the_rest(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "f"
    _plan(folder / "a.txt", 1)
    (folder / "b.txt").write_bytes(b"")
    (folder / "c.json").write_text('{"number": "9/KH-UBND"}', encoding="utf-8")
    (folder / "d.pdf").write_bytes(b"%PDF-1.7 cut")
    _plan(folder / "e.txt", 5)
    done = {one.path.name: one for one in _ingest(library, folder, tmp_path / "absent.docx")}
    assert {name: one.outcome for name, one in done.items()} == {
        "a.txt": Outcome.READ,
        "b.txt": Outcome.FAILED,
        "c.json": Outcome.SKIPPED,
        "d.pdf": Outcome.FAILED,
        "e.txt": Outcome.READ,
        "absent.docx": Outcome.FAILED,
    }
    assert "JSON" in done["c.json"].reason
    assert "absent.docx" in done["absent.docx"].reason
    assert len(library.entries()) == 2


def test_a_file_that_is_here_already_is_not_read_again(library: Library, tmp_path: Path) -> None:
    path = _plan(tmp_path / "a.txt", 1)
    _ingest(library, path)
    (again,) = _ingest(library, path)
    assert (again.outcome, again.reason) == (Outcome.SKIPPED, "đã có trong kho, không thay đổi")
    assert [again.entry] == library.entries()


def test_a_file_named_twice_is_read_once(library: Library, tmp_path: Path) -> None:
    path = _plan(tmp_path / "f" / "a.txt", 1)
    assert len(_ingest(library, path, path, tmp_path / "f")) == 1


def test_files_of_the_system_are_skipped_and_told_of(library: Library, tmp_path: Path) -> None:
    _plan(tmp_path / "f" / "~$kế hoạch.docx", 1)
    _plan(tmp_path / "f" / ".DS_Store", 1)
    done = _ingest(library, tmp_path / "f")
    assert [one.reason for one in done] == ["tệp ẩn hoặc tệp tạm"] * 2


def test_what_is_no_file_is_not_waited_for(library: Library, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ống")
    (done,) = _ingest(library, tmp_path / "ống")
    assert (done.outcome, done.reason) == (Outcome.SKIPPED, "không phải tệp thường")


def test_a_file_beyond_the_limits_fails_and_the_rest_go_on(tmp_path: Path) -> None:
    library = Library(tmp_path / "kho", Limits(size=200))
    small = _plan(tmp_path / "nhỏ.txt", 1)
    large = _plan(tmp_path / "lớn.txt", 2)
    large.write_text(TEXT * 9, encoding="utf-8")
    done = _ingest(library, large, small)
    assert [one.outcome for one in done] == [Outcome.FAILED, Outcome.READ]
    assert "lớn hơn giới hạn 200 byte" in done[0].reason


def test_progress_counts_the_files(library: Library, tmp_path: Path) -> None:
    stages: list[tuple[str, int, int]] = []
    paths = [_plan(tmp_path / "a.txt", 1), _plan(tmp_path / "b.txt", 2)]
    with library.writing():
        for _ in ingest(library, paths, lambda *stage: stages.append(stage)):
            pass
    assert stages == [("Đọc tệp", 0, 2), ("Đọc tệp", 1, 2), ("Đọc tệp", 2, 2)]
