"""Telegram's limits on what a bot sends: 30 a second over all, 20 a minute in a group (the
library's limiter), one a second in a chat (added here, as Telegram's FAQ asks)."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from aiolimiter import AsyncLimiter
from telegram.ext import AIORateLimiter, BaseRateLimiter

AtTheDoor = Callable[[], Awaitable[None]]
"""Called when a request's turn has come, just before it leaves; given as ``rate_limit_args``."""

# Chats whose limiter is kept; one that has rested a second has nothing to remember.
_MAX_CHATS = 1_000

_Result = bool | dict[str, Any] | list[dict[str, Any]]


class Limiter(BaseRateLimiter[AtTheDoor]):
    """The library's limiter, with one message a second in a chat.

    It does not retry: who sends knows which chat must wait, and lets the others go on.
    """

    __slots__ = ("_chats", "_library", "_seconds")

    def __init__(self, chat_seconds: float = 1.0, **limits: float) -> None:
        self._library = AIORateLimiter(**limits, max_retries=0)
        self._seconds = chat_seconds
        self._chats: OrderedDict[int, AsyncLimiter] = OrderedDict()

    async def initialize(self) -> None:
        """Nothing to set up."""

    async def shutdown(self) -> None:
        """Nothing to release."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, _Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: AtTheDoor | None,
    ) -> _Result:
        """Waits for the request's turn, says so at the door, and makes it."""

        async def leave(*given: Any, **named: Any) -> _Result:
            if rate_limit_args is not None:
                await rate_limit_args()
            return await callback(*given, **named)

        chat_id = data.get("chat_id")
        if isinstance(chat_id, int) and "text" in data:
            await self._chat(chat_id).acquire()
        return await self._library.process_request(leave, args, kwargs, endpoint, data, None)

    def _chat(self, chat_id: int) -> AsyncLimiter:
        limiter = self._chats.setdefault(chat_id, AsyncLimiter(1, self._seconds))
        self._chats.move_to_end(chat_id)
        while len(self._chats) > _MAX_CHATS and next(iter(self._chats.values())).has_capacity():
            self._chats.popitem(last=False)
        return limiter
