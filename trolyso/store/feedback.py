"""What people said of answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Engine, delete, insert, select

from answer.keeping import MAX_COMMENT, Complaint, Feedback, Rating, Reason
from trolyso.store.answers import as_exchange
from trolyso.store.database import transaction
from trolyso.store.tables import ANSWERS, FEEDBACK

_COLUMNS = [
    FEEDBACK.c[name].label(f"feedback_{name}")
    for name in ("at", "person", "rating", "reason", "comment")
]


class FeedbackRecords:
    """Feedback in a database; fulfils ``answer.keeping.FeedbackBook``. ``settle`` returns when the
    answers given are in it. Thread-safe."""

    def __init__(self, engine: Engine, settle: Callable[[], None]) -> None:
        self._engine = engine
        self._settle = settle

    def rate(self, feedback: Feedback) -> bool:
        """Keeps a feedback, in place of an earlier one of the same person (or of nobody known)
        on the same answer; False when there is no such answer, or no longer. Raises StoreError."""
        self._settle()
        answer = ANSWERS.c.answer_id == feedback.answer_id
        with transaction(self._engine) as connection:
            if connection.execute(select(ANSWERS.c.answer_id).where(answer)).first() is None:
                return False
            connection.execute(
                delete(FEEDBACK).where(
                    FEEDBACK.c.answer_id == feedback.answer_id,
                    FEEDBACK.c.person.is_not_distinct_from(feedback.person),
                )
            )
            connection.execute(
                insert(FEEDBACK).values(
                    answer_id=feedback.answer_id,
                    at=feedback.at,
                    person=feedback.person,
                    rating=feedback.rating.value,
                    reason=feedback.reason and feedback.reason.value,
                    comment=feedback.comment[:MAX_COMMENT].replace("\0", " "),
                )
            )
        return True

    def complaints(self, most: int = 20, rating: Rating | None = Rating.BAD) -> Sequence[Complaint]:
        """The latest feedback of a rating (None: of any), newest first. Raises StoreError."""
        wanted = (
            select(ANSWERS, *_COLUMNS)
            .join(FEEDBACK, FEEDBACK.c.answer_id == ANSWERS.c.answer_id)
            .order_by(FEEDBACK.c.at.desc(), FEEDBACK.c.number.desc())
            .limit(most)
        )
        if rating is not None:
            wanted = wanted.where(FEEDBACK.c.rating == rating.value)
        with transaction(self._engine) as connection:
            rows = connection.execute(wanted).all()
        return [
            Complaint(
                Feedback(
                    answer_id=row.answer_id,
                    rating=Rating(row.feedback_rating),
                    reason=row.feedback_reason and Reason(row.feedback_reason),
                    comment=row.feedback_comment,
                    person=row.feedback_person,
                    at=row.feedback_at,
                ),
                as_exchange(row),
            )
            for row in rows
        ]
