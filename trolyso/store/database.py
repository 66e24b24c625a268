"""The connection to the database, and how its failures are told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from corpus.errors import StoreError

_WAIT_SECONDS = 10
"""How long one process waits for another's write to a SQLite file."""


def sqlite_url(file: Path) -> str:
    """The URL of a SQLite file, whatever characters its path holds."""
    return URL.create("sqlite", database=str(file)).render_as_string()


def make_engine(url: str) -> Engine:
    """An engine for a SQLAlchemy URL. A SQLite file's folder is made. Connects to nothing yet.

    Raises StoreError for what is no such URL or has no driver; never repeats it, for it may hold a
    password.
    """
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() != "sqlite":
            return create_engine(parsed, pool_pre_ping=True)
        if parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed, connect_args={"timeout": _WAIT_SECONDS})
    except (ArgumentError, ImportError, OSError) as error:
        raise StoreError(
            "Không dùng được địa chỉ cơ sở dữ liệu.",
            english=f"The database URL cannot be used ({type(error).__name__}).",
            hint="Kiểm tra TROLYSO_DATABASE_URL, thí dụ sqlite:////duong/dan/trolyso.db hoặc "
            "postgresql+psycopg://nguoi-dung:mat-khau@may-chu/trolyso.",
        ) from error
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_at_once)
    return engine


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """A transaction, committed when its block ends. Raises StoreError for what the database says
    no to."""
    try:
        with engine.begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise StoreError(
            f"Cơ sở dữ liệu không nhận: {_cause(error)}.",
            english=f"The database refused: {_cause(error)}.",
            hint="Kiểm tra đĩa còn chỗ, quyền ghi vào thư mục dữ liệu và máy chủ cơ sở dữ liệu.",
        ) from error


def _cause(error: SQLAlchemyError) -> str:
    """The driver's own words; SQLAlchemy's would show the statement and what people wrote."""
    return str(getattr(error, "orig", None) or type(error).__name__).strip().rstrip(".")


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver would begin transactions by itself, and not before a SELECT or a CREATE.
    connection.isolation_level = None
    cursor = connection.cursor()
    # Readers do not wait for a writer, and a power cut loses at most the last moments.
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_at_once(connection: Connection) -> None:
    # Whoever reads first and writes then would find that another has written meanwhile.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
