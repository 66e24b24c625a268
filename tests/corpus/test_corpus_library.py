"""The library on disk: whole entries or none, one writer at a time, readings that keep up."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Self

import pytest

from corpus.errors import ReadError
from corpus.formats import Limits, RawText, read_text
from corpus.library import Confirmed, Library, LibraryError

ROOT = Path(__file__).resolve().parents[2]
TEXT = (
    "ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU\nSố: 5/KH-UBND\nLai Châu, ngày 02 tháng 3 năm 2025\nKẾ HOẠCH\n"
    "Chuyển đổi số\nI. MỤC TIÊU\n1. Mục tiêu chung\n2. Mục tiêu cụ thể\n"
)

# Adds a file to a library, and says so at the moment when its folder is about to get its name.
SLOW_WRITER = """
import sys, time
from pathlib import Path
from corpus.formats import Limits
from corpus.library import Library, store

def slowly(beside, folder):
    print("writing", flush=True)
    time.sleep(60)

store.rename_in = slowly
library = Library(Path(sys.argv[1]), Limits())
with library.writing():
    library.add(Path(sys.argv[2]))
"""


# Adds a file to a library while no file may become larger than a kilobyte.
CONFINED_WRITER = """
import resource, sys
from pathlib import Path
from corpus.formats import Limits
from corpus.library import Library, LibraryError

library = Library(Path(sys.argv[1]), Limits())
with library.writing():
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))
    try:
        library.add(Path(sys.argv[2]))
    except LibraryError as error:
        print(error.message)
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "kho", Limits())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kế hoạch số 5.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def scan(file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that reads as a scan of the plan would, whether OCR is installed or not."""

    def read(path: Path, limits: Limits) -> RawText:
        raw = read_text(path, limits)
        return RawText(TEXT, "scan", "tesseract", True, 0.9, (0.9,), sha256=raw.sha256)

    monkeypatch.setattr("corpus.library.store.read_text", read)
    return file


def _names(library: Library) -> list[str]:
    """What lies in the library besides its lock."""
    return sorted(path.name for path in library.folder.iterdir() if path.name != ".lock")


def test_an_added_file_is_kept_with_its_bytes_its_name_and_its_reading(
    library: Library, file: Path
) -> None:
    with library.writing():
        added = library.add(file)
    (entry,) = library.entries()
    assert entry == added
    assert entry.document.id == "lai-chau-5-kh-ubnd-2025"
    assert entry.document.source == "kế hoạch số 5.txt"
    assert library.original(entry.given.key).read_bytes() == file.read_bytes()
    assert _names(library) == [entry.given.key]


def test_a_library_that_is_not_there_yet_is_empty(library: Library) -> None:
    assert library.entries() == []
    assert library.is_current()
    assert not library.folder.exists()


def test_the_same_bytes_are_one_entry_under_the_name_given_last(
    library: Library, file: Path
) -> None:
    again = file.with_name("bản sao.txt")
    again.write_bytes(file.read_bytes())
    with library.writing():
        library.add(file)
        library.add(again)
    (entry,) = library.entries()
    assert entry.document.source == "bản sao.txt"


def test_a_file_is_found_by_its_bytes(library: Library, file: Path) -> None:
    assert library.find(file) is None
    with library.writing():
        added = library.add(file)
    assert library.find(file) == added
    file.write_text(TEXT + "3. Mục tiêu nữa\n", encoding="utf-8")
    assert library.find(file) is None
    assert library.find(file.with_name("không có.txt")) is None


def test_entries_come_in_the_order_in_which_they_were_added(
    library: Library, tmp_path: Path
) -> None:
    with library.writing():
        for number in range(1, 6):
            path = tmp_path / f"{number}.txt"
            path.write_text(TEXT.replace("Số: 5", f"Số: {number}"), encoding="utf-8")
            library.add(path)
    numbers = [entry.document.number for entry in library.entries()]
    assert numbers == ["1/KH-UBND", "2/KH-UBND", "3/KH-UBND", "4/KH-UBND", "5/KH-UBND"]


def test_a_file_that_cannot_be_read_leaves_the_library_as_it_was(
    library: Library, file: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "rỗng.txt"
    empty.write_bytes(b"")
    with library.writing():
        library.add(file)
        before = _names(library)
        with pytest.raises(ReadError, match="rỗng"):
            library.add(empty)
    assert _names(library) == before


def test_a_full_disk_leaves_the_library_as_it_was(
    library: Library, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with library.writing():
        monkeypatch.setattr("corpus.durable.os.fsync", full)
        with pytest.raises(LibraryError, match="hết chỗ trống") as caught:
            library.add(file)
    assert caught.value.hint == "Hãy kiểm tra chỗ trống và quyền ghi; kho vẫn như trước."
    assert _names(library) == []


def test_files_that_may_not_grow_leave_the_library_as_it_was(library: Library, file: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", CONFINED_WRITER, str(library.folder), str(file)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert run.stdout.startswith("Không ghi được vào kho"), run.stderr
    assert _names(library) == []


def test_a_writer_that_is_killed_leaves_nothing_that_is_taken_for_an_entry(
    library: Library, file: Path
) -> None:
    with _writer(library, file) as writer:
        writer.send_signal(signal.SIGKILL)
    assert library.entries() == []
    assert _names(library)  # what it had begun, under a name that no one reads
    with library.writing():
        assert _names(library) == []
        library.add(file)
    assert len(library.entries()) == 1


def test_a_writer_that_is_interrupted_cleans_up_itself(library: Library, file: Path) -> None:
    with _writer(library, file) as writer:
        writer.send_signal(signal.SIGINT)
    assert _names(library) == []


def test_a_second_writer_is_told_who_holds_the_library(library: Library, file: Path) -> None:
    with _writer(library, file) as writer:
        with pytest.raises(LibraryError, match=f"tiến trình {writer.pid} trên máy"):
            library.writing().__enter__()
        writer.kill()
    with library.writing():
        assert library.add(file) in library.entries()


def test_a_reading_of_another_reader_is_made_anew_from_the_text_that_was_kept(
    library: Library, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with library.writing():
        key = library.add(scan).given.key
    _pretend(library, key, reader="older")
    assert not library.is_current()
    monkeypatch.setattr("corpus.library.store.read_text", _unreadable)  # OCR is not done again
    stages: list[tuple[str, int, int]] = []
    with library.writing():
        assert library.refresh(lambda *stage: stages.append(stage)) == ()
    assert library.is_current()
    assert stages == [("Đọc lại văn bản trong kho", 0, 1), ("Đọc lại văn bản trong kho", 1, 1)]
    (entry,) = library.entries()
    assert entry.document.report.reading is not None
    assert entry.document.report.reading.method == "tesseract"


def test_a_text_of_another_reader_is_got_anew_from_the_original(
    library: Library, file: Path
) -> None:
    with library.writing():
        entry = library.add(file)
        _pretend(library, entry.given.key, reader="older", text="older")
        raw = library.folder / entry.given.key / "raw.json"
        raw.write_text(raw.read_text("utf-8").replace("Mục tiêu chung", "Chữ cũ"), "utf-8")
        library.refresh(lambda *stage: None)
    (again,) = library.entries()
    assert again == entry


def test_what_cannot_be_read_anew_keeps_the_reading_it_has(
    library: Library, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with library.writing():
        entry = library.add(file)
        _pretend(library, entry.given.key, reader="older", text="older")
        monkeypatch.setattr("corpus.library.store.read_text", _unreadable)
        assert library.refresh(lambda *stage: None) == (entry.given,)
    assert library.entries() == [entry]


def test_a_damaged_reading_is_made_anew(library: Library, file: Path) -> None:
    with library.writing():
        entry = library.add(file)
        (library.folder / entry.given.key / "versions.json").write_text("{", "utf-8")
        (library.folder / entry.given.key / "document.json").write_text("{", "utf-8")
        library.refresh(lambda *stage: None)
    assert library.entries() == [entry]


@pytest.mark.parametrize(
    "name", ["original", "entry.json", "raw.json", "document.json", "versions.json"]
)
def test_a_bit_flipped_in_any_file_is_found_and_named(
    library: Library, file: Path, name: str
) -> None:
    with library.writing():
        key = library.add(file).given.key
    assert library.damage() == []
    path = library.folder / key / name
    data = bytearray(path.read_bytes())
    for place in range(0, len(data), max(1, len(data) // 20)):
        data[place] ^= 1
        path.write_bytes(data)
        (what,) = library.damage()
        assert str(path) in what
        data[place] ^= 1
    path.unlink()
    (what,) = library.damage()
    assert str(path) in what


def test_a_reading_with_a_flipped_bit_is_not_believed_and_loses_no_document(
    library: Library, file: Path
) -> None:
    with library.writing():
        entry = library.add(file)
    for name in ("document.json", "raw.json"):
        path = library.folder / entry.given.key / name
        path.write_bytes(path.read_bytes().replace("tiêu".encode(), "tiếu".encode()))
    assert library.entries() == [entry]
    assert not library.is_current()
    with library.writing():
        library.refresh(lambda *stage: None)
    assert library.is_current()
    assert library.damage() == []


def test_a_reading_and_an_original_that_are_both_damaged_are_told_of_by_name(
    library: Library, file: Path
) -> None:
    with library.writing():
        key = library.add(file).given.key
    for name in ("document.json", "raw.json", "original"):
        path = library.folder / key / name
        path.write_bytes(path.read_bytes().replace("tiêu".encode(), "tiếu".encode()))
    with pytest.raises(LibraryError, match=f"{key}/original: SHA-256"):
        library.entries()
    with library.writing():
        (failed,) = library.refresh(lambda *stage: None)
    assert failed.key == key


def test_a_library_of_the_version_without_seals_is_read_and_sealed(
    library: Library, file: Path
) -> None:
    with library.writing():
        entry = library.add(file)
    for path in (library.folder / entry.given.key).glob("*.json"):
        path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    assert library.entries() == [entry]
    with library.writing():
        library.refresh(lambda *stage: None)
    assert library.entries() == [entry]
    assert library.damage() == []


def test_what_is_added_after_the_clock_was_set_back_still_comes_last(
    library: Library, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = file.with_name("sau.txt")
    later.write_text(TEXT.replace("5/KH", "6/KH"), encoding="utf-8")
    with library.writing():
        first = library.add(file)

    class SetBack(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return super().now(tz).replace(year=2001)

    monkeypatch.setattr("corpus.library.store.datetime", SetBack)
    with library.writing():
        second = library.add(later)
    assert library.entries() == [first, second]


def test_damage_to_what_nothing_else_holds_is_told_of_by_name(library: Library, file: Path) -> None:
    with library.writing():
        key = library.add(file).given.key
    (library.folder / key / "entry.json").write_text("{", "utf-8")
    with pytest.raises(LibraryError, match=r"entry\.json"):
        library.entries()


def test_a_confirmed_number_stands_and_the_id_follows_it(library: Library, scan: Path) -> None:
    with library.writing():
        entry = library.add(scan)
        assert entry.document.unconfirmed == ("number",)
        library.confirm(entry, Confirmed(number="15/KH-UBND"))
    (settled,) = library.entries()
    assert settled.document.number == "15/KH-UBND"
    assert settled.document.unconfirmed == ()
    assert settled.document.id == "lai-chau-15-kh-ubnd-2025"


def test_what_was_confirmed_outlives_reading_anew(library: Library, scan: Path) -> None:
    with library.writing():
        entry = library.add(scan)
        library.confirm(entry, Confirmed(number="15/KH-UBND"))
        _pretend(library, entry.given.key, reader="older")
        library.refresh(lambda *stage: None)
        library.add(scan)
    (settled,) = library.entries()
    assert settled.document.number == "15/KH-UBND"


def test_a_removed_entry_is_gone_with_its_original(library: Library, file: Path) -> None:
    with library.writing():
        library.remove(library.add(file))
    assert library.entries() == []
    assert _names(library) == []


def test_reading_a_file_twice_gives_the_same_bytes(library: Library, file: Path) -> None:
    def stored() -> bytes:
        with library.writing():
            entry = library.add(file)
            data = (library.folder / entry.given.key / "document.json").read_bytes()
            library.remove(entry)
        return data

    assert stored() == stored()


def _pretend(library: Library, key: str, **versions: str) -> None:
    """Makes a reading look as if another version had made it."""
    path = library.folder / key / "versions.json"
    record = json.loads(path.read_text("utf-8").splitlines()[0])
    path.write_text(json.dumps({**record, **versions}), "utf-8")


def _unreadable(path: Path, limits: Limits) -> RawText:
    raise ReadError("Thiếu gói.")


@contextmanager
def _writer(library: Library, file: Path) -> Iterator[subprocess.Popen[str]]:
    """A process in the middle of adding a file, to be ended by the test."""
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW_WRITER, str(library.folder), str(file)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        # A shell's background job ignores SIGINT, and so would what is started from one.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        yield process
