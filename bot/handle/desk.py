"""Between the library's handlers and ours: each update's outcome is kept once, whole, or not at
all."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any

from telegram import Update
from telegram.ext import ContextTypes

from answer.keeping import Door
from bot import texts
from bot.carry.sending import FIRST_PAUSE, LONGEST_PAUSE
from bot.handle.parts import LeftForLaterError, Parts
from bot.handle.work import Work
from bot.keeping import Outcome
from bot.logs import event
from bot.show.screen import sentence
from corpus.errors import TroLySoError

_LOGGER = logging.getLogger(__name__)

# Times that a handler is begun again, with pauses of 1, 2, 4, 8 seconds.
_TRIES = 4

Handler = Callable[[Update, Work], Awaitable[None]]
Callback = Callable[[Update, Any], Coroutine[Any, Any, None]]
"""A handler as the library calls it: with its context, which ours do without."""


class Desk:
    """Hands updates to handlers, those of people who are admitted, and keeps what they come to."""

    def __init__(self, parts: Parts, admits: Callable[[Work], Awaitable[bool]]) -> None:
        self._parts = parts
        self._admits = admits
        self._begun: set[int] = set()

    def work_on(self, update: Update) -> Work:
        """The work an update asks for."""
        return Work.on(update, partial(self._parts.keeping.answers.pseudonym, Door.TELEGRAM))

    def does(self, handler: Handler) -> Callback:
        """The handler as the library calls it."""

        async def callback(update: Update, _context: Any) -> None:
            self._begun.add(update.update_id)
            if self._parts.closing.is_set():
                raise LeftForLaterError
            await self.finish(await self._worked(handler, update))

        return callback

    async def _worked(self, handler: Handler, update: Update) -> Work:
        """The work, done; begun anew a few times when the database is away."""
        pause = FIRST_PAUSE
        for _ in range(_TRIES):
            try:
                return await self._work(handler, update)
            except TroLySoError as error:
                event(_LOGGER, logging.ERROR, "a handler has to begin anew", error=error.english)
                await self._parts.pause(pause)
                pause *= 2
        return await self._work(handler, update)

    async def _work(self, handler: Handler, update: Update) -> Work:
        work = self.work_on(update)
        if await self._admits(work):
            await handler(update, work)
        return work

    async def finish(self, work: Work) -> None:
        """Keeps what the work comes to, waiting for the database if need be."""
        journal, keep = self._parts.keeping.journal, self._parts.keep
        pause = FIRST_PAUSE
        while True:
            try:
                await keep.run(journal.finish, work.update_id, work.outcome())
                break
            except TroLySoError as error:
                event(_LOGGER, logging.ERROR, "an outcome was not kept yet", error=error.english)
                await self._parts.pause(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
        self._begun.discard(work.update_id)
        for chat_id in work.chats():
            self._parts.sender.wake(chat_id)
        if work.then is not None:
            work.then()
        await work.acknowledge()

    async def afterwards(self, update: Update) -> None:
        """An update has been through the handlers. One that none of them took is finished; one
        whose outcome could not be kept is left for the next process."""
        if update.inline_query:
            return
        if update.update_id in self._begun:
            self._begun.discard(update.update_id)
            event(_LOGGER, logging.INFO, "an update was left", update=update.update_id)
            return
        try:
            await self._parts.keep.run(
                self._parts.keeping.journal.finish, update.update_id, Outcome()
            )
        except TroLySoError as error:  # the next process finds that it comes to nothing
            event(_LOGGER, logging.ERROR, "an update was not marked", error=error.english)

    async def failed(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Log first, without anyone's text; then tell the person who waits, if there is one."""
        error = context.error
        if isinstance(error, LeftForLaterError):
            return
        if not isinstance(update, Update):
            _LOGGER.error("the application failed", exc_info=error)
            return
        _LOGGER.error("update %d was not handled", update.update_id, exc_info=error)
        if update.inline_query or update.effective_chat is None:
            return
        work = self.work_on(update)
        work.say(sentence(texts.SORRY))
        try:
            await self.finish(work)
        except LeftForLaterError:
            return
