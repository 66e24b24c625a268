"""A strict Bot API server for tests: Telegram's shapes over HTTP on loopback, and its refusals.

Runs for real (uvicorn in a thread), so that the real application speaks to it over HTTP::

    with BotApiServer() as server:
        server.state.open_chat(7)
        server.state.say(7, "Xin chào")     # the bot at server.base_url receives it
        server.wait_for_sent(1)             # what the bot has sent
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, TypeVar
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from tests.bot.botapi_kinds import Refusal, bad_request
from tests.bot.botapi_methods import METHODS
from tests.bot.botapi_state import BOT, BotApiState

T = TypeVar("T")

TOKEN = f"{BOT['id']}:AAH-strict_server_of_the_tests_0123456"

# Seconds between two looks at the queue of a waiting getUpdates.
_POLL_INTERVAL = 0.005


class BotApiServer:
    """The server, as a context manager; ``state`` is the world it shows the bot."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.state = BotApiState()
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self._polls = 0
        route = Route("/bot{token}/{method}", self._answer, methods=["GET", "POST"])
        # h11, no websockets, no access log: nothing of uvicorn's that a test would notice.
        config = uvicorn.Config(
            Starlette(routes=[route]),
            host="127.0.0.1",
            port=0,
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, name="bot-api", daemon=True)

    def __enter__(self) -> BotApiServer:
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise RuntimeError("the Bot API server did not start")
            time.sleep(_POLL_INTERVAL)
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._server.should_exit = True
        self._thread.join()

    @property
    def base_url(self) -> str:
        """What the bot's settings take: the address without the token."""
        port = self._server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}/bot"

    def wait_for_sent(self, count: int, timeout: float = 20.0) -> list[dict[str, Any]]:
        """The messages the bot has sent, once there are ``count``."""
        with self.state.changed:
            if not self.state.changed.wait_for(lambda: len(self.state.sent) >= count, timeout):
                raise AssertionError(
                    f"{len(self.state.sent)} messages sent after {timeout} s, not {count}: "
                    f"{[message['text'] for message in self.state.sent]}"
                )
            return list(self.state.sent)

    def wait_for(self, condition: Callable[[], T], timeout: float = 20.0) -> T:
        """What the condition gives, once that is true of the state."""
        with self.state.changed:
            result = self.state.changed.wait_for(condition, timeout)
            if not result:
                texts = [message.get("text") for message in self.state.sent]
                raise AssertionError(f"not so after {timeout} s; sent: {texts}")
            return result

    async def _answer(self, request: Request) -> JSONResponse:
        try:
            if request.path_params["token"] != self.token:
                raise Refusal(401, "Unauthorized")
            name = request.path_params["method"].lower()
            if name not in METHODS:
                raise Refusal(404, "Not Found")
            result = await self._call(name, await _parameters(request))
        except Refusal as refusal:
            answer: dict[str, Any] = {
                "ok": False,
                "error_code": refusal.code,
                "description": refusal.description,
            }
            if refusal.parameters:
                answer["parameters"] = dict(refusal.parameters)
            return JSONResponse(answer, status_code=refusal.code)
        return JSONResponse({"ok": True, "result": result})

    async def _call(self, name: str, given: dict[str, Any]) -> Any:
        with self.state.changed:
            self.calls.append((name, given))
            try:
                result = METHODS[name](self.state, given)
            finally:
                self.state.changed.notify_all()
        if name == "getupdates":
            return await self._long_poll(given, result)
        return result

    async def _long_poll(self, given: dict[str, Any], result: Any) -> Any:
        """Look again until there is an update or the time is over; a newer poll ends this one."""
        self._polls += 1
        mine = self._polls
        deadline = time.monotonic() + int(given.get("timeout", 0))
        while not result and time.monotonic() < deadline and not self._server.should_exit:
            await asyncio.sleep(_POLL_INTERVAL)
            if self._polls != mine:
                raise Refusal(
                    409,
                    "Conflict: terminated by other getUpdates request; "
                    "make sure that only one bot instance is running",
                )
            with self.state.changed:
                result = METHODS["getupdates"](self.state, given)
        return result


async def _parameters(request: Request) -> dict[str, Any]:
    """Parameters from the query and the body, a form or JSON. Files are not taken."""
    given: dict[str, Any] = dict(parse_qsl(request.url.query, keep_blank_values=True))
    body = await request.body()
    kind = request.headers.get("content-type", "").partition(";")[0]
    if not body:
        return given
    if kind == "application/x-www-form-urlencoded":
        return given | dict(parse_qsl(body.decode(), keep_blank_values=True))
    if kind == "application/json":
        decoded = json.loads(body)
        if isinstance(decoded, dict):
            return given | decoded
    raise bad_request(f"unsupported body of type {kind!r}")
