"""Who takes a folder's lock takes away what others left unfinished there, and disturbs nobody."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.durable import write_text
from corpus.locking import LOCK, locked

# Writes a small file, and is killed when all that is left to do is to rename it.
_KILLED = """
import os, signal, sys
from pathlib import Path
from corpus.durable import write_text

def die(event, arguments):
    if event == "os.rename":
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(die)
write_text(Path(sys.argv[1]), "mới")
"""


def _refuse(holder: str) -> None:
    raise AssertionError(holder)


@pytest.mark.parametrize("where", ["current", "entry/current"])
def test_what_was_killed_before_it_was_renamed_is_taken_away(where: str, tmp_path: Path) -> None:
    file = tmp_path / where
    write_text(file, "cũ")
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(file)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert len(list(file.parent.glob(".current.*"))) == 1
    with locked(tmp_path, _refuse):
        assert [path for path in tmp_path.rglob(".*") if path.name != LOCK] == []
    assert file.read_text("utf-8") == "cũ"


def test_hidden_files_of_others_stay(tmp_path: Path) -> None:
    others = {LOCK, ".gitkeep", ".nfs00000000a1b2c3d4"}
    for name in others:
        (tmp_path / name).touch()
    with locked(tmp_path, _refuse):
        pass
    assert {path.name for path in tmp_path.iterdir()} == others


def test_who_writes_a_small_file_without_the_lock_loses_nothing_to_those_who_take_it(
    tmp_path: Path,
) -> None:
    file = tmp_path / "current"
    write_text(file, "0")
    written = threading.Event()
    taken = 0

    def take_over_and_over() -> None:
        nonlocal taken
        while not written.is_set():
            with locked(tmp_path, _refuse):
                taken += 1

    taking = threading.Thread(target=take_over_and_over)
    taking.start()
    try:
        for number in range(40):
            write_text(file, str(number))
            assert file.read_text("utf-8") == str(number)
    finally:
        written.set()
        taking.join()
    assert taken > 10
    assert {path.name for path in tmp_path.iterdir()} == {LOCK, "current"}


def test_a_file_that_is_swept_before_it_is_renamed_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace: Callable[[Path, Path], Path] = Path.replace
    swept: list[str] = []

    def sweeping(beside: Path, target: Path) -> Path:
        if not swept:
            with locked(tmp_path, _refuse):
                swept.append(beside.name)
        return replace(beside, target)

    monkeypatch.setattr(Path, "replace", sweeping)
    write_text(tmp_path / "current", "mới")
    assert len(swept) == 1
    assert (tmp_path / "current").read_text("utf-8") == "mới"
    assert {path.name for path in tmp_path.iterdir()} == {LOCK, "current"}
