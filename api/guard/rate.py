"""How often: requests a minute from one key, or from one address without a key."""

from __future__ import annotations

import math
import time

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.guard.access import Respond
from api.guard.policy import RATE_HEADERS
from api.problem import Problem

# What costs nothing worth counting.
_FREE = ("/healthz", "/readyz", "/static/", "/metrics", "/openapi.json")


class RateLimit:
    """Answers 429 over ``per_minute`` requests in any minute, and tells every response how much is
    left and in how many seconds there will be all of it again."""

    def __init__(self, app: ASGIApp, per_minute: int, respond: Respond) -> None:
        self._app = app
        self._item = RateLimitItemPerMinute(per_minute)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._respond = respond

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(_FREE):
            await self._app(scope, receive, send)
            return
        who = _who(scope)
        allowed = await self._limiter.hit(self._item, who)
        window = await self._limiter.get_window_stats(self._item, who)
        reset = max(1, math.ceil(window.reset_time - time.time()))
        counts = (self._item.amount, window.remaining, reset)
        left = dict(zip(RATE_HEADERS, map(str, counts), strict=True))
        if not allowed:
            problem = _too_many(self._item.amount, reset, left)
            await self._respond(Request(scope), problem)(scope, receive, send)
            return

        async def send_with_rate(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(left)
            await send(message)

        await self._app(scope, receive, send_with_rate)


def _who(scope: Scope) -> str:
    key = scope.get("state", {}).get("key")
    if key is not None:
        return f"key:{key.id}"
    client = scope.get("client")
    return f"address:{client[0] if client else '-'}"


def _too_many(amount: int, reset: int, headers: dict[str, str]) -> Problem:
    return Problem(
        status=429,
        code="too_many_requests",
        message=f"Quá {amount} yêu cầu trong một phút.",
        english=f"More than {amount} requests in a minute.",
        hint=f"Hãy thử lại sau {reset} giây.",
        english_hint=f"Try again in {reset} seconds.",
        headers={**headers, "retry-after": str(reset)},
    )
