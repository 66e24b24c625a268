"""What the bot's tests share: the strict server, a small assistant, and the bot running."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from answer.assistant import AssistantLike
from bot.application import ALLOWED_UPDATES, BotApplication, build_application
from bot.settings import BotSettings
from tests.bot.botapi_server import BotApiServer
from tests.bot.small_assistant import SmallAssistant

RunBot = Callable[[AssistantLike, BotSettings], AbstractContextManager[BotApplication]]


@pytest.fixture(autouse=True)
def log_records_as_before() -> Iterator[None]:
    """Building an application changes the process's log records; give them back."""
    before = logging.getLogRecordFactory()
    yield
    logging.setLogRecordFactory(before)


@pytest.fixture(autouse=True)
def no_proxy_for_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy in the environment has no way to this machine's loopback."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def server() -> Iterator[BotApiServer]:
    """The strict Bot API server, with person 7's chat open."""
    with BotApiServer() as running:
        running.state.open_chat(7)
        yield running


@pytest.fixture
def settings(server: BotApiServer) -> BotSettings:
    """Settings of a bot on the strict server."""
    return BotSettings(token=server.token, base_url=server.base_url)


@pytest.fixture
def small_assistant() -> SmallAssistant:
    """An assistant of fixed answers."""
    return SmallAssistant()


@pytest.fixture
def run_bot() -> RunBot:
    """Runs the real application, polling, on an event loop of its own."""
    return running_bot


@contextmanager
def running_bot(assistant: AssistantLike, settings: BotSettings) -> Iterator[BotApplication]:
    """The application polling in a thread, until the block ends."""
    application = build_application(assistant, settings)
    started, stop = threading.Event(), asyncio.Event()
    failures: list[BaseException] = []
    loop = asyncio.new_event_loop()

    async def live() -> None:
        async with application:
            if application.post_init is not None:
                await application.post_init(application)
            assert application.updater is not None
            await application.updater.start_polling(timeout=1, allowed_updates=ALLOWED_UPDATES)
            await application.start()
            started.set()
            await stop.wait()
            await application.updater.stop()
            await application.stop()

    def run() -> None:
        try:
            loop.run_until_complete(live())
        except BaseException as failure:
            failures.append(failure)
        finally:
            started.set()
            loop.close()

    thread = threading.Thread(target=run, name="bot")
    thread.start()
    started.wait()
    try:
        yield application
    finally:
        if not failures:
            loop.call_soon_threadsafe(stop.set)
        thread.join()
        if failures:
            raise failures[0]
