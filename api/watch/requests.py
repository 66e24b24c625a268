"""Every request watched: an id, timings in the response, metrics, and a line of log."""

from __future__ import annotations

import json
import logging
import re
import time
from typing import Any
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.watch.metrics import Metrics

LOGGER = logging.getLogger("trolyso.requests")

# An id that a client or a proxy may give a request; anything else could forge lines of a log.
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")

_NO_ROUTE = "(none)"


class Watch:
    """Outermost of all. Log lines are JSON and hold no path, query or body: the route's pattern
    tells enough, and a question may stand in an address."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _ID.fullmatch(given) else uuid4().hex
        state = scope.setdefault("state", {})
        state["request_id"] = request_id
        began = time.perf_counter()
        status = 500

        async def send_watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["x-request-id"] = request_id
                headers["server-timing"] = _timings(state, time.perf_counter() - began)
            await send(message)

        self._metrics.began()
        try:
            await self._app(scope, receive, send_watched)
        finally:
            seconds = time.perf_counter() - began
            route = getattr(scope.get("route"), "path", None) or _NO_ROUTE
            self._metrics.ended(route, scope["method"], status, seconds)
            if LOGGER.isEnabledFor(logging.INFO):
                LOGGER.info("%s", _line(scope, route, status, seconds))


def _timings(state: dict[str, Any], seconds: float) -> str:
    """``Server-Timing``: the stages of answering, then all of it, in milliseconds."""
    stages = {**state.get("timings", {}), "app": seconds * 1000}
    return ", ".join(f"{name};dur={value:.1f}" for name, value in stages.items())


def _line(scope: Scope, route: str, status: int, seconds: float) -> str:
    state = scope["state"]
    key = state.get("key")
    told = {
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "request_id": state["request_id"],
        "method": scope["method"],
        "route": route,
        "status": status,
        "milliseconds": round(seconds * 1000, 1),
        "key": key.id if key else None,
        **state.get("told", {}),
    }
    return json.dumps(told, ensure_ascii=False)
