"""Conversations, what buttons refer to, how fast people ask; fulfils ``bot.keeping.Memory``."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, insert, select, update

from answer.keeping import now
from bot.keeping import Pace, Shelf
from trolyso.store.database import transaction
from trolyso.store.telegram.tables import PACES, SHELVES, TURNS


class Memories:
    """The memory in a database. Thread-safe; raises StoreError when the database says no."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def history(self, conversation: str, since: datetime, most: int) -> tuple[str, ...]:
        """The conversation's latest questions, oldest first; none when the last is older."""
        with transaction(self._engine) as connection:
            rows = connection.execute(
                select(TURNS.c.question, TURNS.c.at)
                .where(TURNS.c.conversation == conversation)
                .order_by(TURNS.c.number.desc())
                .limit(most)
            ).all()
        if not rows or rows[0].at < since:
            return ()
        return tuple(row.question for row in reversed(rows))

    def shelf(self, key: str) -> Shelf | None:
        """What a message's buttons refer to, None when it is kept no longer."""
        with transaction(self._engine) as connection:
            row = connection.execute(select(SHELVES).where(SHELVES.c.key == key)).one_or_none()
        if row is None:
            return None
        clauses = tuple((id_, address) for id_, address in row.clauses)
        return Shelf(row.key, row.person, tuple(row.questions), clauses)

    def asked(self, person: str, window: float, most: int) -> Pace:
        """Counts a question of a person."""
        mine = PACES.c.person == person
        with transaction(self._engine) as connection:
            row = connection.execute(select(PACES).where(mine).with_for_update()).one_or_none()
            present = now()
            if row is None:
                connection.execute(
                    insert(PACES).values(person=person, began=present, asked=1, told=False)
                )
                return Pace()
            left = window - (present - row.began).total_seconds()
            if not 0 < left <= window:
                values = {"began": present, "asked": 1, "told": False}
            elif row.asked < most:
                values = {"asked": row.asked + 1}
            else:
                connection.execute(update(PACES).where(mine).values(told=True))
                return Pace(wait=left, tell=not row.told)
            connection.execute(update(PACES).where(mine).values(**values))
            return Pace()

    def erase(self, person: str) -> None:
        """Removes what is kept about a person here."""
        with transaction(self._engine) as connection:
            for table in (TURNS, SHELVES, PACES):
                connection.execute(delete(table).where(table.c.person == person))

    def forget_old(self, before: datetime) -> None:
        """Forgets what is older."""
        with transaction(self._engine) as connection:
            for table in (TURNS, SHELVES):
                connection.execute(delete(table).where(table.c.at < before))
            yesterday = now() - timedelta(days=1)
            connection.execute(delete(PACES).where(PACES.c.began < yesterday))
