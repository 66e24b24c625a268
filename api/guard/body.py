"""How much a request may send, and how slowly; plain ASGI, so that uploads stream."""

from __future__ import annotations

import time

import anyio
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problem import Problem

MAX_BODY = 1024 * 1024
"""Bytes of a request body: the longest question with the longest history of such questions fits,
also where a client escapes every letter to ASCII."""

UPLOADS = "/v1/admin/documents"
"""Where files are sent: larger, and slower."""

_UPLOAD_SECONDS = 600.0

_MAX_DRAINED = 8 * 1024 * 1024
"""Bytes of a refused body still read, so that the client can finish sending and see why."""

BODY_TOO_LARGE = Problem(
    status=413,
    code="body_too_large",
    message=f"Thân yêu cầu quá lớn; một câu hỏi với lịch sử tối đa {MAX_BODY // 2**20} MiB.",
    english=f"The body is too large; a question has at most {MAX_BODY // 2**20} MiB.",
    hint="Hãy gửi câu hỏi và lịch sử ngắn hơn, hoặc tệp nhỏ hơn.",
    english_hint="Send a shorter question and history, or a smaller file.",
)
BODY_TOO_SLOW = Problem(
    status=408,
    code="body_too_slow",
    message="Yêu cầu gửi tới quá chậm.",
    english="The request came in too slowly.",
    hint="Hãy gửi lại.",
    english_hint="Send it again.",
)


class BodyLimit:
    """Refuses a body over ``MAX_BODY`` bytes (of an upload: over ``max_upload``) with a 413, by its
    declared length or while reading, and one that takes longer than ``seconds`` with a 408.

    FastAPI's own ``max_body_size`` answers in plain text, outside the contract's error shape.
    """

    def __init__(self, app: ASGIApp, seconds: float, max_upload: int) -> None:
        self._app = app
        self._seconds = seconds
        self._max_upload = max_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        upload = scope["path"] == UPLOADS
        most = self._max_upload if upload else MAX_BODY
        deadline = time.monotonic() + (_UPLOAD_SECONDS if upload else self._seconds)
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared) > most:
            await _drain(receive)
            await BODY_TOO_LARGE.as_response()(scope, receive, send)
            return
        received = 0
        whole = False

        async def receive_within_limits() -> Message:
            nonlocal received, whole
            if whole:  # what comes now is that the client has left
                return await receive()
            with anyio.move_on_after(deadline - time.monotonic()) as waiting:
                message = await receive()
            # Of all errors while it reads a body, FastAPI lets this kind alone through.
            if waiting.cancelled_caught:
                raise HTTPException(BODY_TOO_SLOW.status)
            received += len(message.get("body", b""))
            whole = not message.get("more_body", False)
            if received > most:
                if not whole:
                    await _drain(receive)
                raise HTTPException(BODY_TOO_LARGE.status)
            return message

        await self._app(scope, receive_within_limits, send)


async def _drain(receive: Receive) -> None:
    drained = 0
    while drained <= _MAX_DRAINED:
        message = await receive()
        if message["type"] != "http.request" or not message.get("more_body", False):
            return
        drained += len(message.get("body", b""))
