"""What the bot does with each kind of update. Translates; every answer is the assistant's."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from telegram import Message, Update
from telegram.constants import ChatAction
from telegram.error import Conflict, Forbidden, NetworkError, TelegramError
from telegram.ext import ContextTypes

from answer.examples import example_questions
from answer.model import Answer, Question, Status
from answer.protocol import AssistantLike
from bot import texts
from bot.conversations import ConversationKey, Conversations
from bot.render import render_answer, render_help, render_plain, render_start
from corpus.errors import QuestionError

_LOGGER = logging.getLogger(__name__)

# Seconds before "typing…" is shown, and between renewals: Telegram takes it down after five.
_TYPING_AFTER = 1.0
_TYPING_AGAIN = 4.0

# Questions that a follow-up cannot follow: they say nothing of the documents.
_OFF_TOPIC = frozenset({Status.OUT_OF_SCOPE, Status.REFUSED})


class Handlers:
    """The handlers of one bot, with the parts they work on."""

    def __init__(
        self, assistant: AssistantLike, conversations: Conversations, public_url: str | None
    ) -> None:
        self._assistant = assistant
        self._conversations = conversations
        self._public_url = public_url

    async def start(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """``/start``: greet."""
        message = _message(update)
        examples = await asyncio.to_thread(example_questions, self._assistant)
        await _send(message, render_start(len(self._assistant.documents), examples))

    async def help(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """``/help``: how to ask."""
        message = _message(update)
        examples = await asyncio.to_thread(example_questions, self._assistant)
        await _send(message, render_help(examples))

    async def new_conversation(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """``/moi``: forget the chat's earlier questions."""
        message = _message(update)
        self._conversations.forget(_key(message))
        await _send(message, render_plain(texts.NEW_CONVERSATION))

    async def question(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A text: answer it, with the chat's earlier questions for what it leaves out."""
        message = _message(update)
        key = _key(message)
        try:
            question = Question(message.text or "", self._conversations.history(key))
        except QuestionError as error:
            await _send(message, render_plain(str(error)))
            return
        answer = await self._ask(message, question)
        if answer.status not in _OFF_TOPIC:
            self._conversations.add(key, question.text)
        parts = render_answer(answer, self._public_url)
        await _send(message, parts)
        _LOGGER.info("answered: status=%s messages=%d", answer.status.value, len(parts))

    async def unknown_command(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A command the bot does not have."""
        await _send(_message(update), render_plain(texts.UNKNOWN_COMMAND))

    async def not_text(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A photo, a voice message, a sticker, a file: say kindly what the bot reads."""
        await _send(_message(update), render_plain(texts.TEXT_ONLY))

    async def _ask(self, message: Message, question: Question) -> Answer:
        """The answer, computed off the event loop; shows "typing…" while it takes long."""
        asking = asyncio.create_task(asyncio.to_thread(self._assistant.ask, question))
        await asyncio.wait({asking}, timeout=_TYPING_AFTER)
        while not asking.done():
            with contextlib.suppress(TelegramError):  # a courtesy: the answer matters more
                await message.reply_chat_action(ChatAction.TYPING)
            await asyncio.wait({asking}, timeout=_TYPING_AGAIN)
        return asking.result()


async def on_error(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Log first, without anyone's text; then tell the person who waits, if there is one."""
    error = context.error
    if not isinstance(update, Update):
        _log_polling_error(error)
        return
    _LOGGER.error("update %d was not handled", update.update_id, exc_info=error)
    if isinstance(error, Forbidden) or update.effective_message is None:
        return  # the person blocked the bot, or there is nobody to answer
    try:
        await _send(update.effective_message, render_plain(texts.SORRY))
    except TelegramError as failure:
        _LOGGER.warning("could not apologise for update %d: %s", update.update_id, failure)


def _log_polling_error(error: Exception | None) -> None:
    if isinstance(error, Conflict):
        _LOGGER.error("another process polls with this token; stop one of the two: %s", error)
    elif isinstance(error, NetworkError):
        _LOGGER.warning("Telegram cannot be reached, trying again: %s", error)
    else:
        _LOGGER.error("polling failed", exc_info=error)


async def _send(message: Message, parts: list[str]) -> None:
    """Send the parts in order, the first as a reply to the message."""
    for index, part in enumerate(parts):
        await message.reply_html(part, do_quote=index == 0)


def _message(update: Update) -> Message:
    message = update.effective_message
    if message is None:
        raise ValueError(f"update {update.update_id} has no message; a filter let it through")
    return message


def _key(message: Message) -> ConversationKey:
    return message.chat_id, message.message_thread_id if message.is_topic_message else None
