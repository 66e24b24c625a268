"""Data directories that a test may break, and disks that are full or read-only."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from trolyso.cli import run
from trolyso.settings import Settings

_LETTER = """ỦY BAN NHÂN DÂN
TỈNH LAI CHÂU
Số: {number}/KH-UBND
Lai Châu, ngày 02 tháng 3 năm 2025
KẾ HOẠCH
Chuyển đổi số năm thứ {number}
I. MỤC TIÊU
1. Mục tiêu chung: Đưa {number} thủ tục lên môi trường số.
2. Mục tiêu cụ thể: Xong trong năm 2025.
"""


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("TROLYSO_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def letters(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two plans: the one that is in the library from the start, and the one to be added."""
    folder = tmp_path_factory.mktemp("letters")
    files = [folder / f"kế hoạch {number}.txt" for number in (5, 6)]
    for number, file in zip((5, 6), files, strict=True):
        file.write_text(_LETTER.format(number=number), encoding="utf-8")
    return files


@pytest.fixture(scope="session")
def lived_in(
    furnish: Callable[[Path], Settings],
    letters: list[Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A data directory with one added document and two snapshots, for copies to be made of."""
    folder = furnish(tmp_path_factory.mktemp("lived-in")).home
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TROLYSO_HOME", str(folder))
        assert run(["ingest", "--quiet", str(letters[0])]) == 0
    return folder


@pytest.fixture
def copied(lived_in: Path) -> Callable[[Path], Settings]:
    """Copies the data directory to a path."""

    def copy(target: Path) -> Settings:
        shutil.copytree(lived_in, target, symlinks=True, dirs_exist_ok=True)
        return Settings(home=target)

    return copy


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of 16 MB; skips where this machine lets nobody mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(disk)]
    mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"mount: {mounted.stderr.strip()}")
    try:
        yield disk
    finally:
        gc.collect()  # an index that answered in this process maps files of the disk
        subprocess.run(["umount", str(disk)], check=True)
