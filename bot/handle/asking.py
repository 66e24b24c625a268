"""Questions: asked, answered, remembered."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from telegram import Update
from telegram.error import TelegramError

from answer.keeping import Door, Exchange, now
from answer.model import Answer, Question, Status
from bot import texts
from bot.carry.sending import send
from bot.handle.addressing import question_in
from bot.handle.parts import Parts
from bot.handle.work import Work
from bot.keeping import Turn
from bot.logs import event
from bot.outgoing import Outgoing
from bot.show.answers import answer_screen, shelf_of
from bot.show.buttons import Press
from bot.show.screen import sentence
from corpus.errors import QuestionError

_LOGGER = logging.getLogger(__name__)

# Questions that a follow-up cannot follow: they say nothing of the documents.
_OFF_TOPIC = frozenset({Status.OUT_OF_SCOPE, Status.REFUSED})

_WINDOW = 60.0  # seconds over which a person's questions are counted


class Asking:
    """Answers questions."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def in_private(self, update: Update, work: Work) -> None:
        """A text in a chat of two."""
        message = update.effective_message
        await self.ask(work, (message and message.text) or "")

    async def in_group(self, update: Update, work: Work) -> None:
        """A text in a group, meant for the bot."""
        message, bot = update.effective_message, self._parts.bot
        question = message and question_in(message, bot.id, bot.username)
        await self.ask(work, question or "")

    async def command(self, update: Update, work: Work) -> None:
        """``/hoi question``; without a question, of the message it replies to."""
        message = update.effective_message
        question = argument(message.text or "") if message else ""
        if not question and message and message.reply_to_message:
            question = message.reply_to_message.text or ""
        await self.ask(work, question)

    async def pressed(self, _update: Update, work: Work, press: Press) -> None:
        """A question on a button. The chat does not show it, so the answer does."""
        key, which = press.arguments
        shelf = await self._parts.keep.run(self._parts.keeping.memory.shelf, key)
        if shelf is None or int(which) >= len(shelf.questions):
            work.toast = texts.NO_LONGER_KEPT
            return
        await work.acknowledge()
        question = shelf.questions[int(which)]
        await self.ask(work, question, asked=question)

    async def ask(self, work: Work, text: str, asked: str = "") -> None:
        """Answers a question, with the conversation's earlier ones for what it leaves out."""
        parts, settings = self._parts, self._parts.settings
        if not text.strip():
            work.say(sentence(texts.ASK_WHAT))
            return
        since = now() - timedelta(minutes=settings.history_minutes)
        history = await parts.keep.run(
            parts.keeping.memory.history, work.conversation, since, settings.history_turns
        )
        try:
            question = Question(text, history)
        except QuestionError as error:
            work.say(sentence(str(error)))
            return
        if not await self._in_turn(work):
            return
        answer, placeholder = await self._answer(work, question)
        await parts.keep.run(
            parts.keeping.answers.record,
            Exchange.of(question, answer, Door.TELEGRAM, work.person),
        )
        if answer.status not in _OFF_TOPIC and settings.history_turns:
            work.turn = Turn(work.conversation, work.person, question.text)
        work.shelves.append(shelf_of(answer, work.person))
        screen = answer_screen(answer, settings.public_url, asked)
        work.say(screen, instead_of=placeholder)
        event(
            _LOGGER,
            logging.INFO,
            "answered",
            person=work.person,
            status=answer.status.value,
            messages=len(screen.parts),
            milliseconds=round(answer.timings_ms.get("total", 0.0), 1),
            **({"question": question.text} if settings.log_questions else {}),
        )

    async def _in_turn(self, work: Work) -> bool:
        """Whether to go on. Who asks too fast is told once; alone with the bot they wait, in a
        group, where others wait too, the question is left."""
        parts, limit = self._parts, self._parts.settings.questions_per_minute
        while (
            pace := await parts.keep.run(parts.keeping.memory.asked, work.person, _WINDOW, limit)
        ).wait:
            if pace.tell:
                event(_LOGGER, logging.INFO, "asks too fast", person=work.person)
                told = texts.TOO_FAST if work.in_private else texts.TOO_FAST_IN_GROUP
                html = sentence(told.format(limit=limit)).parts[0]
                message = Outgoing(work.place, html, insist=True)
                await parts.keep.run(parts.keeping.journal.post, [message])
                parts.sender.wake(work.place.chat_id)
            if not work.in_private:
                return False
            await parts.pause(pace.wait)
        return True

    async def _answer(self, work: Work, question: Question) -> tuple[Answer, int | None]:
        """The answer, found off the event loop, and the message that holds its place, where it
        took long."""
        parts = self._parts
        held = await parts.keep.run(parts.keeping.journal.held, work.update_id)
        asking = asyncio.create_task(parts.asking.run(parts.assistant.ask, question))
        await asyncio.wait({asking}, timeout=parts.settings.announce_after)
        if held is None and not asking.done():
            held = await self._hold_place(work, asking)
        return await asking, held

    async def _hold_place(self, work: Work, asking: asyncio.Task[Answer]) -> int | None:
        """Says that the question is being looked up, unless it has to wait its turn to say so
        until there is an answer."""
        left = asyncio.Event()

        async def leaving() -> None:
            left.set()

        message = Outgoing(work.place, sentence(texts.LOOKING_UP).parts[0])
        sending = asyncio.create_task(send(self._parts.bot, message, leaving))
        await asyncio.wait({sending, asking}, return_when=asyncio.FIRST_COMPLETED)
        if not sending.done() and not left.is_set():
            sending.cancel()
            return None
        try:
            number = await sending
        except TelegramError:  # a courtesy: the answer matters more
            return None
        await self._parts.keep.run(self._parts.keeping.journal.hold, work.update_id, number)
        return number


def argument(text: str) -> str:
    """What follows a command."""
    _, *rest = text.split(maxsplit=1)
    return rest[0] if rest else ""
