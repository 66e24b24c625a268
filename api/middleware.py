"""What holds for every response, whatever route made it, as plain ASGI so that streams stream."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problem import Problem

MAX_BODY = 1024 * 1024
"""Bytes of a request body: the longest question with the longest history of such questions fits,
also where a client escapes every letter to ASCII."""

_MAX_DRAINED = 8 * 1024 * 1024
"""Bytes of a refused body still read, so that the client can finish sending and see why."""

BODY_TOO_LARGE = Problem(
    status=413,
    code="body_too_large",
    message=f"Thân yêu cầu vượt quá {MAX_BODY // 2**20} MiB.",
    english=f"The request body is over {MAX_BODY // 2**20} MiB.",
    hint="Hãy gửi câu hỏi và lịch sử ngắn hơn.",
    english_hint="Send a shorter question and history.",
)

SECURITY_HEADERS: Mapping[str, str] = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    # A question may stand in the address of the page: no other site gets to see it.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    # Ask again before using a copy: a rebuilt corpus must show at once.
    "cache-control": "no-cache",
}


class SecurityHeaders:
    """Adds ``SECURITY_HEADERS`` to every response that does not set them itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class HeadAsGet:
    """Routes HEAD like GET, as HTTP wants of every resource; the server leaves the body out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        await self._app(scope, receive, send)


class BodyLimit:
    """Refuses a body over ``MAX_BODY`` bytes with a 413, by its declared length or while reading.

    FastAPI's own ``max_body_size`` answers in plain text, outside the contract's error shape.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared) > MAX_BODY:
            await _drain(receive)
            await BODY_TOO_LARGE.as_response()(scope, receive, send)
            return
        received = 0

        async def receive_within_limit() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > MAX_BODY:
                if message.get("more_body", False):
                    await _drain(receive)
                # Of all errors while it reads a body, FastAPI lets this kind alone through.
                raise HTTPException(BODY_TOO_LARGE.status)
            return message

        await self._app(scope, receive_within_limit, send)


async def _drain(receive: Receive) -> None:
    drained = 0
    while drained <= _MAX_DRAINED:
        message = await receive()
        if message["type"] != "http.request" or not message.get("more_body", False):
            return
        drained += len(message.get("body", b""))
