"""Settings of the tests' own, never those of who runs them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from answer.assistant import Assistant
from index.search import Index


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every test starts from the defaults, in a data directory of its own."""
    for name in [name for name in os.environ if name.startswith("TROLYSO_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("TROLYSO_HOME", str(tmp_path / "home"))


@pytest.fixture
def at_home(home: Path, shipped_index: Index, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data directory with the real model and the real snapshot, set for this test."""
    assert shipped_index.documents
    monkeypatch.setenv("TROLYSO_HOME", str(home))
    return home


@pytest.fixture
def opened(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands get the session's real assistant; opening one of their own would take seconds."""
    monkeypatch.setattr("trolyso.wiring.open_assistant", lambda settings, progress: assistant)
