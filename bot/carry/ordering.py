"""Updates of one chat in order, of different chats at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

# Updates in hand or waiting their turn at once. A waiting update costs a coroutine, no thread,
# so the bound is wide: one chat's queue must not fill it and hold up the others.
_MAX_IN_HAND = 10_000


class InOrderPerChat(BaseUpdateProcessor):
    """Handles a chat's updates one after another, in the order they came, and lets no chat wait
    for another's. ``afterwards`` is called with each update that has been handled, however that
    ended."""

    __slots__ = ("_afterwards", "_last")

    def __init__(self, afterwards: Callable[[object], Awaitable[None]]) -> None:
        super().__init__(_MAX_IN_HAND)
        self._afterwards = afterwards
        self._last: dict[Hashable, asyncio.Event] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await the coroutine once the chat's earlier updates are done."""
        key = _queue_of(update)
        if key is None:
            await self._handle(update, coroutine)
            return
        before, done = self._last.get(key), asyncio.Event()
        self._last[key] = done
        try:
            if before is not None:
                await before.wait()
            await self._handle(update, coroutine)
        finally:
            done.set()
            if self._last[key] is done:  # nobody queued behind: the chat needs no entry
                del self._last[key]

    async def _handle(self, update: object, coroutine: Awaitable[Any]) -> None:
        try:
            await coroutine
        finally:
            await self._afterwards(update)

    async def initialize(self) -> None:
        """Nothing to set up."""

    async def shutdown(self) -> None:
        """Nothing to release."""


def _queue_of(update: object) -> Hashable | None:
    """What an update waits in line with: its chat, else nothing; inline queries wait for nobody."""
    if isinstance(update, Update) and update.effective_chat is not None:
        return update.effective_chat.id
    return None
