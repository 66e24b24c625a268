"""Taking updates that Telegram sends: one address, which takes nothing but Telegram's updates.

Telegram proves itself by the secret it was given with the address. The address must be reached over
HTTPS, which is a web server's work in front of this one.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.carry.receiving import Receiver, parsed
from bot.carry.sending import Bot
from bot.carry.sequence import Sequence
from bot.logs import event
from corpus.errors import TroLySoError

_LOGGER = logging.getLogger(__name__)

_HEADER = "x-telegram-bot-api-secret-token"
# Bytes of an update; a message of 4,096 characters with everything around it has far fewer.
_MAX_BODY = 1024 * 1024


def webhook_secret(token_secret: str) -> str:
    """What Telegram proves itself by: made of the token, from which nobody can make it back, so
    that nobody has to think of one."""
    return hmac.new(token_secret.encode(), b"webhook", hashlib.sha256).hexdigest()


class Webhook:
    """A small web server for one path."""

    def __init__(self, bot: Bot, receiver: Receiver, secret: str, path: str) -> None:
        self._bot = bot
        self._secret = secret.encode()
        self._sequence = Sequence(receiver.receive)
        self.app = Starlette(routes=[Route(path, self._take, methods=["POST"])])

    async def _take(self, request: Request) -> Response:
        given = request.headers.get(_HEADER, "").encode("latin-1")
        if not hmac.compare_digest(given, self._secret):
            event(_LOGGER, logging.WARNING, "a forged update was refused")
            return Response(status_code=403)
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > _MAX_BODY:
                return Response(status_code=413)
        try:
            update = parsed(json.loads(body), self._bot)
        except (ValueError, RecursionError):
            update = None
        if update is None:
            return Response(status_code=400)
        try:
            await self._sequence.put(update)
        except TroLySoError as error:  # not kept: Telegram will send it again
            event(_LOGGER, logging.ERROR, "an update was not kept", error=error.english)
            return Response(status_code=503)
        return Response(status_code=200)

    async def run(self, listening: socket.socket, stop: asyncio.Event) -> None:
        """Serves on a listening socket until told to stop; what is being taken is taken."""
        config = uvicorn.Config(
            self.app,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=5,
        )
        server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
        server.should_exit = True
        stopping.cancel()
        await serving


class _Server(uvicorn.Server):
    """Leaves signals to who runs it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Captures none."""
        yield
