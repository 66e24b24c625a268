"""Asking Telegram for updates, again and again.

Unlike the library's updater, this confirms updates only when they are kept, and gives way to
another process that polls with the same token.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Sequence

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.carry.receiving import Receiver
from bot.carry.sending import Bot
from bot.carry.verdicts import told_to_wait
from bot.logs import event
from corpus.errors import TroLySoError

_LOGGER = logging.getLogger(__name__)

# Seconds that Telegram holds a poll open when there is nothing new.
POLL_SECONDS = 10
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 30.0
# Who has polled undisturbed for so long was here first, and need not give way at once.
_SETTLED_AFTER = 30.0
# How long the first one bears with another before it gives way, too: then somebody has to look.
_CONFLICT_PATIENCE = 60.0


class ConflictError(TroLySoError):
    """Another process polls with the same token."""

    code = "telegram_conflict"


class Poller:
    """Polls until told to stop."""

    def __init__(
        self,
        bot: Bot,
        receiver: Receiver,
        allowed_updates: Sequence[str],
        poll_seconds: int = POLL_SECONDS,
    ) -> None:
        self._bot = bot
        self._receiver = receiver
        self._allowed = allowed_updates
        self._seconds = poll_seconds
        self._offset: int | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Polls. Raises ConflictError when another process polls too, InvalidToken when the token
        is refused."""
        began = time.monotonic()
        disturbed: float | None = None
        pause = _FIRST_PAUSE
        while not stop.is_set():
            try:
                await self._poll(stop)
            except Conflict as error:
                now = time.monotonic()
                disturbed = disturbed or now
                if now - began < _SETTLED_AFTER or now - disturbed > _CONFLICT_PATIENCE:
                    raise _conflict() from error
                event(_LOGGER, logging.WARNING, "another process polls with this token")
            except InvalidToken:
                raise
            except RetryAfter as error:
                pause = told_to_wait(error)
                event(_LOGGER, logging.INFO, "told to wait before polling", seconds=pause)
            except (TelegramError, TroLySoError) as error:
                event(_LOGGER, logging.WARNING, "polling failed, trying again", error=str(error))
            else:
                disturbed = None
                pause = _FIRST_PAUSE
                continue
            await _wait(stop, pause * random.uniform(0.7, 1.0))  # noqa: S311 - spreads the tries
            pause = min(2 * pause, _LONGEST_PAUSE)
        await self._confirm()

    async def _poll(self, stop: asyncio.Event) -> None:
        if self._receiver.full:
            await _wait(stop, 0.1)
            return
        asking = asyncio.create_task(
            self._bot.get_updates(
                offset=self._offset,
                timeout=self._seconds,
                allowed_updates=self._allowed,
                read_timeout=self._seconds + 10,
            )
        )
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({asking, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not asking.done():  # told to stop: what this poll would bring is brought again
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
            return
        updates = asking.result()
        await self._receiver.receive(updates)
        if updates:
            self._offset = max(update.update_id for update in updates) + 1

    async def _confirm(self) -> None:
        """Tells Telegram what is kept, so that the next process is not sent it again."""
        if self._offset is None:
            return
        try:
            await self._bot.get_updates(
                offset=self._offset, limit=1, timeout=0, allowed_updates=self._allowed
            )
        except TelegramError as error:  # then it is sent again, and known by its number
            event(_LOGGER, logging.INFO, "the last updates were not confirmed", error=str(error))


def _conflict() -> ConflictError:
    return ConflictError(
        "Một tiến trình khác đang nhận tin bằng cùng mã truy cập (token) này.",
        english="Another process receives updates with the same token.",
        hint="Mỗi bot chỉ chạy một tiến trình: tắt tiến trình kia, hoặc tạo bot khác.",
    )


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
