"""Answers given, what people said of them, and the secret that pseudonyms are made with."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "secrets",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "answers",
        sa.Column("answer_id", sa.String(64), primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False, index=True),
        sa.Column("door", sa.String(20), nullable=False),
        sa.Column("person", sa.String(64), index=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("document_ids", sa.JSON, nullable=False),
        sa.Column("milliseconds", sa.Float, nullable=False),
    )
    op.create_table(
        "feedback",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column(
            "answer_id",
            sa.String(64),
            sa.ForeignKey("answers.answer_id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("at", sa.DateTime, nullable=False, index=True),
        sa.Column("person", sa.String(64)),
        sa.Column("rating", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(20)),
        sa.Column("comment", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Drops the tables."""
    for table in ("feedback", "answers", "secrets"):
        op.drop_table(table)
