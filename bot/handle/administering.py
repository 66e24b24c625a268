"""What administrators may ask for."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import UTC, datetime, timedelta
from functools import partial

from telegram import Update

from answer.keeping import now
from bot import texts
from bot.handle.parts import Parts
from bot.handle.work import Work
from bot.logs import event
from bot.outgoing import Outgoing, Place
from bot.show.administration import complaints_screen, usage_screen
from bot.show.screen import sentence
from corpus.clock import VIETNAM
from corpus.errors import TroLySoError

_LOGGER = logging.getLogger(__name__)

_COMPLAINTS = 5


class Administering:
    """Figures, complaints, a new snapshot."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._rebuilding: asyncio.Task[None] | None = None

    async def usage(self, _update: Update, work: Work) -> None:
        """``/thongke``: today, since midnight in Vietnam, and the last seven days."""
        parts = self._parts
        midnight = datetime.now(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
        today = await parts.keep.run(parts.keeping.answers.usage, midnight.astimezone(UTC))
        week = await parts.keep.run(parts.keeping.answers.usage, now() - timedelta(days=7))
        work.say(usage_screen(today, week, parts.assistant.documents))

    async def complaints(self, _update: Update, work: Work) -> None:
        """``/phanhoi``: the latest complaints."""
        parts = self._parts
        complaints = await parts.keep.run(parts.keeping.feedback.complaints, _COMPLAINTS)
        work.say(complaints_screen(complaints))

    async def rebuild(self, _update: Update, work: Work) -> None:
        """``/capnhat``: a new snapshot, built beside; when it is there, the assistant changes to it
        by itself."""
        if self._rebuilding is not None and not self._rebuilding.done():
            work.say(sentence(texts.ALREADY_REBUILDING))
            return
        work.say(sentence(texts.REBUILDING))
        work.then = partial(self._begin, work.place)

    def _begin(self, place: Place) -> None:
        self._rebuilding = asyncio.create_task(self._rebuild(place))

    async def _rebuild(self, place: Place) -> None:
        parts, began = self._parts, time.monotonic()
        try:
            count = await parts.asking.run(parts.rebuild)
        except TroLySoError as error:
            event(_LOGGER, logging.ERROR, "the snapshot was not rebuilt", error=error.english)
            told = texts.NOT_REBUILT.format(error=error)
        except Exception:
            _LOGGER.exception("the snapshot was not rebuilt")
            told = texts.NOT_REBUILT.format(error="")
        else:
            seconds = round(time.monotonic() - began)
            event(_LOGGER, logging.INFO, "rebuilt", documents=count, seconds=seconds)
            told = texts.REBUILT.format(count=count, seconds=seconds)
        message = Outgoing(place, sentence(told).parts[0], insist=True)
        await parts.keep.run(parts.keeping.journal.post, [message])
        parts.sender.wake(place.chat_id)
