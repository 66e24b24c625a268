"""Who may do what: API keys as the doors see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Scope(StrEnum):
    """What a key lets its holder do: ``ask`` is to ask, search, read and give feedback, ``metrics``
    to read the metrics, ``admin`` everything."""

    ASK = "ask"
    METRICS = "metrics"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key without its secret. ``id`` is its public part, by which it is listed and revoked."""

    id: str
    name: str
    scopes: frozenset[Scope]
    created_at: datetime
    revoked_at: datetime | None = None
    used_at: datetime | None = None

    def allows(self, scope: Scope) -> bool:
        """True when the key, not revoked, covers a scope."""
        return self.revoked_at is None and bool(self.scopes & {scope, Scope.ADMIN})


class KeyRing(Protocol):
    """Knows the keys."""

    def holder(self, secret: str) -> ApiKey | None:
        """The key a secret belongs to, unless it is revoked; None for no such key."""
