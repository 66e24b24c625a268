"""An answer as it comes through a door: the part of the contract's JSON that eval judges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from answer.model import Status

_STATING = frozenset(status.value for status in Status if status.states_facts)


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation; ``start`` and ``end`` count code points of the document's canonical text."""

    id: int
    document_id: str
    clause: str
    label: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back for a question. ``error`` says why nothing did; the rest is then empty.
    ``latency_ms`` is what the asker waited, milliseconds; ``confidence`` is in [0, 1]."""

    status: str
    answer: str
    citations: tuple[Cited, ...]
    latency_ms: float
    error: str | None = None
    confidence: float | None = None

    @property
    def states_facts(self) -> bool:
        """True when the status is one whose answer states something from a document."""
        return self.status in _STATING

    @classmethod
    def from_json(cls, raw: Mapping[str, Any], latency_ms: float) -> Reply:
        """The reply in a response of ``POST /v1/ask``. Raises KeyError or TypeError when it is not
        in the contract's shape."""
        return cls(
            status=Status(raw["status"]).value,
            answer=raw["answer"],
            citations=tuple(
                Cited(
                    id=int(item["id"]),
                    document_id=item["document_id"],
                    clause=item["clause"],
                    label=item["label"],
                    quote=item["quote"],
                    start=int(item["start"]),
                    end=int(item["end"]),
                )
                for item in raw["citations"]
            ),
            latency_ms=latency_ms,
            confidence=raw.get("confidence"),
        )

    @classmethod
    def failed(cls, why: str, latency_ms: float) -> Reply:
        """What stands for a question that got no answer."""
        return cls(status="error", answer="", citations=(), latency_ms=latency_ms, error=why)
