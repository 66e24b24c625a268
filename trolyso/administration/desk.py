"""The administrator's desk over one data directory."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from answer.documents import document_detail, document_summary
from answer.jobs import Job, JobKind
from corpus.errors import NotFoundError
from corpus.library import Aside, Held
from index.history import SnapshotInfo, history, roll_back, switch
from index.snapshot import current_snapshot
from trolyso import curating
from trolyso.administration.jobs import JobRunner
from trolyso.administration.premises import Premises
from trolyso.library import current_collection, find_document
from trolyso.library_views import aside_record, listing
from trolyso.settings import Settings
from trolyso.store.jobs import Jobs


class Desk:
    """Fulfils ``api.admin.administration.Administration``."""

    def __init__(self, settings: Settings, jobs: Jobs) -> None:
        self._settings = settings
        self._jobs = jobs
        self._premises = Premises(settings.home / "uploads", left=jobs.interrupt)
        self._runner = JobRunner(settings.home, jobs, self._premises.name)
        self._taken: set[Path] = set()

    def close(self) -> None:
        """Ends what runs; jobs that are not done are told to be interrupted."""
        self._runner.close()
        self._jobs.interrupt(self._premises.name)
        self._premises.give_up()

    @contextmanager
    def incoming(self) -> Iterator[Path]:
        """A new folder for files that come in, gone on the way out unless ``ingest`` took it."""
        folder = Path(tempfile.mkdtemp(dir=self._premises.folder))
        try:
            yield folder
        finally:
            if folder in self._taken:
                self._taken.remove(folder)
            else:
                shutil.rmtree(folder, ignore_errors=True)

    def ingest(self, folder: Path) -> Job:
        """Starts a job that adds the files of a folder and builds a new snapshot."""
        self._taken.add(folder)
        return self._runner.start(JobKind.INGEST, folder)

    def rebuild(self) -> Job:
        """Starts a job that builds a new snapshot."""
        return self._runner.start(JobKind.REBUILD)

    def jobs(self) -> Sequence[Job]:
        """The latest jobs, newest first, also those of servers that are gone."""
        return self._jobs.latest()

    def job(self, id_: str) -> Job:
        """A job as it stands. Raises NotFoundError."""
        job = self._jobs.job(id_)
        if job is None:
            raise NotFoundError(
                f"Không có việc nền nào mang mã “{id_}”.",
                english=f"There is no job with the id “{id_}”.",
                hint="Các việc gần đây: /v1/admin/jobs.",
            )
        return job

    def documents(self) -> Mapping[str, Any]:
        """All documents, each with when it was added (None: it ships) and what to look at, and the
        readings that lie aside."""
        collection = current_collection(self._settings)
        items = [{**document_summary(held.document), **_noticed(held)} for held in collection.held]
        return {**listing(collection), "items": items}

    def document(self, id_: str) -> Mapping[str, Any]:
        """One of them with its reading report. Raises NotFoundError."""
        return _detail(find_document(current_collection(self._settings), id_))

    def confirm(self, id_: str, given: Mapping[str, str]) -> Mapping[str, Any]:
        """Keeps what a person read in the original. Raises NotFoundError, ConfirmationError,
        LibraryError."""
        return _detail(curating.confirm(self._settings, id_, given))

    def remove(self, id_: str) -> None:
        """Takes a document out with its original. Raises NotFoundError, LibraryError."""
        curating.remove_document(self._settings, id_)

    def snapshots(self) -> tuple[str | None, Sequence[SnapshotInfo]]:
        """The name of the current snapshot, and all there are, newest first."""
        home = self._settings.snapshots_folder
        current = current_snapshot(home)
        return current.name if current else None, history(home)

    def switch(self, name: str) -> SnapshotInfo:
        """Makes a snapshot the current one. Raises NotFoundError, SnapshotError."""
        return switch(self._settings.snapshots_folder, name)

    def roll_back(self) -> SnapshotInfo:
        """Makes the snapshot before the current one current. Raises NotFoundError."""
        return roll_back(self._settings.snapshots_folder)


def _noticed(held: Held) -> Mapping[str, Any]:
    return {
        "added_at": held.entry.given.added_at.isoformat() if held.entry else None,
        "unconfirmed": list(held.document.unconfirmed),
        "remarks": len(held.document.report.remarks),
    }


def _detail(found: Held | Aside) -> Mapping[str, Any]:
    given = found.entry.given if found.entry else None
    return {
        **document_detail(found.document),
        "library": given
        and {
            "key": given.key,
            "sha256": given.sha256,
            "added_at": given.added_at.isoformat(),
            "confirmed": given.confirmed.record,
        },
        "aside": aside_record(found) if isinstance(found, Aside) else None,
    }
