"""Damage to whatever lies in the data directory: found, and its file named."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from corpus.library import Library
from index.search import Index
from trolyso.cli import run
from trolyso.integrity import damages
from trolyso.library import open_library
from trolyso.settings import Settings

_PLAN = (
    "ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU\nSố: 5/KH-UBND\nLai Châu, ngày 02 tháng 3 năm 2025\nKẾ HOẠCH\n"
    "Chuyển đổi số\nI. MỤC TIÊU\n1. Mục tiêu chung\n"
)

_NOTHING = {".lock", "held"}


@pytest.fixture
def whole(
    home: Path, shipped_index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A data directory of a test's own with snapshots and a library."""
    assert shipped_index.documents
    copy = tmp_path / "whole"
    shutil.copytree(home / "snapshots", copy / "snapshots")
    monkeypatch.setenv("TROLYSO_HOME", str(copy))
    file = tmp_path / "kế hoạch 5.txt"
    file.write_text(_PLAN, encoding="utf-8")
    library: Library = open_library(Settings())
    with library.writing():
        library.add(file)
    return copy


def test_a_whole_data_directory_has_no_damage(whole: Path) -> None:
    assert damages(Settings(home=whole)) == []


def test_a_bit_flipped_in_any_file_of_the_data_directory_is_found_and_named(whole: Path) -> None:
    settings = Settings(home=whole)
    # Locks and the mark of a snapshot to stay with hold nothing that could be lost.
    files = [path for path in whole.rglob("*") if path.is_file() and path.name not in _NOTHING]
    assert {"vectors.npy", "original", "current"} <= {path.name for path in files}
    for path in files:
        with path.open("r+b") as file:
            file.seek(path.stat().st_size // 2)
            (byte,) = file.read(1)
            file.seek(-1, 1)
            file.write(bytes([byte ^ 1]))
        found = damages(settings)
        assert any(str(path.parent) in what and path.name in what for what in found), path
        with path.open("r+b") as file:
            file.seek(path.stat().st_size // 2)
            file.write(bytes([byte]))
    assert damages(settings) == []


def test_damage_to_the_prepared_model_is_found_too(whole: Path, home: Path) -> None:
    shutil.copytree(home / "model" / "onnx", whole / "model" / "onnx")
    words = whole / "model" / "onnx" / "words.npy"
    words.write_bytes(words.read_bytes()[:-1] + b"!")
    (what,) = damages(Settings(home=whole))
    assert "words.npy" in what


def test_check_tells_of_damage_and_fails(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["damaged"] == []
    (original,) = whole.glob("library/*/original")
    original.write_bytes(original.read_bytes() + b"!")
    assert run(["check", "--json"]) == 1
    (damaged,) = json.loads(capsys.readouterr().out)["damaged"]
    assert damaged.startswith(f"{original}: SHA-256 là ")
    assert run(["check"]) == 1
    assert f"Hỏng: {original}" in capsys.readouterr().err.replace("\n", "")
