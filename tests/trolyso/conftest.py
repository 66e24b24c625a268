"""Settings of the tests' own, never those of who runs them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from answer.assistant import Assistant
from index.search import Index
from trolyso.library import open_library
from trolyso.settings import Settings

_PLAN = (
    "ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU\nSố: 5/KH-UBND\nLai Châu, ngày 02 tháng 3 năm 2025\nKẾ HOẠCH\n"
    "Chuyển đổi số\nI. MỤC TIÊU\n1. Mục tiêu chung\n"
)


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every test starts from the defaults, in a data directory of its own."""
    for name in [name for name in os.environ if name.startswith("TROLYSO_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("TROLYSO_HOME", str(tmp_path / "home"))


@pytest.fixture
def at_home(furnish: Callable[[Path], Settings], tmp_path: Path) -> Path:
    """The test's data directory, with the real model and the real snapshot in it."""
    return furnish(tmp_path / "home").home


@pytest.fixture
def kept(home: Path, shipped_index: Index, tmp_path: Path) -> Path:
    """The test's data directory with what is not to be lost in it: the real snapshot, and a library
    of one document."""
    assert shipped_index.documents
    folder = tmp_path / "home"
    shutil.copytree(home / "snapshots", folder / "snapshots")
    file = tmp_path / "kế hoạch 5.txt"
    file.write_text(_PLAN, encoding="utf-8")
    library = open_library(Settings(home=folder))
    with library.writing():
        library.add(file)
    return folder


@pytest.fixture
def opened(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands get the session's real assistant; opening one of their own would take seconds."""
    monkeypatch.setattr("trolyso.wiring.open_assistant", lambda settings, progress: assistant)
