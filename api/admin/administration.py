"""What the administrator's routes need done, as a Protocol; whoever wires the app fulfils it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from answer.jobs import Job
from index.history import SnapshotInfo


class Administration(Protocol):
    """Does what an administrator asks for. Its methods wait for the disk, the jobs excepted, which
    run in processes of their own, one after the other: one that dies leaves everything as it was.
    """

    def incoming(self) -> AbstractContextManager[Path]:
        """A new folder for files that come in, gone on the way out unless ``ingest`` took it."""

    def ingest(self, folder: Path) -> Job:
        """Starts a job that adds the files of a folder and builds a new snapshot."""

    def rebuild(self) -> Job:
        """Starts a job that builds a new snapshot."""

    def jobs(self) -> Sequence[Job]:
        """The latest jobs, newest first, also those of servers that are gone."""

    def job(self, id_: str) -> Job:
        """A job as it stands. Raises NotFoundError."""

    def documents(self) -> Mapping[str, Any]:
        """All documents and the readings that lie aside, as ``trolyso documents --json`` tells."""

    def document(self, id_: str) -> Mapping[str, Any]:
        """One of them with its reading report; ``library`` says how it came (None: it ships).
        Raises NotFoundError."""

    def confirm(self, id_: str, given: Mapping[str, str]) -> Mapping[str, Any]:
        """Keeps what a person read in the original, by field; nothing at all: the number that was
        read by machine is right. Gives the document anew, perhaps under another id. Raises
        NotFoundError, ConfirmationError, LibraryError."""

    def remove(self, id_: str) -> None:
        """Takes a document out with its original. Raises NotFoundError, LibraryError."""

    def snapshots(self) -> tuple[str | None, Sequence[SnapshotInfo]]:
        """The name of the current snapshot, and all there are, newest first."""

    def switch(self, name: str) -> SnapshotInfo:
        """Makes a snapshot the current one. Raises NotFoundError, SnapshotError."""

    def roll_back(self) -> SnapshotInfo:
        """Makes the snapshot before the current one current. Raises NotFoundError."""
