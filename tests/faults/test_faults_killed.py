"""kill -9 at every change that adding a document makes on the disk: the server answers from a whole
snapshot, the library has lost nothing, and the same command run again completes the work."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from corpus.locking import LOCK
from index.model import Encoder
from index.search import Index
from index.snapshot import current_snapshot, load_snapshot, snapshot_folders
from trolyso.cli import run
from trolyso.integrity import damages
from trolyso.library import open_library
from trolyso.settings import Settings

pytestmark = pytest.mark.slow

_PATIENCE = 300
_DYING = [sys.executable, "-m", "tests.faults.dying"]

# The steps by which each kind of work comes to count, and one in the middle of a file.
_STEPS = ["os.rename library/", "/vectors.npy", "os.rename snapshots/2", "os.rename snapshots/cur"]

Copy = Callable[[Path], Settings]


def _dying(settings: Settings, which: str, command: Sequence[str]) -> tuple[int, list[str]]:
    """Runs a command that dies at a change, and gives its exit code and the changes."""
    log = settings.home.with_suffix(".log")
    ended = subprocess.run(
        [*_DYING, str(log), which, str(settings.home), *command],
        env={**os.environ, "TROLYSO_HOME": str(settings.home), "OMP_NUM_THREADS": "1"},
        capture_output=True,
        timeout=_PATIENCE,
        check=False,
    )
    return ended.returncode, log.read_text("utf-8").splitlines()


def _assert_whole(settings: Settings, encoder: Encoder, letters: list[Path]) -> None:
    """That nothing is lost, nothing is half there, and there are answers."""
    assert damages(settings) == []
    library = open_library(settings)
    kept = {library.original(entry.given.key).read_bytes() for entry in library.entries()}
    known = [letter.read_bytes() for letter in letters]
    assert known[0] in kept
    assert kept <= set(known)
    folder = current_snapshot(settings.snapshots_folder)
    assert folder is not None
    documents = load_snapshot(folder, encoder).documents
    assert "lai-chau-5-kh-ubnd-2025" in documents
    assert len(documents) in (6, 7)


def _assert_completed(settings: Settings, encoder: Encoder) -> None:
    """That all is there now, and nothing that an interruption left."""
    folder = current_snapshot(settings.snapshots_folder)
    assert folder is not None
    assert "lai-chau-6-kh-ubnd-2025" in load_snapshot(folder, encoder).documents
    assert len(snapshot_folders(settings.snapshots_folder)) == 2
    assert [path for path in settings.home.rglob(".*") if path.name != LOCK] == []


@pytest.mark.parametrize("step", _STEPS)
def test_killed_at_a_step_that_counts_nothing_is_lost_and_the_next_run_completes_it(
    step: str,
    copied: Copy,
    letters: list[Path],
    shipped_index: Index,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = copied(tmp_path / "home")
    code, told = _dying(settings, step, ["ingest", "--quiet", str(letters[1])])
    assert code == -signal.SIGKILL
    assert step in told[-1]
    _assert_whole(settings, shipped_index.encoder, letters)
    monkeypatch.setenv("TROLYSO_HOME", str(settings.home))
    assert run(["ingest", "--quiet", "--no-build", str(letters[1])]) == 0
    assert run(["build", "--quiet"]) == 0
    _assert_completed(settings, shipped_index.encoder)


def test_killed_at_any_change_nothing_is_lost_and_a_build_completes_it(
    copied: Copy,
    letters: list[Path],
    changes: list[str],
    shipped_index: Index,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for nth in range(1, len(changes) + 1):
        settings = copied(tmp_path / f"home-{nth}")
        code, _ = _dying(settings, str(nth), ["ingest", "--quiet", str(letters[1])])
        assert code == -signal.SIGKILL
        _assert_whole(settings, shipped_index.encoder, letters)
        monkeypatch.setenv("TROLYSO_HOME", str(settings.home))
        assert run(["ingest", "--quiet", "--no-build", str(letters[1])]) == 0
        assert run(["build", "--quiet"]) == 0
        _assert_completed(settings, shipped_index.encoder)
        shutil.rmtree(settings.home)


@pytest.fixture(scope="session")
def changes(
    lived_in: Path, letters: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> list[str]:
    """The changes that adding a document makes, in their order."""
    home = tmp_path_factory.mktemp("alive") / "home"
    shutil.copytree(lived_in, home, symlinks=True)
    code, told = _dying(Settings(home=home), "0", ["ingest", "--quiet", str(letters[1])])
    assert code == 0
    return told
