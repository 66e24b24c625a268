"""Jobs, each a process of its own, one after the other; told of while they run."""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
import threading
import time
from collections import deque
from pathlib import Path
from queue import SimpleQueue
from typing import Any
from uuid import uuid4

from answer.jobs import Job, JobKind, JobState
from answer.keeping import now
from corpus.errors import StoreError
from trolyso.store.jobs import Jobs

_LOG = logging.getLogger(__name__)

_NOTED_EVERY = 0.3
"""Seconds between two notes of how far a stage is; each is a write to the database."""

_TOLD_ON_DEATH = 2_000
"""Characters of a dead worker's last words that go into the log."""

# What a process that reads strangers' files has no use for.
_SECRETS = ("TROLYSO_TELEGRAM_TOKEN", "TROLYSO_DATABASE_URL")

_Task = tuple[str, Path | None]


class JobRunner:
    """Runs ``trolyso.administration.worker`` over the data directory ``home``, for a desk, and
    notes in ``jobs`` how they go. Thread-safe."""

    def __init__(self, home: Path, jobs: Jobs, desk: str) -> None:
        self._home = home
        self._jobs = jobs
        self._desk = desk
        self._lock = threading.Lock()
        self._waiting: SimpleQueue[_Task | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
        self._running: subprocess.Popen[str] | None = None
        self._closed = False

    def start(self, kind: JobKind, folder: Path | None = None) -> Job:
        """Queues a job; ``folder`` holds the files to read and is removed when they are. Raises
        StoreError."""
        job = Job(id=uuid4().hex, kind=kind, created_at=now())
        self._jobs.add(job, self._desk)
        with self._lock:
            if not self._thread.is_alive() and not self._closed:
                self._thread.start()
        self._waiting.put((job.id, folder))
        return job

    def close(self) -> None:
        """Takes no more jobs and ends the one that runs: what it did not finish is as it was."""
        self._closed = True
        self._waiting.put(None)
        if self._running is not None:
            self._running.terminate()
        if self._thread.is_alive():
            self._thread.join(10)

    def _work(self) -> None:
        while (task := self._waiting.get()) is not None and not self._closed:
            id_, folder = task
            self._note(id_, state=JobState.RUNNING)
            try:
                ended = self._run(id_, folder)
            except OSError as error:
                _LOG.exception("job %s could not be run", id_)
                ended = _failed(f"Không chạy được việc này: {error}.")
            if folder is not None:
                shutil.rmtree(folder, ignore_errors=True)
            if ended is not None:
                self._note(id_, **ended, finished_at=now())

    def _run(self, id_: str, folder: Path | None) -> dict[str, Any] | None:
        """Runs the job's process, and gives how the job ended; None where ``close`` ended it."""
        ended: dict[str, Any] | None = None
        said: deque[str] = deque(maxlen=50)
        noted = ("", 0.0)
        with subprocess.Popen(  # noqa: S603 - this interpreter, a module of ours
            _command(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=self._environment(),
        ) as process:
            self._running = process
            assert process.stdout is not None  # noqa: S101 - a pipe was asked for
            for line in process.stdout:
                match _told(line):
                    case {"stage": str(stage), "done": int(done), "total": int(total)}:
                        at = time.monotonic()
                        if stage != noted[0] or at - noted[1] > _NOTED_EVERY:
                            noted = (stage, at)
                            self._note(id_, stage=stage, done=done, total=total)
                    case {"result": dict(result)}:
                        ended = {"state": JobState.DONE, "result": result}
                    case {"error": str(error)}:
                        ended = _failed(error)
                    case _:
                        said.append(line)
        self._running = None
        if ended is None and not self._closed:
            words = "".join(said)[-_TOLD_ON_DEATH:]
            _LOG.error("job %s died with code %s: %s", id_, process.returncode, words)
            code = process.returncode
            ended = _failed(f"Tiến trình dừng giữa chừng (mã {code}); bản dựng cũ vẫn dùng.")
        return ended

    def _note(self, id_: str, **changes: Any) -> None:
        """Notes how a job goes; a job goes on also where that cannot be noted."""
        try:
            self._jobs.change(id_, **changes)
        except StoreError as error:
            _LOG.error("job %s: not noted: %s", id_, error.english)

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in _SECRETS}
        return {**kept, "TROLYSO_HOME": str(self._home), "PYTHONIOENCODING": "utf-8"}


def _command(folder: Path | None) -> list[str]:
    command = [sys.executable, "-m", "trolyso.administration.worker"]
    return command if folder is None else [*command, str(folder)]


def _failed(error: str) -> dict[str, Any]:
    return {"state": JobState.FAILED, "error": error}


def _told(line: str) -> object:
    """What the worker tells in a line; None where something else wrote it."""
    try:
        return json.loads(line)
    except ValueError:
        return None
