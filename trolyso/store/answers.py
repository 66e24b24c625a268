"""The exchanges that are kept: recorded, counted, erased, forgotten in time."""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import Engine, Row, delete, func, insert, select
from sqlalchemy.exc import IntegrityError, OperationalError

from answer.keeping import Door, Exchange, Rating, Usage, now
from answer.model import Status
from corpus.errors import StoreError
from trolyso.store.database import transaction
from trolyso.store.pending import Pending
from trolyso.store.tables import ANSWERS, FEEDBACK, SECRETS

_LOG = logging.getLogger(__name__)

_FORGET_EVERY = timedelta(hours=1)
"""How often what is past its time is looked for."""

_ANSWERED = [status.value for status in Status if status.states_facts]


class Answers:
    """Exchanges in a database; fulfils ``answer.keeping.AnswerLog``. Thread-safe."""

    def __init__(self, engine: Engine, retention_days: int) -> None:
        self._engine = engine
        self._kept_for = timedelta(days=retention_days)
        self._looked_at: datetime | None = None
        self._pending = Pending(self._write)

    def record(self, exchange: Exchange) -> None:
        """Keeps an exchange, and forgets what is past its time. Never raises: a failure is
        logged, without the exchange's words."""
        self._write([exchange])

    def record_soon(self, exchange: Exchange) -> None:
        """The same, but returns at once: many are written together, which costs each a tenth."""
        self._pending.add(exchange)

    def settle(self) -> None:
        """Returns when all that is to be recorded is."""
        self._pending.settle()

    def close(self) -> None:
        """Records what is still to be."""
        self._pending.close()

    def exchange(self, answer_id: str) -> Exchange | None:
        """The exchange of an answer, None when there is none or no longer."""
        self.settle()
        with transaction(self._engine) as connection:
            found = connection.execute(
                select(ANSWERS).where(ANSWERS.c.answer_id == answer_id)
            ).one_or_none()
        return None if found is None else as_exchange(found)

    def usage(self, since: datetime, most: int = 5) -> Usage:
        """What was asked since then, with the ``most`` cited documents."""
        self.settle()
        asked = ANSWERS.c.at >= since
        with transaction(self._engine) as connection:
            rows = connection.execute(
                select(ANSWERS.c.status, ANSWERS.c.document_ids, ANSWERS.c.milliseconds).where(
                    asked
                )
            ).all()
            rated = connection.execute(
                select(FEEDBACK.c.rating, func.count())
                .where(FEEDBACK.c.at >= since)
                .group_by(FEEDBACK.c.rating)
            )
            ratings: dict[str, int] = {row[0]: row[1] for row in rated}
        cited = Counter(document for row in rows for document in row.document_ids)
        times = sorted(row.milliseconds for row in rows)
        return Usage(
            since=since,
            questions=len(rows),
            refused=sum(row.status not in _ANSWERED for row in rows),
            good=ratings.get(Rating.GOOD, 0),
            bad=ratings.get(Rating.BAD, 0),
            p50=_percentile(times, 0.50),
            p95=_percentile(times, 0.95),
            documents=tuple(cited.most_common(most)),
        )

    def pseudonym(self, door: Door, person: str) -> str:
        """What a person is known by: a keyed hash, 32 hexadecimal digits."""
        told = f"{door}:{person}".encode()
        return hmac.new(self._key, told, hashlib.sha256).hexdigest()[:32]

    def erase(self, person: str) -> int:
        """Removes a person's exchanges, with the feedback on them, and their own feedback."""
        self.settle()
        with transaction(self._engine) as connection:
            connection.execute(delete(FEEDBACK).where(FEEDBACK.c.person == person))
            return connection.execute(delete(ANSWERS).where(ANSWERS.c.person == person)).rowcount

    @cached_property
    def _key(self) -> bytes:
        """The secret of this database, made when it is first asked for."""
        wanted = select(SECRETS.c.value).where(SECRETS.c.name == "pseudonyms")
        with transaction(self._engine) as connection:
            if (kept := connection.execute(wanted).scalar()) is not None:
                return bytes(kept)
        try:
            with transaction(self._engine) as connection:
                made = secrets.token_bytes(32)
                connection.execute(insert(SECRETS).values(name="pseudonyms", value=made))
                return made
        except StoreError as error:
            if not isinstance(error.__cause__, IntegrityError):
                raise
        with transaction(self._engine) as connection:  # another process was faster
            return bytes(connection.execute(wanted).scalar_one())

    def _write(self, exchanges: Sequence[Exchange]) -> None:
        try:
            with transaction(self._engine) as connection:
                connection.execute(insert(ANSWERS), [_values(exchange) for exchange in exchanges])
            self._forget_old()
        except StoreError as error:
            # One that the database will not have shall not take the others with it; a database that
            # does not answer would not answer them either.
            if len(exchanges) > 1 and not isinstance(error.__cause__, OperationalError):
                for exchange in exchanges:
                    self._write([exchange])
                return
            for _ in exchanges:
                _LOG.error("an answer was not recorded: %s", error.english)

    def _forget_old(self) -> None:
        today = now()
        if self._looked_at is not None and today - self._looked_at < _FORGET_EVERY:
            return
        self._looked_at = today
        with transaction(self._engine) as connection:
            connection.execute(delete(ANSWERS).where(ANSWERS.c.at < today - self._kept_for))


def as_exchange(row: Row[Any]) -> Exchange:
    """A row of the table of answers as an exchange."""
    return Exchange(
        answer_id=row.answer_id,
        door=Door(row.door),
        question=row.question,
        answer=row.answer,
        status=row.status,
        document_ids=tuple(row.document_ids),
        milliseconds=row.milliseconds,
        person=row.person,
        at=row.at,
    )


def _values(exchange: Exchange) -> dict[str, Any]:
    return {
        "answer_id": exchange.answer_id,
        "at": exchange.at,
        "door": exchange.door.value,
        "person": exchange.person,
        # PostgreSQL takes every character but this one.
        "question": exchange.question.replace("\0", " "),
        "answer": exchange.answer.replace("\0", " "),
        "status": exchange.status,
        "document_ids": list(exchange.document_ids),
        "milliseconds": exchange.milliseconds,
    }


def _percentile(ordered: list[float], share: float) -> float | None:
    """The value that so large a share of the values does not exceed."""
    if not ordered:
        return None
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
