"""The Telegram application, wired: python-telegram-bot over the assistant that is handed in.

::

    application = build_application(assistant, BotSettings(token="123456789:ABC…"))
    application.run_polling()
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from telegram import BotCommand, LinkPreviewOptions
from telegram.error import InvalidToken, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CommandHandler,
    Defaults,
    MessageHandler,
    filters,
)

from answer.protocol import AssistantLike
from bot import texts
from bot.conversations import Conversations
from bot.handlers import Handlers, on_error
from bot.ordering import InOrderPerChat
from bot.secrecy import hide_in_logs
from bot.settings import BotSettings
from corpus.errors import SettingsError

_LOGGER = logging.getLogger(__name__)

# The kinds of update the bot asks Telegram for.
ALLOWED_UPDATES = ("message",)
# Seconds to wait for Telegram, more than the library's five: mobile and office networks stall.
_PATIENCE = 20.0

# The type parameters of Application (bot, context, data and job queue) are the library's own.
BotApplication = Application[Any, Any, Any, Any, Any, Any]


def build_application(assistant: AssistantLike, settings: BotSettings) -> BotApplication:
    """The bot as an application that has not been started: polls when told to, or takes updates.

    From here on the token's secret is masked in every log record of the process. Commands are
    registered with Telegram by ``post_init``, which ``run_polling`` calls.
    """
    hide_in_logs(settings.token_secret)
    application = (
        ApplicationBuilder()
        .token(settings.token)
        .base_url(settings.base_url)
        .defaults(
            Defaults(
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                allow_sending_without_reply=True,
            )
        )
        .concurrent_updates(InOrderPerChat())
        .connect_timeout(_PATIENCE)
        .read_timeout(_PATIENCE)
        .write_timeout(_PATIENCE)
        .job_queue(None)
        .post_init(_introduce)
        .build()
    )
    conversations = Conversations(settings.history_turns, settings.history_minutes * 60)
    _add_handlers(application, Handlers(assistant, conversations, settings.public_url))
    return application


def run_polling_bot(assistant: AssistantLike, settings: BotSettings) -> None:
    """Run the bot until SIGINT, SIGTERM or SIGABRT; what is in hand is finished first.

    Waits for Telegram as long as it takes when it cannot be reached. Raises SettingsError when
    Telegram refuses the token.
    """
    # One line of log for each poll, every ten seconds for ever, tells nobody anything.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    application = build_application(assistant, settings)
    _LOGGER.info("connecting to %s", settings.base_url)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        application.run_polling(
            allowed_updates=ALLOWED_UPDATES, bootstrap_retries=-1, close_loop=False
        )
    except InvalidToken:
        # The library's message spells the token out: do not chain it.
        raise SettingsError(
            "Telegram từ chối mã truy cập (token) của bot.",
            english="Telegram refused the bot's token.",
            hint="Kiểm tra TROLYSO_TELEGRAM_TOKEN với @BotFather (lệnh /mybots).",
        ) from None
    finally:
        # A refused application leaves its connections open; for any other this does nothing.
        loop.run_until_complete(application.bot.shutdown())
        asyncio.set_event_loop(None)
        loop.close()


def _add_handlers(application: BotApplication, handlers: Handlers) -> None:
    new = filters.UpdateType.MESSAGE  # not an edit of an old one
    private = new & filters.ChatType.PRIVATE
    application.add_handler(CommandHandler("start", handlers.start, new))
    application.add_handler(CommandHandler("help", handlers.help, new))
    application.add_handler(CommandHandler("moi", handlers.new_conversation, new))
    application.add_handler(MessageHandler(private & filters.COMMAND, handlers.unknown_command))
    application.add_handler(MessageHandler(private & filters.TEXT, handlers.question))
    # What is left but for service messages ("pinned a message", "joined"), which ask nothing.
    rest = private & ~filters.StatusUpdate.ALL
    application.add_handler(MessageHandler(rest, handlers.not_text))
    application.add_error_handler(on_error)


async def _introduce(application: BotApplication) -> None:
    """Once connected: say so in the log, and tell Telegram the commands."""
    _LOGGER.info("connected as @%s", application.bot.username)
    vietnamese = [BotCommand(name, text) for name, text, _ in texts.COMMANDS]
    english = [BotCommand(name, text) for name, _, text in texts.COMMANDS]
    try:
        # Vietnamese for everyone, English for those whose Telegram speaks it.
        await application.bot.set_my_commands(vietnamese)
        await application.bot.set_my_commands(vietnamese, language_code="vi")
        await application.bot.set_my_commands(english, language_code="en")
    except TelegramError as error:
        _LOGGER.warning("commands were not registered; the bot works without: %s", error)
