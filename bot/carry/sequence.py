"""Updates that come one by one, brought into the order of their numbers.

Telegram numbers updates one after the other, and may send a later one before an earlier: a second
connection, a slow proxy. A number that is missing is waited for, but not for long.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from telegram import Update

# Seconds that a later update waits for an earlier one that has not come.
WAIT_FOR_MISSING = 0.5


class Sequence:
    """Passes updates on in order; ``put`` returns when the update has been passed on."""

    def __init__(
        self,
        pass_on: Callable[[list[Update]], Awaitable[None]],
        seconds: float = WAIT_FOR_MISSING,
    ) -> None:
        self._pass_on = pass_on
        self._seconds = seconds
        self._next: int | None = None
        self._moved = asyncio.Condition()

    async def put(self, update: Update) -> None:
        """Passes an update on, after those with smaller numbers that may still come. Raises what
        passing it on raises."""
        async with self._moved:
            if self._next is not None and update.update_id > self._next:
                try:
                    async with asyncio.timeout(self._seconds):
                        await self._moved.wait_for(lambda: self._is_due(update))
                except TimeoutError:
                    pass  # nothing came
            await self._pass_on([update])
            self._next = max(self._next or 0, update.update_id + 1)
            self._moved.notify_all()

    def _is_due(self, update: Update) -> bool:
        return self._next is None or update.update_id <= self._next
