"""The door over HTTP, at ``/mcp``: opened when somebody first knocks, for it takes a second."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.types import ASGIApp, Receive, Scope, Send

from answer.keeping import Door
from answer.model import Answer, Question
from answer.protocol import AssistantLike
from api.context import AppContext


class McpDoor:
    """The ASGI app behind ``path``. Stateless: any replica answers any call."""

    path = "/mcp"

    def __init__(self, context: AppContext) -> None:
        self._context = context
        self._app: ASGIApp | None = None
        self._opening = asyncio.Lock()
        self._closing = asyncio.Event()
        self._running: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._opening:
            if self._app is None:
                self._app = await self._open()
        await self._app(scope, receive, send)

    @asynccontextmanager
    async def closed_at_the_end(self) -> AsyncIterator[None]:
        """While the server runs; closes what was opened."""
        try:
            yield
        finally:
            self._closing.set()
            if self._running is not None:
                await self._running

    async def _open(self) -> ASGIApp:
        # Imported here: a server that nobody asks this way need not wait for it.
        from mcp.server.transport_security import TransportSecuritySettings

        from api.mcp.tools import make_server

        server = make_server(self._context.get_assistant, self._ask, self._context.version)
        app = server.streamable_http_app(
            streamable_http_path=self.path,
            json_response=True,
            stateless_http=True,
            # Who is let in has been judged before, by the same rules as for every other path.
            transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        )
        opened = asyncio.Event()

        async def run() -> None:
            # Its task group must be left by the task that entered it.
            async with server.session_manager.run():
                opened.set()
                await self._closing.wait()

        self._running = asyncio.create_task(run())
        await opened.wait()
        return app

    async def _ask(self, assistant: AssistantLike, question: Question) -> Answer:
        return await self._context.ask(None, assistant, question, Door.MCP)
