"""API keys: made, told once, known by their digest alone, revoked."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, Row, insert, select, update

from answer.access import ApiKey, Scope
from answer.keeping import now
from trolyso.store.database import transaction
from trolyso.store.tables import API_KEYS

# A key as it is told: the product's mark, the key's id, its secret.
_KEY = re.compile(r"tls_([0-9a-f]{8})_([A-Za-z0-9_-]{43})")

_NOTED_EVERY = timedelta(minutes=1)
"""How exactly the last use of a key is noted: not every question needs to write."""


class ApiKeys:
    """API keys in a database; fulfils ``answer.access.KeyRing``. Thread-safe.

    A secret holds 256 random bits, so that its SHA-256 gives nothing away and no slow hash is
    needed.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(self, name: str, scopes: Iterable[Scope]) -> tuple[ApiKey, str]:
        """A new key, and the secret to tell its holder: it is not kept."""
        id_, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
        key = ApiKey(id_, name, frozenset(scopes), now())
        with transaction(self._engine) as connection:
            connection.execute(
                insert(API_KEYS).values(
                    id=id_,
                    name=name,
                    scopes=sorted(key.scopes),
                    digest=_digest(secret),
                    created_at=key.created_at,
                )
            )
        return key, f"tls_{id_}_{secret}"

    def all(self) -> Sequence[ApiKey]:
        """Every key, oldest first, revoked ones too."""
        with transaction(self._engine) as connection:
            rows = connection.execute(select(API_KEYS).order_by(API_KEYS.c.created_at)).all()
        return [_key(row) for row in rows]

    def revoke(self, id_: str) -> ApiKey | None:
        """Revokes a key, for good; None when there is no such key."""
        with transaction(self._engine) as connection:
            connection.execute(
                update(API_KEYS)
                .where(API_KEYS.c.id == id_, API_KEYS.c.revoked_at.is_(None))
                .values(revoked_at=now())
            )
            row = connection.execute(select(API_KEYS).where(API_KEYS.c.id == id_)).one_or_none()
        return None if row is None else _key(row)

    def holder(self, secret: str) -> ApiKey | None:
        """The key a secret belongs to, unless it is revoked; None for no such key."""
        match = _KEY.fullmatch(secret)
        if match is None:
            return None
        with transaction(self._engine) as connection:
            row = connection.execute(
                select(API_KEYS).where(API_KEYS.c.id == match[1])
            ).one_or_none()
            if row is None or not hmac.compare_digest(row.digest, _digest(match[2])):
                return None
            key = _key(row)
            if key.revoked_at is not None:
                return None
            if key.used_at is None or now() - key.used_at > _NOTED_EVERY:
                connection.execute(
                    update(API_KEYS).where(API_KEYS.c.id == key.id).values(used_at=now())
                )
        return key


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _key(row: Row[Any]) -> ApiKey:
    return ApiKey(
        id=row.id,
        name=row.name,
        scopes=frozenset(Scope(scope) for scope in row.scopes),
        created_at=row.created_at,
        revoked_at=row.revoked_at,
        used_at=row.used_at,
    )
