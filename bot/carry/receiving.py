"""Updates in: kept first, then handled, each once.

Telegram forgets an update as soon as the bot has confirmed it. It is therefore confirmed only when
it is in the journal, and what is in the journal and not finished is taken up again at the next
start.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Iterable
from typing import Any

from telegram import Bot, Update

from bot.carry.offloop import OffLoop
from bot.keeping import Journal, Outcome, Received
from bot.logs import event

_LOGGER = logging.getLogger(__name__)

# Updates in hand at which no more are fetched; they wait at Telegram instead.
MAX_IN_HAND = 1_000
# Updates of one chat in hand; what is more than that is not answered.
MAX_OF_A_CHAT = 60
# Times that an update is tried when the process ends before it is finished.
_TRIES = 3


class Receiver:
    """Takes updates in for an application."""

    def __init__(
        self, bot: Bot, queue: asyncio.Queue[object], journal: Journal, keep: OffLoop
    ) -> None:
        self._bot = bot
        self._queue = queue
        self._journal = journal
        self._keep = keep
        self._in_hand: Counter[int | None] = Counter()

    @property
    def full(self) -> bool:
        """Whether to fetch no more for now."""
        return self._in_hand.total() >= MAX_IN_HAND

    async def take_up(self) -> None:
        """Takes up what an earlier process did not finish."""
        left = await self._keep.run(self._journal.interrupted, _TRIES)
        if left:
            event(_LOGGER, logging.INFO, "taking up unfinished updates", updates=len(left))
        for received in left:
            update = parsed(json.loads(received.payload), self._bot)
            if update is not None:
                await self._hand_on(update)

    async def receive(self, updates: Iterable[Update]) -> None:
        """Keeps updates and hands on those that are new, in the order of their numbers. Once it
        returns they may be confirmed. Raises StoreError, and then nothing is kept."""
        in_order = sorted(updates, key=lambda each: each.update_id)
        others = [update for update in in_order if update.inline_query is None]
        # Who types an inline query has typed another one before a crash is over: not kept.
        for update in in_order:
            if update.inline_query is not None:
                await self._hand_on(update)
        if not others:
            return
        new = await self._keep.run(
            self._journal.receive,
            [Received(update.update_id, update.to_json()) for update in others],
        )
        numbers = {received.update_id for received in new}
        for update in others:
            if update.update_id in numbers:
                numbers.discard(update.update_id)
                await self._hand_on(update)

    def handled(self, update: Update) -> None:
        """An update is in hand no longer."""
        chat = _chat_of(update)
        self._in_hand[chat] -= 1
        if not self._in_hand[chat]:
            del self._in_hand[chat]

    async def _hand_on(self, update: Update) -> None:
        chat = _chat_of(update)
        if chat is not None and self._in_hand[chat] >= MAX_OF_A_CHAT:
            event(_LOGGER, logging.WARNING, "a chat sent too much at once", update=update.update_id)
            await self._keep.run(self._journal.finish, update.update_id, Outcome())
            return
        self._in_hand[chat] += 1
        await self._queue.put(update)


def _chat_of(update: Update) -> int | None:
    return update.effective_chat.id if update.effective_chat is not None else None


def parsed(data: Any, bot: Bot) -> Update | None:
    """The update that Telegram's JSON says, None where it says none."""
    if not isinstance(data, dict) or type(data.get("update_id")) is not int:
        return None
    try:
        return Update.de_json(data, bot)
    except (TypeError, ValueError, KeyError, AttributeError):
        return None
