"""Brings a database to the present schema, whatever version it has.

The migrations are Alembic's, in ``migrations/versions``; ``HEAD`` names the newest. A database that
has it already is left alone without Alembic being imported, which takes longer than to look.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from corpus.errors import StoreError
from trolyso.store.database import transaction

HEAD = "0004"
"""The newest migration; a test holds it against the folder."""

MIGRATIONS = Path(__file__).with_name("migrations")

# Any number will do, so long as no other program in the same database takes it.
_LOCK_NUMBER = 7_268_110


def bring_up_to_date(engine: Engine) -> None:
    """Makes the tables, or brings them up to date; of several processes one does it and the others
    wait. Raises StoreError, also when the database is of a newer version than this program."""
    with transaction(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK_NUMBER})
        version = version_of(connection)
        if version != HEAD:
            _migrate(connection, version)


def version_of(connection: Connection) -> str | None:
    """The migration the database is at, None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(connection: Connection, version: str | None) -> None:
    # Imported here: only a database that is behind needs it.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise StoreError(
            f"Cơ sở dữ liệu ở phiên bản {version}, mới hơn chương trình này ({HEAD}).",
            english=f"The database is at version {version}, newer than this program ({HEAD}).",
            hint="Hãy nâng cấp trolyso, hoặc dùng một cơ sở dữ liệu khác (TROLYSO_DATABASE_URL).",
        )
    command.upgrade(config, "head")
