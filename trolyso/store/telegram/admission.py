"""Who asked to use the bot, and what an administrator said; fulfils ``bot.keeping.Admission``."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select, update

from answer.keeping import now
from bot.keeping import Applicant, Standing
from trolyso.store.database import transaction
from trolyso.store.telegram.tables import APPLICANTS

_LONGEST_NAME = 200


class Admissions:
    """Requests in a database. Thread-safe; raises StoreError when the database says no."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def apply(self, applicant: Applicant) -> tuple[Applicant, bool]:
        """Keeps a request, unless the person has one already; gives the one that stands, and
        whether it is new."""
        with transaction(self._engine) as connection:
            if (standing := _found(connection, applicant.user_id)) is not None:
                return standing, False
            connection.execute(
                insert(APPLICANTS).values(
                    user_id=applicant.user_id,
                    name=applicant.name[:_LONGEST_NAME].replace("\0", " "),
                    code=applicant.code,
                    standing=applicant.standing.value,
                    at=now(),
                )
            )
        return applicant, True

    def applicant(self, user_id: int) -> Applicant | None:
        """A person's request."""
        with transaction(self._engine) as connection:
            return _found(connection, user_id)

    def applicants(self, most: int) -> list[Applicant]:
        """All requests, the latest first."""
        with transaction(self._engine) as connection:
            rows = connection.execute(
                select(APPLICANTS).order_by(APPLICANTS.c.at.desc()).limit(most)
            )
            return [_applicant(row) for row in rows]

    def decide(self, user_id: int, standing: Standing) -> Applicant | None:
        """Approves, refuses or revokes; gives the request as it stands now."""
        with transaction(self._engine) as connection:
            connection.execute(
                update(APPLICANTS)
                .where(APPLICANTS.c.user_id == user_id)
                .values(standing=standing.value)
            )
            return _found(connection, user_id)


def _found(connection: Connection, user_id: int) -> Applicant | None:
    row = connection.execute(
        select(APPLICANTS).where(APPLICANTS.c.user_id == user_id)
    ).one_or_none()
    return None if row is None else _applicant(row)


def _applicant(row: Row[Any]) -> Applicant:
    return Applicant(row.user_id, row.name, row.code, Standing(row.standing), row.at)
