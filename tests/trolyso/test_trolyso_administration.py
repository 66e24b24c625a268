"""The administrator's desk over one data directory, and what is left of one that died."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from answer.jobs import JobState
from trolyso.administration import Desk
from trolyso.administration.premises import Premises
from trolyso.settings import Settings
from trolyso.store import Store, open_store, sqlite_url
from trolyso.store.jobs import INTERRUPTED

# A server that takes an upload and a job, and is killed before it is done with either.
KILLED = """
import os, signal, sys
from pathlib import Path
from trolyso.administration import Desk
from trolyso.settings import Settings
from trolyso.store import open_store, sqlite_url
settings = Settings(home=Path(sys.argv[1]))
desk = Desk(settings, open_store(sqlite_url(settings.database_file)).jobs)
desk._runner._closed = True  # nothing of the queue is begun
taking = desk.incoming()
incoming = taking.__enter__()
(incoming / "kế hoạch.docx").write_bytes(b"half of it")
print(desk.rebuild().id, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(sqlite_url(settings.database_file))
    yield opened
    opened.close()


def test_what_a_killed_server_left_is_gone_and_its_job_is_told_interrupted(
    settings: Settings, store: Store
) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(settings.home)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    id_ = killed.stdout.strip()
    uploads = settings.home / "uploads"
    assert [file.name for file in uploads.rglob("*.docx")] == ["kế hoạch.docx"]
    assert _state(store, id_) == JobState.QUEUED
    desk = Desk(settings, store.jobs)
    assert list(uploads.rglob("*.docx")) == []
    job = desk.job(id_)
    assert (job.state, job.error) == (JobState.INTERRUPTED, INTERRUPTED)
    assert job.finished_at is not None
    desk.close()


def test_a_second_server_over_one_directory_touches_nothing_of_the_first(
    settings: Settings, store: Store
) -> None:
    first = Desk(settings, store.jobs)
    with first.incoming() as folder:
        (folder / "a.txt").write_bytes(b"a")
        second = Desk(settings, store.jobs)
        assert (folder / "a.txt").exists()
        second.close()
        assert (folder / "a.txt").exists()
    first.close()


def test_a_server_that_stops_says_of_its_jobs_that_they_were_interrupted(
    settings: Settings, store: Store
) -> None:
    desk = Desk(settings, store.jobs)
    desk._runner._closed = True
    id_ = desk.rebuild().id
    desk.close()
    assert _state(store, id_) == JobState.INTERRUPTED
    assert list(filter(Path.is_dir, (settings.home / "uploads").iterdir())) == []


def test_files_that_no_job_took_are_removed(settings: Settings, store: Store) -> None:
    desk = Desk(settings, store.jobs)
    with desk.incoming() as folder:
        (folder / "a.txt").write_bytes(b"a")
    assert not folder.exists()
    desk.close()


def test_premises_tell_of_dead_holders_alone(tmp_path: Path) -> None:
    (tmp_path / "dead").mkdir()
    told: list[str] = []
    first = Premises(tmp_path, told.append)
    second = Premises(tmp_path, told.append)
    assert told == ["dead"]
    assert first.folder.is_dir()
    first.give_up()
    second.give_up()


def _state(store: Store, id_: str) -> JobState:
    job = store.jobs.job(id_)
    assert job is not None
    return job.state
