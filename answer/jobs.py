"""Work in the background, as doors show it and the store keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class JobKind(StrEnum):
    """What a job does."""

    INGEST = "ingest"
    REBUILD = "rebuild"


class JobState(StrEnum):
    """How far a job is; ``interrupted``: the server it ran in stopped before it was done."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Job:
    """Work in the background. ``stage`` is a Vietnamese phrase for what is being done, ``done`` of
    ``total`` how much of it; ``error`` says why it failed. ``result`` of a finished job holds
    ``snapshot``, the name of the one that was built, and for an ingest ``files``: what became of
    each (``read``, ``skipped``, ``failed``, as ``trolyso ingest --json`` tells)."""

    id: str
    kind: JobKind
    created_at: datetime
    state: JobState = JobState.QUEUED
    stage: str = ""
    done: int = 0
    total: int = 0
    finished_at: datetime | None = None
    error: str | None = None
    result: Mapping[str, Any] = field(default_factory=dict)
