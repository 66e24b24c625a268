"""What the doors speak to: the assistant's public surface, without the pipeline behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from answer.model import Answer, Question
from corpus.model import Clause, Document
from index.model import Filters


@dataclass(frozen=True, slots=True)
class ClauseHit:
    """A ranked clause of a search, its score in [0, 1]; ``[start, end)`` is the passage found."""

    document: Document
    clause: Clause
    score: float
    start: int
    end: int


class AssistantLike(Protocol):
    """The assistant as its doors use it."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """Documents by id, in the order of their ids."""

    @property
    def built_at(self) -> datetime | None:
        """When the documents were last put together, None where that is not known."""

    def ask(self, question: Question) -> Answer:
        """Answer a question. Thread-safe, milliseconds, never raises for a valid Question."""

    def search(self, query: str, k: int = 10, filters: Filters = Filters()) -> list[ClauseHit]:
        """The k best clauses for a query, best first."""
