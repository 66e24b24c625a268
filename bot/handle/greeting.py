"""Introductions, a new conversation, what is kept about a person, and what the bot cannot read."""

from __future__ import annotations

from uuid import uuid4

from telegram import Message, Update

from answer.examples import example_questions
from bot import texts
from bot.handle.parts import Parts
from bot.handle.work import Work
from bot.keeping import Shelf
from bot.settings import Access
from bot.show.buttons import Button, Press, Verb
from bot.show.greetings import about_screen, help_screen, start_screen
from bot.show.screen import sentence


class Greeting:
    """Speaks of the bot itself."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def start(self, _update: Update, work: Work) -> None:
        """``/start``: greet."""
        shelf = await self._examples(work)
        count = len(self._parts.assistant.documents)
        work.say(start_screen(count, shelf.key, shelf.questions))

    async def help(self, _update: Update, work: Work) -> None:
        """``/help``: how to ask."""
        shelf = await self._examples(work)
        work.say(help_screen(self._parts.bot.username, shelf.key, shelf.questions))

    async def about(self, _update: Update, work: Work) -> None:
        """``/gioithieu``: what the bot knows, and what it keeps."""
        user_id = work.user.id if work.user else work.place.chat_id
        assistant, settings = self._parts.assistant, self._parts.settings
        known = assistant.documents.values()
        work.say(about_screen(known, settings, user_id, assistant.built_at))

    async def new_conversation(self, _update: Update, work: Work) -> None:
        """``/moi``: forget the conversation's earlier questions."""
        work.forget = True
        work.say(sentence(texts.NEW_CONVERSATION))

    async def erase(self, _update: Update, work: Work) -> None:
        """``/xoadulieu``: sure?"""
        yes = Button(texts.ERASE_YES, Press(Verb.ERASE))
        no = Button(texts.ERASE_NO, Press(Verb.KEEP))
        work.say(sentence(texts.ERASE, ((yes, no),)))

    async def erase_now(self, _update: Update, work: Work, _press: Press) -> None:
        """Sure."""
        parts = self._parts
        count = await parts.keep.run(parts.keeping.answers.erase, work.person)
        await parts.keep.run(parts.keeping.memory.erase, work.person)
        told = texts.ERASED.format(count=count)
        if parts.settings.access is Access.PAIRING:
            told += texts.ERASED_BUT_ACCESS
        work.show(sentence(told))

    async def keep(self, _update: Update, work: Work, _press: Press) -> None:
        """Not sure."""
        work.show(sentence(texts.KEPT))

    async def unknown_command(self, _update: Update, work: Work) -> None:
        """A command the bot does not have, or not for this person."""
        work.say(sentence(texts.UNKNOWN_COMMAND))

    async def not_text(self, update: Update, work: Work) -> None:
        """A photo, a voice message, a sticker, a file: say kindly what the bot reads."""
        message = update.effective_message
        work.say(sentence(texts.CANNOT_READ[_kind(message) if message else "other"]))

    async def _examples(self, work: Work) -> Shelf:
        parts = self._parts
        questions = await parts.asking.run(example_questions, parts.assistant)
        shelf = Shelf(uuid4().hex, work.person, tuple(questions))
        work.shelves.append(shelf)
        return shelf


def _kind(message: Message) -> str:
    if message.voice or message.audio or message.video_note:
        return "voice"
    if message.photo or message.video or message.animation:
        return "photo"  # an animation is a document, too
    if message.document:
        return "document"
    return "sticker" if message.sticker else "other"
