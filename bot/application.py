"""The Telegram application, wired: python-telegram-bot over the assistant that is handed in.

The library parses, routes and speaks to Telegram. What it leaves to memory is ours: an update
counts once and an answer is sent once, also after a crash (``bot.carry``).
"""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from typing import Any

from telegram import LinkPreviewOptions, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    Defaults,
    ExtBot,
    InlineQueryHandler,
    MessageHandler,
    filters,
)
from telegram.request import HTTPXRequest

from answer.protocol import AssistantLike
from bot import texts
from bot.carry.limiting import Limiter
from bot.carry.offloop import OffLoop
from bot.carry.ordering import InOrderPerChat
from bot.carry.receiving import Receiver
from bot.carry.sending import Bot, Sender
from bot.handle.addressing import MeantForTheBot
from bot.handle.administering import Administering
from bot.handle.admitting import Admitting
from bot.handle.asking import Asking
from bot.handle.browsing import Browsing
from bot.handle.desk import Desk
from bot.handle.greeting import Greeting
from bot.handle.inline import Inline
from bot.handle.opinions import Opinions
from bot.handle.parts import Parts
from bot.handle.pressing import Pressing
from bot.keeping import Keeping, Kept, Rebuild
from bot.outgoing import Outgoing
from bot.settings import BotSettings
from bot.show.buttons import Button, Press, Verb
from bot.show.screen import sentence

# The kinds of update the bot asks Telegram for.
ALLOWED_UPDATES = ("message", "callback_query", "inline_query")

# Seconds to wait for Telegram, more than the library's five: mobile and office networks stall.
PATIENCE = 20.0
# Connections for sending at once; Telegram takes thirty messages a second.
_CONNECTIONS = 64
# Threads that ask; the others' chats go on while some wait for a slow chat model.
_ASKING_THREADS = 16
_KEEPING_THREADS = 4

# The type parameters of Application (bot, context, data and job queue) are the library's own.
BotApplication = Application[Any, Any, Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Telegram:
    """The application with what carries its updates and messages."""

    application: BotApplication
    parts: Parts
    receiver: Receiver


def build(
    assistant: AssistantLike,
    settings: BotSettings,
    keeping: Keeping,
    rebuild: Rebuild,
    limiter: Limiter | None = None,
    patience: float = PATIENCE,
) -> Telegram:
    """The application, not started; call it in the event loop it will run in."""
    # The library's own switch for giving times as timedelta; without it each 429 is a warning.
    os.environ["PTB_TIMEDELTA"] = "1"
    bot = _bot(settings, limiter or Limiter(), patience)
    queue: asyncio.Queue[object] = asyncio.Queue()
    keep = OffLoop("keep", _KEEPING_THREADS)
    parts = Parts(
        bot=bot,
        settings=settings,
        assistant=assistant,
        keeping=keeping,
        rebuild=rebuild,
        sender=Sender(bot, keeping.journal, keep, _notice),
        asking=OffLoop("ask", _ASKING_THREADS),
        keep=keep,
    )
    admitting = Admitting(parts)
    desk = Desk(parts, admitting.admits)
    receiver = Receiver(bot, queue, keeping.journal, keep)

    async def afterwards(update: object) -> None:
        if isinstance(update, Update):
            await desk.afterwards(update)
            receiver.handled(update)

    application: BotApplication = (
        ApplicationBuilder()
        .bot(bot)
        .update_queue(queue)
        .updater(None)
        .job_queue(None)
        .concurrent_updates(InOrderPerChat(afterwards))
        .build()
    )
    _add_handlers(application, parts, admitting, desk)
    return Telegram(application, parts, receiver)


def _bot(settings: BotSettings, limiter: Limiter, patience: float) -> Bot:
    def request(connections: int) -> HTTPXRequest:
        return HTTPXRequest(
            connection_pool_size=connections,
            connect_timeout=patience,
            read_timeout=patience,
            write_timeout=patience,
            pool_timeout=patience,
        )

    return ExtBot(
        settings.token,
        settings.base_url,
        request=request(_CONNECTIONS),
        get_updates_request=request(1),
        defaults=Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)),
        rate_limiter=limiter,
    )


def _notice(kept: Kept) -> Outgoing:
    """The message that asks whether another one has arrived."""
    resend = Button(texts.RESEND, Press(Verb.RESEND, (str(kept.number),)))
    arrived = Button(texts.IT_ARRIVED, Press(Verb.ARRIVED, (str(kept.number),)))
    html = sentence(texts.DID_IT_ARRIVE).parts[0]
    return Outgoing(kept.message.place, html, ((resend, arrived),), insist=True)


def _add_handlers(
    application: BotApplication, parts: Parts, admitting: Admitting, desk: Desk
) -> None:
    asking, browsing, greeting = Asking(parts), Browsing(parts), Greeting(parts)
    administering = Administering(parts)
    new = filters.UpdateType.MESSAGE  # not an edit of an old one
    private = new & filters.ChatType.PRIVATE
    group = new & filters.ChatType.GROUPS
    # To everyone else these commands are unknown ones.
    admin = private & filters.User(user_id=list(parts.settings.admins))

    application.add_handler(InlineQueryHandler(Inline(parts, admitting).query))
    pressing = _pressing(parts, admitting, asking, browsing, greeting)
    application.add_handler(CallbackQueryHandler(desk.does(pressing.press)))
    for name, command, who in (
        ("start", greeting.start, new),
        ("help", greeting.help, new),
        ("hoi", asking.command, new),
        ("moi", greeting.new_conversation, new),
        ("vanban", browsing.documents, new),
        ("timkiem", browsing.search, new),
        ("gioithieu", greeting.about, new),
        ("xoadulieu", greeting.erase, new),
        ("thongke", administering.usage, admin),
        ("phanhoi", administering.complaints, admin),
        ("capnhat", administering.rebuild, admin),
        ("quyen", admitting.list, admin),
    ):
        application.add_handler(CommandHandler(name, desk.does(command), who))
    for which, handler in (
        (private & filters.COMMAND, greeting.unknown_command),
        (private & filters.TEXT, asking.in_private),
        # What is left but for service messages ("pinned a message", "joined"), which ask nothing.
        (private & ~filters.StatusUpdate.ALL, greeting.not_text),
        (group & filters.TEXT & ~filters.COMMAND & MeantForTheBot(), asking.in_group),
    ):
        application.add_handler(MessageHandler(which, desk.does(handler)))
    application.add_error_handler(desk.failed)


def _pressing(
    parts: Parts, admitting: Admitting, asking: Asking, browsing: Browsing, greeting: Greeting
) -> Pressing:
    opinions = Opinions(parts)
    return Pressing(
        {
            Verb.CLAUSE: browsing.clause,
            Verb.OPEN: browsing.open,
            Verb.QUOTES: browsing.quotes,
            Verb.RELATED: browsing.related,
            Verb.ASK: asking.pressed,
            Verb.PROVINCES: browsing.provinces,
            Verb.PROVINCE: browsing.province,
            Verb.DOCUMENT: browsing.contents,
            Verb.GOOD: opinions.good,
            Verb.BAD: opinions.bad,
            Verb.REASON: opinions.reason,
            Verb.RESEND: opinions.resend,
            Verb.ARRIVED: opinions.arrived,
            Verb.ERASE: greeting.erase_now,
            Verb.KEEP: greeting.keep,
            Verb.APPROVE: admitting.approve,
            Verb.REFUSE: admitting.refuse,
        }
    )
