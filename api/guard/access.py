"""Who asks: the key a request shows, and whether its scope covers what is asked for.

A key comes in ``Authorization: Bearer …`` or ``X-Api-Key``; from the web page in a cookie that
scripts cannot read and other sites cannot send.
"""

from __future__ import annotations

from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from answer.access import ApiKey, KeyRing
from answer.access import Scope as KeyScope
from api.problem import Problem
from corpus.errors import StoreError

COOKIE = "trolyso_key"

# Always open: whether the process is up, what pages look like, where a key is typed in, and what
# the API is.
_OPEN = ("/healthz", "/readyz", "/static/", "/key", "/docs", "/openapi.json")

UNKNOWN_KEY = Problem(
    status=401,
    code="invalid_key",
    message="Khoá API không đúng hoặc đã bị thu hồi.",
    english="The API key is not known, or was revoked.",
    hint="Kiểm tra khoá; người quản trị tạo khoá mới bằng: trolyso keys create TÊN.",
    english_hint="Check the key; an administrator makes one with: trolyso keys create NAME.",
    headers={"www-authenticate": "Bearer"},
)
NO_KEY = Problem(
    status=401,
    code="key_required",
    message="Cần khoá API.",
    english="An API key is required.",
    hint="Gửi khoá trong Authorization: Bearer …",
    english_hint="Send the key as Authorization: Bearer …",
    headers={"www-authenticate": "Bearer"},
)
NOT_ALLOWED = Problem(
    status=403,
    code="scope_missing",
    message="Khoá API này không có quyền làm việc ấy.",
    english="This API key does not cover that.",
    hint="Cần khoá có quyền phù hợp: trolyso keys create TÊN --scope admin.",
    english_hint="It takes a key with the scope: trolyso keys create NAME --scope admin.",
)

Respond = Callable[[Request, Problem], Response]


class Access:
    """Finds out who asks: ``scope["state"]["key"]`` (None without one), and for those who may not,
    ``scope["state"]["refusal"]``. ``Admission`` answers these further in, so that whoever tries out
    keys is counted like anybody else."""

    def __init__(self, app: ASGIApp, keys: KeyRing | None, anonymous: bool) -> None:
        self._app = app
        self._keys = keys
        self._anonymous = anonymous

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            key, refusal = await self._judged(scope)
            scope.setdefault("state", {}).update(key=key, refusal=refusal)
        await self._app(scope, receive, send)

    async def _judged(self, scope: Scope) -> tuple[ApiKey | None, Problem | None]:
        path: str = scope["path"]
        if path.startswith(_OPEN):
            return None, None
        wanted = _wanted(path)
        free = self._anonymous and wanted is not KeyScope.ADMIN
        secret = shown_secret(Headers(scope=scope))
        ring = self._keys
        if secret is None or ring is None:
            return None, None if free else NO_KEY
        try:
            key = await to_thread.run_sync(ring.holder, secret)
        except StoreError as error:
            return None, Problem.of(error)
        if key is None:
            # Clients of other APIs must send some key; where none is needed, any will do.
            return None, None if free else UNKNOWN_KEY
        return key, None if free or key.allows(wanted) else NOT_ALLOWED


class Admission:
    """Lets through whom ``Access`` did not refuse."""

    def __init__(self, app: ASGIApp, respond: Respond) -> None:
        self._app = app
        self._respond = respond

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = scope.get("state", {}).get("refusal")
        if refusal is not None:
            await self._respond(Request(scope), refusal)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def shown_secret(headers: Headers) -> str | None:
    """The key that a request shows, None when it shows none."""
    kind, _, secret = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer" and secret.strip():
        return secret.strip()
    if given := headers.get("x-api-key", "").strip():
        return given
    try:
        cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return None
    return cookie.value if cookie and cookie.value else None


def _wanted(path: str) -> KeyScope:
    if path.startswith("/v1/admin"):
        return KeyScope.ADMIN
    return KeyScope.METRICS if path.startswith("/metrics") else KeyScope.ASK
