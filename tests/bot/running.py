"""Runs the real application, polling, on an event loop of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from answer.protocol import AssistantLike
from bot.application import ALLOWED_UPDATES, BotApplication, build_application
from bot.settings import BotSettings


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
