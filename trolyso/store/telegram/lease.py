"""Which of several processes is the bot; fulfils ``bot.keeping.Lease``."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from answer.keeping import now
from bot.keeping import Holder
from corpus.errors import StoreError
from trolyso.store.database import transaction
from trolyso.store.telegram.tables import LEASES

_NAME = "bot"


class Leases:
    """The lease in a database. Thread-safe; raises StoreError when the database says no."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def take(self, holder: str, seconds: float) -> Holder | None:
        """Takes or renews the lease; gives who holds it now, None on success."""
        until = now() + timedelta(seconds=seconds)
        free = or_(LEASES.c.holder == holder, LEASES.c.until < now())
        with transaction(self._engine) as connection:
            taken = connection.execute(
                update(LEASES)
                .where(LEASES.c.name == _NAME, free)
                .values(holder=holder, until=until)
            )
            if taken.rowcount:
                return None
            other = connection.execute(select(LEASES).where(LEASES.c.name == _NAME)).one_or_none()
        if other is not None:
            return Holder(other.holder, other.until)
        try:
            with transaction(self._engine) as connection:
                connection.execute(insert(LEASES).values(name=_NAME, holder=holder, until=until))
        except StoreError as error:
            if not isinstance(error.__cause__, IntegrityError):
                raise
            return self.take(holder, seconds)  # another process was faster
        return None

    def release(self, holder: str) -> None:
        """Gives the lease back, if held."""
        with transaction(self._engine) as connection:
            connection.execute(delete(LEASES).where(LEASES.c.holder == holder))
