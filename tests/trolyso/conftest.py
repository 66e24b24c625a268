"""Settings of the tests' own, never those of who runs them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from answer.assistant import Assistant
from trolyso.settings import Settings


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
def opened(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands get the session's real assistant; opening one of their own would take seconds."""
    monkeypatch.setattr("trolyso.wiring.open_assistant", lambda settings, progress: assistant)
