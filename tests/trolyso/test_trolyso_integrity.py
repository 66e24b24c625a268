"""Damage to whatever lies in the data directory: found, and its file named."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from trolyso.cli import run
from trolyso.integrity import damages
from trolyso.settings import Settings

_NOTHING = {".lock", "held"}


def test_a_whole_data_directory_has_no_damage(kept: Path) -> None:
    assert damages(Settings(home=kept)) == []


def test_a_bit_flipped_in_any_file_of_the_data_directory_is_found_and_named(kept: Path) -> None:
    settings = Settings(home=kept)
    # Locks and the mark of a snapshot to stay with hold nothing that could be lost.
    files = [path for path in kept.rglob("*") if path.is_file() and path.name not in _NOTHING]
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


def test_damage_to_the_prepared_model_is_found_too(kept: Path, home: Path) -> None:
    shutil.copytree(home / "model" / "onnx", kept / "model" / "onnx")
    words = kept / "model" / "onnx" / "words.npy"
    words.write_bytes(words.read_bytes()[:-1] + b"!")
    (what,) = damages(Settings(home=kept))
    assert "words.npy" in what


def test_check_tells_of_damage_and_fails(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["damaged"] == []
    (original,) = kept.glob("library/*/original")
    original.write_bytes(original.read_bytes() + b"!")
    assert run(["check", "--json"]) == 1
    (damaged,) = json.loads(capsys.readouterr().out)["damaged"]
    assert damaged.startswith(f"{original}: SHA-256 là ")
    assert run(["check"]) == 1
    assert f"Hỏng: {original}" in capsys.readouterr().err.replace("\n", "")
