"""What many tests share: one real model and one real snapshot of the shipped documents.

Both are kept in pytest's cache between runs; ``make clean`` takes them away.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

from answer.assistant import Assistant
from index.model_folder import prepare_model
from index.search import Index
from trolyso.settings import Settings
from trolyso.wiring import open_index

# A machine that is busy makes no example a failure.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")


@pytest.fixture(scope="session")
def home(pytestconfig: pytest.Config) -> Path:
    """A data directory of the tests' own, never the one of who runs them, with today's model."""
    cache = pytestconfig.cache
    assert cache is not None
    folder = cache.mkdir("trolyso-home")
    prepare_model(folder / "model", renew=True)
    return folder


@pytest.fixture(scope="session")
def shipped_index(home: Path) -> Index:
    """The real index over the shipped documents, built when absent or out of date."""
    return open_index(Settings(home=home))


@pytest.fixture(scope="session")
def furnish(home: Path, shipped_index: Index) -> Callable[[Path], Settings]:
    """Makes a folder a data directory of a test's own: the real model, linked, and a copy of the
    snapshot of the shipped documents, so that only what is added has to be embedded."""
    assert shipped_index.documents

    def furnished(folder: Path) -> Settings:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "model").symlink_to(home / "model")
        shutil.copytree(home / "snapshots", folder / "snapshots")
        return Settings(home=folder)

    return furnished


@pytest.fixture(scope="session")
def assistant(shipped_index: Index) -> Assistant:
    """The real assistant over the shipped documents."""
    return Assistant(shipped_index)
