"""The bot's tables as queries see them. Their making is the migrations' business."""

from __future__ import annotations

import sqlalchemy as sa

from trolyso.store.tables import METADATA, Moment

# SQLite numbers rows by itself only where the type is just this.
_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")

UPDATES = sa.Table(
    "telegram_updates",
    METADATA,
    sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("payload", sa.Text, nullable=False),  # emptied once it is handled
    sa.Column("received_at", Moment, nullable=False, index=True),
    sa.Column("handled_at", Moment, index=True),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("placeholder", sa.BigInteger),
)

OUTBOX = sa.Table(
    "telegram_outbox",
    METADATA,
    sa.Column("number", _NUMBER, primary_key=True),
    sa.Column("chat_id", sa.BigInteger, nullable=False),
    sa.Column("instead_of", sa.BigInteger),  # the message whose place in the line it takes
    sa.Column("message", sa.Text, nullable=False),  # emptied once it is sent
    sa.Column("delivery", sa.String(10), nullable=False),
    sa.Column("at", Moment, nullable=False, index=True),
    sa.Index("ix_telegram_outbox_line", "delivery", "chat_id"),
    # Buttons name messages by number: none is given twice.
    sqlite_autoincrement=True,
)

TURNS = sa.Table(
    "telegram_turns",
    METADATA,
    sa.Column("number", _NUMBER, primary_key=True),
    sa.Column("conversation", sa.String(64), nullable=False, index=True),
    sa.Column("person", sa.String(64), nullable=False, index=True),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False, index=True),
    sqlite_autoincrement=True,
)

SHELVES = sa.Table(
    "telegram_shelves",
    METADATA,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("person", sa.String(64), nullable=False, index=True),
    sa.Column("questions", sa.JSON, nullable=False),
    sa.Column("clauses", sa.JSON, nullable=False),
    sa.Column("at", Moment, nullable=False, index=True),
)

PACES = sa.Table(
    "telegram_paces",
    METADATA,
    sa.Column("person", sa.String(64), primary_key=True),
    sa.Column("began", Moment, nullable=False, index=True),
    sa.Column("asked", sa.Integer, nullable=False),
    sa.Column("told", sa.Boolean, nullable=False),
)

APPLICANTS = sa.Table(
    "telegram_applicants",
    METADATA,
    sa.Column("user_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("code", sa.String(20), nullable=False),
    sa.Column("standing", sa.String(10), nullable=False),
    sa.Column("at", Moment, nullable=False),
)

LEASES = sa.Table(
    "telegram_leases",
    METADATA,
    sa.Column("name", sa.String(20), primary_key=True),
    sa.Column("holder", sa.String(200), nullable=False),
    sa.Column("until", Moment, nullable=False),
)
