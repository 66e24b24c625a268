"""Jobs and what became of them, for every server over this database to tell, also after a restart.

A job belongs to the desk that took it, which is one process; a desk that is gone leaves none of its
jobs running.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, Row, delete, insert, select, update

from answer.jobs import Job, JobKind, JobState
from answer.keeping import now
from trolyso.store.database import transaction
from trolyso.store.tables import JOBS

_REMEMBERED = 200
"""Jobs that can be asked about, the latest ones."""

INTERRUPTED = "Máy chủ dừng khi việc này chưa xong; bản dựng cũ vẫn dùng. Hãy làm lại."

_OPEN = (JobState.QUEUED.value, JobState.RUNNING.value)


class Jobs:
    """Jobs in a database. Thread-safe. All methods raise StoreError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, job: Job, desk: str) -> None:
        """Keeps a new job of a desk, and forgets those that are too long ago."""
        past = select(JOBS.c.created_at).order_by(JOBS.c.created_at.desc())
        with transaction(self._engine) as connection:
            connection.execute(
                insert(JOBS).values(
                    job_id=job.id,
                    desk=desk,
                    kind=job.kind.value,
                    created_at=job.created_at,
                    state=job.state.value,
                    stage=job.stage,
                    done=job.done,
                    total=job.total,
                    result=dict(job.result),
                )
            )
            oldest = connection.execute(past.offset(_REMEMBERED - 1).limit(1)).scalar()
            if oldest is not None:
                connection.execute(
                    delete(JOBS).where(JOBS.c.created_at < oldest, JOBS.c.state.not_in(_OPEN))
                )

    def change(self, id_: str, **changes: Any) -> None:
        """Sets fields of a job by their names in ``Job``."""
        with transaction(self._engine) as connection:
            connection.execute(update(JOBS).where(JOBS.c.job_id == id_).values(**changes))

    def latest(self) -> Sequence[Job]:
        """The jobs, newest first."""
        wanted = select(JOBS).order_by(JOBS.c.created_at.desc()).limit(_REMEMBERED)
        with transaction(self._engine) as connection:
            return [_job(row) for row in connection.execute(wanted)]

    def job(self, id_: str) -> Job | None:
        """A job as it stands; None for no such job, or no longer."""
        with transaction(self._engine) as connection:
            row = connection.execute(select(JOBS).where(JOBS.c.job_id == id_)).one_or_none()
        return None if row is None else _job(row)

    def interrupt(self, desk: str) -> None:
        """Has what a desk left undone end as interrupted."""
        with transaction(self._engine) as connection:
            connection.execute(
                update(JOBS)
                .where(JOBS.c.desk == desk, JOBS.c.state.in_(_OPEN))
                .values(state=JobState.INTERRUPTED.value, error=INTERRUPTED, finished_at=now())
            )


def _job(row: Row[Any]) -> Job:
    return Job(
        id=row.job_id,
        kind=JobKind(row.kind),
        created_at=row.created_at,
        state=JobState(row.state),
        stage=row.stage,
        done=row.done,
        total=row.total,
        finished_at=row.finished_at,
        error=row.error,
        result=row.result,
    )
