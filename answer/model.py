"""The contract of an answer, as frozen data: what goes in, what comes out.

``Answer.as_json`` is the one place that spells the response of ``POST /v1/ask``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from corpus.errors import QuestionError
from corpus.text import nfc
from index.model import Filters

MAX_QUESTION = 2_000
MAX_HISTORY = 50


class Language(StrEnum):
    """The language of a question, and of the words around the quotes that answer it."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


class Status(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_STATED = "not_stated"
    NO_DOCUMENT = "no_document"
    OUT_OF_SCOPE = "out_of_scope"
    REFUSED = "refused"
    CLARIFY = "clarify"

    @property
    def states_facts(self) -> bool:
        """True for the two statuses whose answer states something from a document."""
        return self in (Status.ANSWERED, Status.PARTIAL)


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the user's earlier questions, oldest first, brought to NFC and checked.

    Raises QuestionError when it is empty or over the limits of the contract.
    """

    text: str
    history: tuple[str, ...] = ()
    filters: Filters = Filters()

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", nfc(self.text).strip())
        object.__setattr__(self, "history", tuple(nfc(turn).strip() for turn in self.history))
        if not self.text:
            raise QuestionError(
                "Câu hỏi đang trống.",
                english="The question is empty.",
                hint="Hãy gõ một câu hỏi.",
            )
        if len(self.text) > MAX_QUESTION:
            raise QuestionError(
                f"Câu hỏi dài {len(self.text):,} ký tự; tối đa {MAX_QUESTION:,}.".replace(",", "."),
                english=f"The question has {len(self.text)} characters; at most {MAX_QUESTION}.",
                hint="Hãy rút gọn câu hỏi.",
            )
        if len(self.history) > MAX_HISTORY:
            raise QuestionError(
                f"Lịch sử có {len(self.history)} câu hỏi; tối đa {MAX_HISTORY}.",
                english=f"The history has {len(self.history)} entries; at most {MAX_HISTORY}.",
                hint="Hãy chỉ gửi các câu hỏi gần nhất.",
            )


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement stands. ``text[start:end] == quote`` in the document's canonical text."""

    id: int
    document_id: str
    document_number: str | None
    document_title: str
    issuer: str | None
    issued_on: date | None
    clause: str
    label: str
    full_citation: str
    quote: str
    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know beside the answer: ``successor``, ``replaced_by``, ``amended_by``,
    ``not_in_force``, ``source_error``, ``secondary_source``."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question. Every sentence that states something carries its ``[n]``.

    ``id`` is what feedback names it by; two answers that say the same differ in nothing else.
    """

    status: Status
    answer: str
    citations: tuple[Citation, ...] = ()
    interpreted_as: str | None = None
    notes: tuple[Note, ...] = ()
    suggestions: tuple[str, ...] = ()
    generator: str = "extractive"
    confidence: float = 0.0
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    id: str = field(default="", compare=False)
    language: Language = Language.VIETNAMESE

    def as_json(self) -> dict[str, Any]:
        """The answer in the shape of the contract, ready for ``json.dumps``."""
        citations = []
        for citation in self.citations:
            item = asdict(citation)
            item["issued_on"] = citation.issued_on.isoformat() if citation.issued_on else None
            citations.append(item)
        return {
            "status": self.status.value,
            "answer": self.answer,
            "citations": citations,
            "interpreted_as": self.interpreted_as,
            "notes": [asdict(note) for note in self.notes],
            "suggestions": list(self.suggestions),
            "generator": self.generator,
            "confidence": round(self.confidence, 3),
            "timings_ms": {name: round(value, 1) for name, value in self.timings_ms.items()},
            "id": self.id,
            "language": self.language.value,
        }
