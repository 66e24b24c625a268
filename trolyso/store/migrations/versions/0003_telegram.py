"""What the Telegram bot keeps: updates and messages, conversations, requests, who is at work."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "telegram_updates",
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("received_at", sa.DateTime, nullable=False, index=True),
        sa.Column("handled_at", sa.DateTime, index=True),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("placeholder", sa.BigInteger),
    )
    op.create_table(
        "telegram_outbox",
        sa.Column("number", _NUMBER, primary_key=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("instead_of", sa.BigInteger),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("delivery", sa.String(10), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False, index=True),
        sa.Index("ix_telegram_outbox_line", "delivery", "chat_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "telegram_turns",
        sa.Column("number", _NUMBER, primary_key=True),
        sa.Column("conversation", sa.String(64), nullable=False, index=True),
        sa.Column("person", sa.String(64), nullable=False, index=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False, index=True),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "telegram_shelves",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("person", sa.String(64), nullable=False, index=True),
        sa.Column("questions", sa.JSON, nullable=False),
        sa.Column("clauses", sa.JSON, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False, index=True),
    )
    op.create_table(
        "telegram_paces",
        sa.Column("person", sa.String(64), primary_key=True),
        sa.Column("began", sa.DateTime, nullable=False, index=True),
        sa.Column("asked", sa.Integer, nullable=False),
        sa.Column("told", sa.Boolean, nullable=False),
    )
    op.create_table(
        "telegram_applicants",
        sa.Column("user_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("standing", sa.String(10), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "telegram_leases",
        sa.Column("name", sa.String(20), primary_key=True),
        sa.Column("holder", sa.String(200), nullable=False),
        sa.Column("until", sa.DateTime, nullable=False),
    )


def downgrade() -> None:
    """Drops the tables."""
    for table in (
        "telegram_updates",
        "telegram_outbox",
        "telegram_turns",
        "telegram_shelves",
        "telegram_paces",
        "telegram_applicants",
        "telegram_leases",
    ):
        op.drop_table(table)
