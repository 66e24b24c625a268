"""A SQLite database copied while it is in use, and checked before it is believed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from corpus.errors import StoreError
from trolyso.store.database import make_engine, sqlite_url
from trolyso.store.schema import bring_up_to_date


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite database by its URL; None for a database of another kind."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        return None
    is_file = parsed.get_backend_name() == "sqlite" and parsed.database
    return Path(parsed.database) if is_file and parsed.database else None


def copy_sqlite(source: Path, target: Path) -> None:
    """Copies a database as it is at one moment, whoever writes meanwhile, into one file. Raises
    StoreError."""
    try:
        with (
            closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as original,
            closing(sqlite3.connect(target)) as copy,
        ):
            original.backup(copy)
            # One file, without a log beside it.
            copy.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise StoreError(
            f"Không chép được cơ sở dữ liệu {source}: {error}.",
            english=f"The database {source} cannot be copied: {error}.",
            hint="Kiểm tra đĩa còn chỗ và tệp cơ sở dữ liệu.",
        ) from error


def check_copy(file: Path) -> None:
    """Checks a copy and brings it to this program's schema. Raises StoreError for one that is
    damaged or of a newer program."""
    try:
        with closing(sqlite3.connect(file)) as copy:
            (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.Error as error:
        verdict = str(error)
    if verdict != "ok":
        raise StoreError(
            f"Bản chép cơ sở dữ liệu hỏng: {verdict}.",
            english=f"The copy of the database is damaged: {verdict}.",
            hint="Hãy dùng một bản sao lưu khác.",
        )
    engine = make_engine(sqlite_url(file))
    try:
        bring_up_to_date(engine)
    finally:
        engine.dispose()
    with closing(sqlite3.connect(file)) as copy:
        copy.execute("PRAGMA journal_mode=DELETE")
