"""The store as one thing: opened once, brought to the present schema, handed out by its parts."""

from __future__ import annotations

from sqlalchemy import Engine

from trolyso.store.answers import Answers
from trolyso.store.database import make_engine
from trolyso.store.feedback import FeedbackRecords
from trolyso.store.jobs import Jobs
from trolyso.store.keys import ApiKeys
from trolyso.store.schema import bring_up_to_date
from trolyso.store.telegram import Admissions, Journals, Leases, Memories

RETENTION_DAYS = 90
"""Days that questions, answers and feedback are kept, unless a setting says otherwise."""


class Store:
    """The store's parts over one engine. Thread-safe."""

    def __init__(self, engine: Engine, retention_days: int = RETENTION_DAYS) -> None:
        self._engine = engine
        self.answers = Answers(engine, retention_days)
        self.feedback = FeedbackRecords(engine, self.answers.settle)
        self.keys = ApiKeys(engine)
        self.jobs = Jobs(engine)
        self.journal = Journals(engine)
        self.memory = Memories(engine)
        self.admission = Admissions(engine)
        self.lease = Leases(engine)

    def close(self) -> None:
        """Writes what is still to be written and gives all connections back."""
        self.answers.close()
        self._engine.dispose()


def open_store(url: str, retention_days: int = RETENTION_DAYS) -> Store:
    """The store at a SQLAlchemy URL, its tables made or brought up to date. Raises StoreError."""
    engine = make_engine(url)
    bring_up_to_date(engine)
    return Store(engine, retention_days)
