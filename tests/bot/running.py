"""Runs the real application on an event loop of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from answer.protocol import AssistantLike
from bot.application import build
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
def beginning_bot(
    assistant: AssistantLike,
    settings: BotSettings,
    store: Store,
    *,
    rebuild: Rebuild = no_rebuild,
    limiter: Limiter | None = None,
    patience: float = 5.0,
) -> Iterator[threading.Event]:
    """The application, until the block ends; the event is set when it receives, or has failed."""
    started = threading.Event()
    stop = asyncio.Event()
    failures: list[BaseException] = []
    loop = asyncio.new_event_loop()

    async def life() -> None:
        keeping = keeping_of(store)
        telegram = build(
            assistant, settings, keeping, rebuild, limiter or quick_limiter(), patience
        )
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
    try:
        yield started
    finally:
        with suppress(RuntimeError):  # it has ended by itself
            loop.call_soon_threadsafe(stop.set)
        thread.join()
        if failures:
            raise failures[0]


@contextmanager
def running_bot(
    assistant: AssistantLike,
    settings: BotSettings,
    store: Store,
    *,
    rebuild: Rebuild = no_rebuild,
    limiter: Limiter | None = None,
    patience: float = 5.0,
) -> Iterator[None]:
    """The application, receiving, until the block ends."""
    with beginning_bot(
        assistant, settings, store, rebuild=rebuild, limiter=limiter, patience=patience
    ) as started:
        started.wait()
        yield


def life_of_bot(assistant: AssistantLike, settings: BotSettings, store: Store) -> None:
    """The application until it ends by itself, for a reason that is raised."""

    async def life() -> None:
        telegram = build(assistant, settings, keeping_of(store), no_rebuild, quick_limiter())
        async with asyncio.timeout(60):
            await live(telegram, asyncio.Event())

    asyncio.run(life())
