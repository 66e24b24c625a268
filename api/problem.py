"""One shape for everything that goes wrong: ``{"error": {"code", "message", "hint"}}``.

Both languages stand in one string, Vietnamese first: ``Không có … / There is no …``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi.responses import JSONResponse

from corpus.errors import (
    ModelError,
    NotFoundError,
    QuestionError,
    ReadError,
    SettingsError,
    SnapshotError,
    StoreError,
    TroLySoError,
)
from corpus.library import ConfirmationError, LibraryError

_STATUS_OF: Mapping[type[TroLySoError], int] = {
    NotFoundError: 404,
    QuestionError: 422,
    ReadError: 422,
    ModelError: 503,
    SnapshotError: 503,
    StoreError: 503,
    ConfirmationError: 422,
    LibraryError: 409,
    SettingsError: 500,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, for people and programs: an HTTP status, a stable code, and what was found,
    what was expected and what to do, in Vietnamese and English."""

    status: int
    code: str
    message: str
    english: str
    hint: str = ""
    english_hint: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, error: TroLySoError) -> Problem:
        """An error of the product as a problem; the one place that gives it an HTTP status."""
        status = next((code for kind, code in _STATUS_OF.items() if isinstance(error, kind)), 500)
        return cls(status, error.code, error.message, error.english, error.hint)

    def as_response(self) -> JSONResponse:
        """The problem as the contract spells it."""
        body = {
            "code": self.code,
            "message": _both(self.message, self.english),
            "hint": _both(self.hint, self.english_hint),
        }
        return JSONResponse({"error": body}, self.status, dict(self.headers))


class ProblemError(Exception):
    """Raised by a route to answer with a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def _both(vietnamese: str, english: str) -> str:
    return " / ".join(text for text in (vietnamese, english) if text)
