"""The bot's life: connect, take up what was left, receive until told to stop, finish what is in
hand."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from telegram import BotCommand, BotCommandScopeChat
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError

from answer.keeping import Door, now
from answer.protocol import AssistantLike
from bot import texts
from bot.application import ALLOWED_UPDATES, Telegram, build
from bot.carry.leasing import Tenancy
from bot.carry.polling import Poller
from bot.carry.verdicts import told_to_wait
from bot.carry.webhook import Webhook, webhook_secret
from bot.keeping import Keeping, Rebuild
from bot.logs import event
from bot.secrecy import hide_in_logs
from bot.settings import BotSettings
from corpus.errors import SettingsError, TroLySoError, reason_of

_LOGGER = logging.getLogger(__name__)

# Seconds that messages in hand may still take when told to stop.
_LAST_MESSAGES = 10.0
# Seconds between two tries to reach Telegram at the start.
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
# Seconds between two signs of life.
_ALIVE_EVERY = 1.0
# Seconds between two looks for what is past its time.
_FORGET_EVERY = 3600.0
# How long it is known which updates were handled; Telegram keeps one for a day.
_UPDATES_KEPT = timedelta(days=2)


def run_bot(
    assistant: AssistantLike,
    settings: BotSettings,
    keeping: Keeping,
    rebuild: Rebuild,
    on_alive: Callable[[], None],
) -> None:
    """Runs the bot until SIGINT, SIGTERM or SIGABRT; what is in hand is finished first. Meanwhile
    ``on_alive`` is called every second.

    Waits for Telegram as long as it takes when it cannot be reached. Raises SettingsError when
    Telegram refuses the token, and another TroLySoError when another process is at work.
    """
    hide_in_logs(settings.token_secret)

    async def until_told() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGABRT):
            loop.add_signal_handler(number, stop.set)
        telegram = build(assistant, settings, keeping, rebuild)
        await _until(stop, _be_alive(on_alive), live(telegram, stop))

    asyncio.run(until_told())


async def live(
    telegram: Telegram, stop: asyncio.Event, ready: Callable[[], None] | None = None
) -> None:
    """One life of the bot, until ``stop``. ``ready`` is called when it is about to receive."""
    parts = telegram.parts
    tenancy = Tenancy(parts.keeping.lease, parts.keep, parts.settings.lease_seconds)
    await tenancy.begin()
    try:
        await _until(stop, tenancy.keep_on(), _receive(telegram, stop, ready))
    except InvalidToken:
        # The library's message spells the token out: do not chain it.
        raise _refused() from None
    finally:
        parts.closing.set()
        with suppress(TroLySoError):  # it ends by itself
            await tenancy.end()
        parts.asking.close()
        parts.keep.close()


async def _receive(
    telegram: Telegram, stop: asyncio.Event, ready: Callable[[], None] | None
) -> None:
    parts, application, receiver = telegram.parts, telegram.application, telegram.receiver
    # From the database once, in a thread; from then on it is arithmetic.
    await parts.keep.run(parts.keeping.answers.pseudonym, Door.TELEGRAM, "")
    try:
        if not await _connect(telegram, stop):
            return
        await application.start()
        try:
            await parts.sender.start()
            await receiver.take_up()
            if ready is not None:
                ready()
            await _until(stop, _housekeep(telegram), _source(telegram, stop))
        finally:
            parts.closing.set()
            await application.stop()
            await parts.sender.stop(_LAST_MESSAGES)
    finally:
        await application.shutdown()


async def _source(telegram: Telegram, stop: asyncio.Event) -> None:
    parts, settings = telegram.parts, telegram.parts.settings
    if settings.webhook_url is None:
        if await _insist(parts.bot.delete_webhook, stop):
            await Poller(parts.bot, telegram.receiver, ALLOWED_UPDATES).run(stop)
        return
    secret = webhook_secret(settings.token_secret)
    path = urlsplit(settings.webhook_url).path or "/"
    listening = _listen(settings.webhook_host, settings.webhook_port)
    with listening:
        announce = partial(
            parts.bot.set_webhook,
            settings.webhook_url,
            allowed_updates=ALLOWED_UPDATES,
            secret_token=secret,
            # One after the other: they come in order, and each takes but milliseconds.
            max_connections=1,
        )
        try:
            reached = await _insist(announce, stop)
        except BadRequest as error:
            raise _no_webhook(settings.webhook_url, error) from error
        if reached:
            await Webhook(parts.bot, telegram.receiver, secret, path).run(listening, stop)


async def _until(
    stop: asyncio.Event, beside: Coroutine[Any, Any, None], work: Coroutine[Any, Any, None]
) -> None:
    """Works, with something going on beside; ends when the work does, or fails when either does."""
    working, going = asyncio.create_task(work), asyncio.create_task(beside)
    try:
        await asyncio.wait({working, going}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():  # what goes on beside has failed
            stop.set()
        await working
    finally:
        going.cancel()
        results = await asyncio.gather(going, return_exceptions=True)
    if isinstance(results[0], Exception):
        raise results[0]


async def _connect(telegram: Telegram, stop: asyncio.Event) -> bool:
    """Makes itself known to Telegram; False when told to stop meanwhile."""
    bot, settings = telegram.parts.bot, telegram.parts.settings
    event(_LOGGER, logging.INFO, "connecting", address=settings.base_url)
    if not await _insist(telegram.application.initialize, stop):
        return False
    event(_LOGGER, logging.INFO, "connected", username=bot.username)
    await _introduce(telegram)
    return True


async def _insist(call: Callable[[], Awaitable[object]], stop: asyncio.Event) -> bool:
    """Calls Telegram until it can be reached; False when told to stop meanwhile."""
    pause = _FIRST_PAUSE
    while not stop.is_set():
        try:
            await call()
        except RetryAfter as error:
            pause = told_to_wait(error)
        except BadRequest:  # to the library a network error, too
            raise
        except NetworkError as error:
            event(_LOGGER, logging.WARNING, "Telegram cannot be reached", error=str(error))
        else:
            return True
        with suppress(TimeoutError):
            async with asyncio.timeout(pause):
                await stop.wait()
        pause = min(2 * pause, _LONGEST_PAUSE)
    return False


async def _introduce(telegram: Telegram) -> None:
    """Tells Telegram the commands: Vietnamese for everyone, English for those whose Telegram
    speaks it, the administrators' for them alone."""
    bot, settings = telegram.parts.bot, telegram.parts.settings
    vietnamese = [BotCommand(name, text) for name, text, _ in texts.COMMANDS]
    english = [BotCommand(name, text) for name, _, text in texts.COMMANDS]
    own = [BotCommand(name, text) for name, text, _ in texts.ADMIN_COMMANDS]
    try:
        await bot.set_my_commands(vietnamese)
        await bot.set_my_commands(vietnamese, language_code="vi")
        await bot.set_my_commands(english, language_code="en")
        for admin in settings.admins:
            # An administrator who has never written to the bot has no chat with it yet.
            with suppress(TelegramError):
                await bot.set_my_commands([*vietnamese, *own], scope=BotCommandScopeChat(admin))
    except TelegramError as error:
        event(_LOGGER, logging.WARNING, "commands were not registered", error=str(error))


async def _be_alive(on_alive: Callable[[], None]) -> None:
    while True:
        on_alive()
        await asyncio.sleep(_ALIVE_EVERY)


async def _housekeep(telegram: Telegram) -> None:
    """Forgets what is past its time, once an hour."""
    parts = telegram.parts
    kept = timedelta(days=parts.settings.retention_days)
    while True:
        try:
            await parts.keep.run(parts.keeping.journal.forget_old, now() - _UPDATES_KEPT)
            await parts.keep.run(parts.keeping.memory.forget_old, now() - kept)
        except TroLySoError as error:
            event(_LOGGER, logging.WARNING, "nothing was forgotten", error=error.english)
        await asyncio.sleep(_FORGET_EVERY)


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port))
    except OSError as error:
        raise SettingsError(
            f"Không mở được cổng {port} tại {host} cho webhook: {reason_of(error)}.",
            english=f"Port {port} at {host} cannot be opened for the webhook: {error.strerror}.",
            hint="Sửa TROLYSO_TELEGRAM_WEBHOOK_HOST, TROLYSO_TELEGRAM_WEBHOOK_PORT.",
        ) from error


def _no_webhook(address: str, error: BadRequest) -> SettingsError:
    return SettingsError(
        f"Telegram không nhận địa chỉ webhook {address}: {error.message}.",
        english=f"Telegram does not take the webhook address {address}: {error.message}.",
        hint="Địa chỉ cần https, cổng 443, 80, 88 hoặc 8443; sửa TROLYSO_TELEGRAM_WEBHOOK_URL.",
    )


def _refused() -> SettingsError:
    return SettingsError(
        "Telegram từ chối mã truy cập (token) của bot.",
        english="Telegram refused the bot's token.",
        hint="Kiểm tra TROLYSO_TELEGRAM_TOKEN với @BotFather (lệnh /mybots).",
    )
