"""Runs the real application on an event loop of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from answer.protocol import AssistantLike
from bot.application import Telegram, build
from bot.carry.limiting import Limiter
from bot.keeping import Keeping, Rebuild
from bot.running import live
from bot.settings import BotSettings
from trolyso.store import Store


def keeping_of(store: Store) -> Keeping:
    """The store as the bot knows it."""
    return Keeping(
        answers=store.answers,
        feedback=store.feedback,
        journal=store.journal,
        memory=store.memory,
        admission=store.admission,
        lease=store.lease,
    )


def no_rebuild() -> int:
    """For a bot that nobody asks to rebuild."""
    raise AssertionError("nobody asked")


def quick_limiter() -> Limiter:
    """Limits that a test does not have to wait for."""
    return Limiter(chat_seconds=0.001, overall_max_rate=10_000, group_max_rate=10_000)


@contextmanager
def running_bot(
    assistant: AssistantLike,
    settings: BotSettings,
    store: Store,
    *,
    rebuild: Rebuild = no_rebuild,
    limiter: Limiter | None = None,
    patience: float = 5.0,
) -> Iterator[Telegram]:
    """The application, receiving, until the block ends."""
    started = threading.Event()
    running: list[tuple[Telegram, asyncio.Event]] = []
    failures: list[BaseException] = []
    loop = asyncio.new_event_loop()

    async def life() -> None:
        stop = asyncio.Event()
        telegram = build(
            assistant, settings, keeping_of(store), rebuild, limiter or quick_limiter(), patience
        )
        running.append((telegram, stop))
        await live(telegram, stop, started.set)

    def run() -> None:
        try:
            loop.run_until_complete(life())
        except BaseException as failure:
            failures.append(failure)
        finally:
            started.set()
            loop.close()

    thread = threading.Thread(target=run, name="bot")
    thread.start()
    started.wait()
    try:
        yield running[0][0]
    finally:
        if not loop.is_closed():
            loop.call_soon_threadsafe(running[0][1].set)
        thread.join()
        if failures:
            raise failures[0]
