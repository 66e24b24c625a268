"""Disks that are full or read-only: said in words, nothing lost, and answers as before."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from index.search import Index
from index.snapshot import current_snapshot, load_snapshot
from trolyso.cli import run
from trolyso.integrity import damages
from trolyso.library import open_library
from trolyso.settings import Settings

pytestmark = pytest.mark.slow

Copy = Callable[[Path], Settings]


@pytest.mark.parametrize("free", [0, 64, 300])
def test_on_a_full_disk_nothing_is_lost_and_the_old_snapshot_serves(
    free: int,
    copied: Copy,
    small_disk: Path,
    letters: list[Path],
    shipped_index: Index,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings = copied(small_disk / "home")
    before = current_snapshot(settings.snapshots_folder)
    monkeypatch.setenv("TROLYSO_HOME", str(settings.home))
    filler = small_disk / "filler"
    _fill(filler, small_disk, free * 1024)
    assert run(["ingest", "--quiet", str(letters[1])]) == 1
    told = capsys.readouterr()
    assert "Hãy kiểm tra chỗ trống" in told.out + told.err
    assert damages(settings) == []
    assert current_snapshot(settings.snapshots_folder) == before
    assert before is not None
    load_snapshot(before, shipped_index.encoder)
    assert len(open_library(settings).entries()) in (1, 2)
    filler.unlink()
    assert run(["ingest", "--quiet", "--no-build", str(letters[1])]) == 0
    assert run(["build", "--quiet"]) == 0
    after = current_snapshot(settings.snapshots_folder)
    assert after is not None
    assert "lai-chau-6-kh-ubnd-2025" in load_snapshot(after, shipped_index.encoder).documents


def test_on_a_read_only_disk_questions_are_answered_and_writing_is_refused_in_words(
    copied: Copy,
    small_disk: Path,
    letters: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings = copied(small_disk / "home")
    monkeypatch.setenv("TROLYSO_HOME", str(settings.home))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert run(["ask", "Mục tiêu chung của kế hoạch 5/KH-UBND Lai Châu là gì?"]) == 0
    assert "Đưa 5 thủ tục lên môi trường số" in capsys.readouterr().out
    for command in (["ingest", "--quiet", str(letters[1])], ["build", "--quiet"]):
        assert run(command) == 1
        told = capsys.readouterr()
        assert "ổ đĩa chỉ cho đọc" in told.out + told.err
    assert damages(settings) == []


def _fill(filler: Path, disk: Path, free: int) -> None:
    """Writes a file that leaves ``free`` bytes on the disk."""
    with filler.open("wb", buffering=0) as file:
        block = bytes(4096)
        try:
            while True:
                file.write(block)
        except OSError:
            file.truncate(max(0, file.tell() - free))
    assert disk.exists()
