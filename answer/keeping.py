"""What the doors keep of what passed through them, and the Protocols by which they keep it.

The doors are handed something that fulfils these Protocols when they are wired; what it writes to
is no concern of theirs. A person is known by a pseudonym only (``AnswerLog.pseudonym``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

from answer.model import Answer, Question

MAX_COMMENT = 1_000
"""Characters of a comment; what is longer is cut by whoever takes it in."""


class Door(StrEnum):
    """Where a question came in."""

    API = "api"
    PAGE = "page"
    OPENAI = "openai"
    MCP = "mcp"
    TELEGRAM = "telegram"


class Rating(StrEnum):
    """What a person thought of an answer."""

    GOOD = "good"
    BAD = "bad"


class Reason(StrEnum):
    """What was wrong with an answer."""

    WRONG_CLAUSE = "wrong_clause"
    INCOMPLETE = "incomplete"
    WRONG_DOCUMENT = "wrong_document"
    OTHER = "other"


def now() -> datetime:
    """The moment it is, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what was answered. ``milliseconds`` is the time the answer took."""

    answer_id: str
    door: Door
    question: str
    answer: str
    status: str
    document_ids: tuple[str, ...]
    milliseconds: float
    person: str | None = None
    at: datetime = field(default_factory=now)

    @classmethod
    def of(
        cls, question: Question, answer: Answer, door: Door, person: str | None = None
    ) -> Exchange:
        """The exchange as an answer closes it."""
        return cls(
            answer_id=answer.id,
            door=door,
            question=question.text,
            answer=answer.answer,
            status=answer.status.value,
            document_ids=tuple(dict.fromkeys(c.document_id for c in answer.citations)),
            milliseconds=answer.timings_ms.get("total", 0.0),
            person=person,
        )


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a person said of an answer; a second word of the same person replaces the first."""

    answer_id: str
    rating: Rating
    reason: Reason | None = None
    comment: str = ""
    person: str | None = None
    at: datetime = field(default_factory=now)


@dataclass(frozen=True, slots=True)
class Complaint:
    """A feedback with the exchange it is about."""

    feedback: Feedback
    exchange: Exchange


@dataclass(frozen=True, slots=True)
class Usage:
    """What was asked since ``since``. Latencies in milliseconds, None where nothing was asked;
    ``documents`` are the most cited, with how many answers cite each."""

    since: datetime
    questions: int
    refused: int
    good: int
    bad: int
    p50: float | None
    p95: float | None
    documents: tuple[tuple[str, int], ...]


class AnswerLog(Protocol):
    """Keeps exchanges, for as long as the settings say."""

    def record(self, exchange: Exchange) -> None:
        """Keeps an exchange. Never raises: an answer matters more than its record, so what goes
        wrong is logged."""

    def record_soon(self, exchange: Exchange) -> None:
        """The same in a moment, together with others: whoever asked does not wait for it. What
        looks for the exchange through this log or its feedback finds it at once."""

    def exchange(self, answer_id: str) -> Exchange | None:
        """The exchange of an answer, None when there is none or no longer."""

    def usage(self, since: datetime, most: int = 5) -> Usage:
        """What was asked since then, with the ``most`` cited documents."""

    def pseudonym(self, door: Door, person: str) -> str:
        """What a person is known by: always the same, and not to be traced back."""

    def erase(self, person: str) -> int:
        """Removes what is kept about a person (a pseudonym); gives how many exchanges that was."""


class FeedbackBook(Protocol):
    """Keeps what people say of answers."""

    def rate(self, feedback: Feedback) -> bool:
        """Keeps a feedback; False when there is no such answer, or no longer."""

    def complaints(self, most: int = 20, rating: Rating | None = Rating.BAD) -> Sequence[Complaint]:
        """The latest feedback of a rating (None: of any), newest first."""
