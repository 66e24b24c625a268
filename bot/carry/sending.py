"""Messages out: each chat's in order, one after the other, each once, however long it takes.

A message is marked as being sent at the last moment before it leaves, and as sent when Telegram has
answered. If neither an answer nor a refusal comes, or the process dies in between, it may have
arrived, and nobody here can tell. It is then not sent again; the person is asked instead, who can
see whether it is there, and a press on the notice sends it.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable
from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import ChatMigrated, InvalidToken, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.carry.limiting import AtTheDoor
from bot.carry.offloop import OffLoop
from bot.carry.verdicts import Verdict, told_to_wait, verdict_on
from bot.keeping import Delivery, Journal, Kept
from bot.logs import event
from bot.outgoing import Outgoing, Place
from bot.show.buttons import Keyboard
from corpus.errors import TroLySoError

_LOGGER = logging.getLogger(__name__)

# Seconds before what failed is tried again: doubled each time, up to the longest.
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0

Bot = ExtBot[AtTheDoor]


async def send(bot: Bot, message: Outgoing, at_the_door: AtTheDoor | None = None) -> int:
    """Sends a message, or edits one; gives its number in the chat. Raises TelegramError."""
    place = message.place
    if message.edits is not None:
        await bot.edit_message_text(
            message.html,
            chat_id=place.chat_id,
            message_id=message.edits,
            parse_mode=ParseMode.HTML,
            reply_markup=_markup(message.keyboard),
            rate_limit_args=at_the_door,
        )
        return message.edits
    sent = await bot.send_message(
        place.chat_id,
        message.html,
        parse_mode=ParseMode.HTML,
        message_thread_id=place.thread_id,
        reply_parameters=_reply(place),
        reply_markup=_markup(message.keyboard),
        rate_limit_args=at_the_door,
    )
    return sent.message_id


class Sender:
    """Sends what the journal holds. ``notice`` makes the message that asks a person whether
    another one has arrived."""

    def __init__(
        self,
        bot: Bot,
        journal: Journal,
        keep: OffLoop,
        notice: Callable[[Kept], Outgoing],
        first_pause: float = FIRST_PAUSE,
    ) -> None:
        self._bot = bot
        self._journal = journal
        self._keep = keep
        self._notice = notice
        self._first_pause = first_pause
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._again: set[int] = set()
        self._stopping = asyncio.Event()

    async def start(self) -> None:
        """Takes up what an earlier process left."""
        for kept in await self._keep.run(self._journal.unsettled):
            await self._settle_unsure(kept)
        for chat_id in await self._keep.run(self._journal.chats):
            self.wake(chat_id)

    def wake(self, chat_id: int) -> None:
        """There is something for the chat."""
        if chat_id in self._tasks:
            self._again.add(chat_id)
        else:
            self._tasks[chat_id] = asyncio.create_task(self._serve(chat_id))

    async def stop(self, patience: float) -> None:
        """Sends what can be sent now; what must wait stays kept for the next process."""
        self._stopping.set()
        if self._tasks:
            _, late = await asyncio.wait(list(self._tasks.values()), timeout=patience)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _serve(self, chat_id: int) -> None:
        pause = self._first_pause
        try:
            while True:
                self._again.discard(chat_id)
                try:
                    kept = await self._keep.run(self._journal.next, chat_id)
                    wait = 0.0 if kept is None else await self._deliver(kept, pause)
                except Exception:  # the database: it will be back, and the message is in it
                    _LOGGER.exception("sending was interrupted")
                    kept, wait = None, pause
                if wait:
                    pause = min(2 * pause, LONGEST_PAUSE)
                    if await self._stopped_within(wait):
                        return
                elif kept is None and chat_id not in self._again:
                    return
                else:
                    pause = self._first_pause
        finally:
            del self._tasks[chat_id]
            self._again.discard(chat_id)

    async def _deliver(self, kept: Kept, pause: float) -> float:
        """Tries to send; gives the seconds after which to go on."""

        async def at_the_door() -> None:
            await self._keep.run(self._journal.mark, kept.number, Delivery.SENDING)

        try:
            await send(self._bot, kept.message, at_the_door)
        except RetryAfter as error:
            await self._mark(kept, Delivery.WAITING)
            seconds = told_to_wait(error)
            event(_LOGGER, logging.INFO, "told to wait", seconds=seconds)
            return seconds + 0.1
        except InvalidToken:  # its message spells the token out
            event(_LOGGER, logging.ERROR, "Telegram refuses the token")
            await self._mark(kept, Delivery.WAITING)
            return LONGEST_PAUSE
        except TelegramError as error:
            return await self._failed(kept, error, pause)
        await self._mark(kept, Delivery.SENT)
        return 0.0

    async def _failed(self, kept: Kept, error: TelegramError, pause: float) -> float:
        verdict = verdict_on(error)
        event(_LOGGER, logging.WARNING, "not sent", verdict=verdict.value, error=str(error))
        chat_id = kept.message.place.chat_id
        match verdict:
            case Verdict.DONE:
                await self._mark(kept, Delivery.SENT)
            case Verdict.UNSURE:
                await self._settle_unsure(kept)
                return _spread(pause)
            case Verdict.AGAIN:
                await self._mark(kept, Delivery.WAITING)
                return _spread(pause)
            case Verdict.MOVED if isinstance(error, ChatMigrated):
                await self._mark(kept, Delivery.WAITING)
                await self._keep.run(self._journal.move, chat_id, error.new_chat_id)
                self.wake(error.new_chat_id)
            case Verdict.GONE:
                as_new = replace(kept.message, edits=None)
                await self._keep.run(
                    self._journal.put_instead, kept.number, Delivery.FAILED, as_new
                )
            case Verdict.CLOSED:
                await self._mark(kept, Delivery.FAILED)
                await self._keep.run(self._journal.give_up, chat_id)
            case _:
                _LOGGER.error("Telegram refused a message for good: %s", error)
                await self._mark(kept, Delivery.FAILED)
        return 0.0

    async def _settle_unsure(self, kept: Kept) -> None:
        """An edit can be made twice, and what insists may come twice; for the rest, ask."""
        if kept.message.edits is not None or kept.message.insist:
            await self._mark(kept, Delivery.WAITING)
        else:
            notice = self._notice(kept)
            await self._keep.run(self._journal.put_instead, kept.number, Delivery.UNSURE, notice)

    async def _mark(self, kept: Kept, delivery: Delivery) -> None:
        """Writes down what has become of a message, waiting for the database if need be: what is
        not written down is in doubt."""
        pause = self._first_pause
        while True:
            try:
                await self._keep.run(self._journal.mark, kept.number, delivery)
            except TroLySoError as error:
                event(_LOGGER, logging.ERROR, "a message was not marked", error=error.english)
                if await self._stopped_within(pause):
                    raise
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                return

    async def _stopped_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return False
        return True


def _spread(pause: float) -> float:
    """About so long: chats that failed together need not try together."""
    return pause * random.uniform(0.5, 1.0)  # noqa: S311


def _reply(place: Place) -> ReplyParameters | None:
    if place.reply_to is None:
        return None
    return ReplyParameters(place.reply_to, allow_sending_without_reply=True)


def _markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    if not keyboard:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(
                    button.text,
                    callback_data=button.press.data if button.press else None,
                    url=button.url,
                )
                for button in row
            ]
            for row in keyboard
        ]
    )
