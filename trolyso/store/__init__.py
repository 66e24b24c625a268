"""What changes while the product runs, in one database: SQLite by default, any SQLAlchemy URL.

::

    store = open_store("sqlite:////data/trolyso.db")
    store.answers.record(exchange)
    store.feedback.rate(Feedback(exchange.answer_id, Rating.GOOD))
    store.close()

Documents and indexes are not here: they are files, and can be made anew.
"""

from corpus.errors import StoreError
from trolyso.store.database import sqlite_url
from trolyso.store.store import Store, open_store

__all__ = ["Store", "StoreError", "open_store", "sqlite_url"]
