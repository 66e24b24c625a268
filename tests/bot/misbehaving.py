"""A proxy between the bot and the Bot API server that does to requests what networks and Telegram
do: on purpose, and as told.

::

    with Misbehaving(server) as proxy:
        proxy.next("sendMessage", Fault.ANSWER_LOST)
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections import Counter, deque
from collections.abc import Callable
from enum import Enum
from types import TracebackType
from typing import Any

import httpx

from tests.bot.botapi_server import BotApiServer


class Fault(Enum):
    """What goes wrong with a request."""

    NONE = "none"
    TOO_MANY = "429"  # refused, with retry_after
    BAD_GATEWAY = "502"  # refused, with the gateway's HTML
    REQUEST_RESET = "request reset"  # the connection breaks before the request arrives
    ANSWER_RESET = "answer reset"  # it arrives, and the connection breaks before the answer
    REQUEST_LOST = "request lost"  # it never arrives, and nothing is heard
    ANSWER_LOST = "answer lost"  # it arrives, and nothing is heard
    CONFLICT = "409"  # another process polls
    DUPLICATED = "duplicated"  # updates come twice, and those of the last time again
    REORDERED = "reordered"  # updates come in another order


_FORWARDED = frozenset(
    {Fault.NONE, Fault.ANSWER_RESET, Fault.ANSWER_LOST, Fault.DUPLICATED, Fault.REORDERED}
)
_RESET = frozenset({Fault.REQUEST_RESET, Fault.ANSWER_RESET})
_SILENT = frozenset({Fault.REQUEST_LOST, Fault.ANSWER_LOST})

_RETRY_AFTER = 1

Answer = tuple[int, str, bytes]


class Misbehaving:
    """The proxy, as a context manager. ``choose`` picks a fault by method for requests that no
    ``next`` is waiting for."""

    def __init__(
        self, server: BotApiServer, choose: Callable[[str], Fault] = lambda method: Fault.NONE
    ) -> None:
        self._target = server.base_url.removesuffix("/bot")
        self._choose = choose
        self._told: dict[str, deque[Fault]] = {}
        self._last_updates: list[Any] = []
        # The server's own: who waits for something of it may wait for something of this, too.
        self._changed = server.state.changed
        self._loop: asyncio.AbstractEventLoop
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._run, name="misbehaving", daemon=True)
        self._stop = asyncio.Event()
        self._connections: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self._listening: asyncio.Server | None = None
        self._port = 0
        self.done: Counter[Fault] = Counter()

    def __enter__(self) -> Misbehaving:
        self._thread.start()
        self._started.wait()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    @property
    def base_url(self) -> str:
        """What the bot's settings take."""
        return f"http://127.0.0.1:{self._port}/bot"

    def next(self, method: str, *faults: Fault) -> None:
        """What befalls the next requests for the method."""
        with self._changed:
            self._told.setdefault(method.lower(), deque()).extend(faults)

    def go_down(self) -> None:
        """From now on nobody can connect."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()

    def come_back(self) -> None:
        """Connections are taken again."""
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result()

    def _run(self) -> None:
        with asyncio.Runner() as runner:
            self._loop = runner.get_loop()
            runner.run(self._serve())

    async def _serve(self) -> None:
        async with httpx.AsyncClient(
            timeout=60, limits=httpx.Limits(max_connections=None)
        ) as client:
            self._client = client
            await self._open()
            self._started.set()
            await self._stop.wait()
            await self._close()
        # Connections that were being taken when the listening ended.
        if coming := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(coming)

    async def _open(self) -> None:
        self._listening = await asyncio.start_server(self._connected, "127.0.0.1", self._port)
        self._port = self._listening.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        if self._listening is not None:
            listening, self._listening = self._listening, None
            # What asyncio is taking while its server closes it never closes: first no more comes.
            for taking in listening.sockets:
                self._loop.remove_reader(taking)
            await asyncio.sleep(0)
            listening.close()
        for task, writer in self._connections.items():
            task.cancel()
            writer.transport.abort()
        await asyncio.gather(*self._connections, return_exceptions=True)

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Not a coroutine: one that is cancelled before its first step would leave the
        connection open."""
        if self._listening is None:  # went down while this one came
            writer.transport.abort()
            return
        task = asyncio.create_task(self._connection(reader, writer))
        self._connections[task] = writer
        task.add_done_callback(self._connections.pop)

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._request(reader, writer):
                pass
        except (asyncio.IncompleteReadError, ConnectionError):
            return  # the bot hung up
        finally:
            writer.transport.abort()

    async def _request(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request; False when the connection is over."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.split("\r\n")
        headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines)
        }
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        path = first.split(" ")[1]
        fault = self._fault(path.rsplit("/", 1)[-1].partition("?")[0].lower())
        answer = await self._answer(fault, path, headers, body)
        if fault in _RESET:
            return False
        if fault in _SILENT:
            await asyncio.sleep(3600)  # until the bot hangs up, or the proxy goes down
        code, kind, content = answer
        shape = f"content-type: {kind}\r\ncontent-length: {len(content)}"
        writer.write(f"HTTP/1.1 {code} x\r\n{shape}\r\n\r\n".encode() + content)
        await writer.drain()
        return True

    def _fault(self, method: str) -> Fault:
        with self._changed:
            told = self._told.get(method)
            fault = told.popleft() if told else self._choose(method)
            self.done[fault] += 1
            self._changed.notify_all()
        return fault

    async def _answer(
        self, fault: Fault, path: str, headers: dict[str, str], body: bytes
    ) -> Answer:
        if fault in _FORWARDED:
            answer = await self._client.post(
                f"{self._target}{path}",
                content=body,
                headers={"content-type": headers.get("content-type", "")} if body else {},
            )
            return (
                answer.status_code,
                "application/json",
                self._disarranged(fault, path, answer.content),
            )
        if fault is Fault.TOO_MANY:
            description = f"Too Many Requests: retry after {_RETRY_AFTER}"
            return _refusal(429, description, parameters={"retry_after": _RETRY_AFTER})
        if fault is Fault.CONFLICT:
            return _refusal(409, "Conflict: terminated by other getUpdates request")
        return 502, "text/html", b"<html><h1>502 Bad Gateway</h1></html>"

    def _disarranged(self, fault: Fault, path: str, content: bytes) -> bytes:
        """Updates in the order, and as often, as the fault has it."""
        if not path.lower().endswith("/getupdates"):
            return content
        answer = json.loads(content)
        updates = answer.get("result")
        if not updates:
            return content
        before, self._last_updates = self._last_updates, updates
        if fault is Fault.DUPLICATED:
            answer["result"] = [*before, *updates, *updates]
        elif fault is Fault.REORDERED:
            answer["result"] = updates[::-1]
        return json.dumps(answer).encode()


def _refusal(code: int, description: str, **more: Any) -> Answer:
    answer = {"ok": False, "error_code": code, "description": description, **more}
    return code, "application/json", json.dumps(answer).encode()
