"""The tables as queries see them. Their making is the migrations' business; a test compares."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

METADATA = sa.MetaData()


class Moment(sa.TypeDecorator[datetime]):
    """A moment in UTC; databases keep it without its zone, which SQLite would lose anyway."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """To the database: in UTC, the zone taken off."""
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """From the database: in UTC again."""
        return value and value.replace(tzinfo=UTC)


SECRETS = sa.Table(
    "secrets",
    METADATA,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("value", sa.LargeBinary, nullable=False),
)

ANSWERS = sa.Table(
    "answers",
    METADATA,
    sa.Column("answer_id", sa.String(64), primary_key=True),
    sa.Column("at", Moment, nullable=False, index=True),
    sa.Column("door", sa.String(20), nullable=False),
    sa.Column("person", sa.String(64), index=True),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("document_ids", sa.JSON, nullable=False),
    sa.Column("milliseconds", sa.Float, nullable=False),
)

FEEDBACK = sa.Table(
    "feedback",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column(
        "answer_id",
        sa.String(64),
        sa.ForeignKey("answers.answer_id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("at", Moment, nullable=False, index=True),
    sa.Column("person", sa.String(64)),
    sa.Column("rating", sa.String(10), nullable=False),
    sa.Column("reason", sa.String(20)),
    sa.Column("comment", sa.Text, nullable=False),
)

API_KEYS = sa.Table(
    "api_keys",
    METADATA,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("name", sa.String(100), nullable=False),
    sa.Column("scopes", sa.JSON, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("revoked_at", Moment),
    sa.Column("used_at", Moment),
)

JOBS = sa.Table(
    "jobs",
    METADATA,
    sa.Column("job_id", sa.String(32), primary_key=True),
    sa.Column("desk", sa.String(32), nullable=False, index=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("created_at", Moment, nullable=False, index=True),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("total", sa.Integer, nullable=False),
    sa.Column("finished_at", Moment),
    sa.Column("error", sa.Text),
    sa.Column("result", sa.JSON, nullable=False),
)
