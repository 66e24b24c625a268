"""A button pressed: who sees to it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from telegram import Update

from bot import texts
from bot.handle.work import Work
from bot.show.buttons import Press, Verb

PressHandler = Callable[[Update, Work, Press], Awaitable[None]]


class Pressing:
    """Hands a press to who sees to its verb."""

    def __init__(self, handlers: Mapping[Verb, PressHandler]) -> None:
        self._handlers = handlers

    async def press(self, update: Update, work: Work) -> None:
        """A press of a button of ours; what is none has grown old."""
        query = update.callback_query
        press = Press.read((query and query.data) or "")
        if press is None:
            work.toast = texts.NO_LONGER_KEPT
        else:
            await self._handlers[press.verb](update, work, press)
