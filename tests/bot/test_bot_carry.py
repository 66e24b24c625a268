"""The parts that carry updates and messages, each by itself."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import Any

import httpx
import pytest
from telegram import Chat, Message, Update
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from answer.keeping import now
from bot.carry.limiting import Limiter
from bot.carry.ordering import InOrderPerChat
from bot.carry.sequence import Sequence
from bot.carry.verdicts import Verdict, told_to_wait, verdict_on
from bot.logs import JsonLines, event


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (caused(NetworkError("x"), httpx.ConnectError("x")), Verdict.AGAIN),
        (caused(TimedOut(), httpx.ConnectTimeout("x")), Verdict.AGAIN),
        (caused(TimedOut("x"), httpx.PoolTimeout("x")), Verdict.AGAIN),
        (caused(TimedOut(), httpx.WriteTimeout("x")), Verdict.AGAIN),
        (caused(NetworkError("x"), httpx.WriteError("x")), Verdict.AGAIN),
        (caused(TimedOut(), httpx.ReadTimeout("x")), Verdict.UNSURE),
        (caused(NetworkError("x"), httpx.ReadError("x")), Verdict.UNSURE),
        (caused(NetworkError("x"), httpx.RemoteProtocolError("x")), Verdict.UNSURE),
        (NetworkError("Bad Gateway (502)"), Verdict.AGAIN),
        (NetworkError("Internal Server Error (500)"), Verdict.AGAIN),
        (BadRequest("Message is not modified: specified new …"), Verdict.DONE),
        (BadRequest("Message to edit not found"), Verdict.GONE),
        (BadRequest("Message can't be edited"), Verdict.GONE),
        (BadRequest("Chat not found"), Verdict.CLOSED),
        (BadRequest("Can't parse entities: …"), Verdict.NO),
        (Forbidden("bot was blocked by the user"), Verdict.CLOSED),
        (ChatMigrated(-1001), Verdict.MOVED),
        (TelegramError("something new"), Verdict.NO),
    ],
)
def test_a_failure_means_what_it_can_mean(error: TelegramError, verdict: Verdict) -> None:
    assert verdict_on(error) is verdict


@pytest.mark.parametrize("wait", [3, timedelta(seconds=3)])
def test_telegrams_wait_is_told_in_seconds(
    wait: int | timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    assert told_to_wait(RetryAfter(wait)) == 3.0


def request(order: list[str], name: str, limiter: Limiter, chat_id: int, **data: Any) -> Any:
    async def call() -> bool:
        order.append(name)
        return True

    async def door() -> None:
        order.append(f"{name} at the door")

    given = {"chat_id": chat_id, "text": "a", **data}
    return limiter.process_request(call, (), {}, "sendMessage", given, door)


def test_a_chats_second_message_waits_and_other_chats_do_not() -> None:
    order: list[str] = []

    async def send() -> None:
        limiter = Limiter(chat_seconds=0.05)
        await asyncio.gather(
            request(order, "7 first", limiter, 7),
            request(order, "7 second", limiter, 7),
            request(order, "8", limiter, 8),
        )

    asyncio.run(send())
    assert order[0:2] == ["7 first at the door", "7 first"]
    assert order.index("8") < order.index("7 second at the door")


def test_what_says_nothing_in_a_chat_does_not_wait_for_its_turn_in_it() -> None:
    order: list[str] = []

    async def send() -> None:
        limiter = Limiter(chat_seconds=3600)
        await request(order, "message", limiter, 7)
        await limiter.process_request(
            _true, (), {}, "answerCallbackQuery", {"callback_query_id": "1"}, None
        )

    asyncio.run(send())
    assert order[-1] == "message"


async def _true() -> bool:
    return True


def update(number: int, chat_id: int = 7) -> Update:
    message = Message(number, now(), Chat(chat_id, "private"), text="x")
    return Update(number, message=message)


def test_a_chats_updates_are_handled_one_after_the_other_and_told_of_afterwards() -> None:
    told: list[str] = []

    async def handle() -> None:
        go = asyncio.Event()

        async def slow() -> None:
            await go.wait()
            told.append("slow")

        async def quick(name: str) -> None:
            told.append(name)

        async def afterwards(given: object) -> None:
            assert isinstance(given, Update)
            told.append(f"after {given.update_id}")

        order = InOrderPerChat(afterwards)
        first = asyncio.create_task(order.process_update(update(1), slow()))
        second = asyncio.create_task(order.process_update(update(2), quick("next")))
        await asyncio.create_task(order.process_update(update(3, 8), quick("other")))
        go.set()
        await asyncio.gather(first, second)

    asyncio.run(handle())
    assert told == ["other", "after 3", "slow", "after 1", "next", "after 2"]


@pytest.mark.parametrize(
    ("arriving", "passed"),
    [
        ([5, 6, 7], [5, 6, 7]),
        ([5, 7, 6], [5, 6, 7]),
        ([5, 8, 7, 6], [5, 6, 7, 8]),
        ([5, 5, 6], [5, 5, 6]),  # a repeated one is known by its number later
        ([5, 8], [5, 8]),  # 6 and 7 never come
    ],
)
def test_updates_are_passed_on_in_the_order_of_their_numbers(
    arriving: list[int], passed: list[int]
) -> None:
    seen: list[int] = []

    async def take(updates: list[Update]) -> None:
        seen.extend(each.update_id for each in updates)

    async def arrive() -> None:
        sequence = Sequence(take, seconds=0.2)
        await sequence.put(update(arriving[0]))
        await asyncio.gather(*(sequence.put(update(number)) for number in arriving[1:]))

    asyncio.run(arrive())
    assert seen == passed


def test_the_log_is_lines_of_json_without_the_secret(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    logger = logging.getLogger("bot.test")
    event(logger, logging.INFO, "answered", person="ab12", url="/bot1:AAH-secret/getMe")
    try:
        raise ValueError("AAH-secret")
    except ValueError:
        logger.exception("failed")
    first, second = map(JsonLines("AAH-secret").format, caplog.records)
    assert '"event": "answered", "person": "ab12", "url": "/bot1:***/getMe"' in first
    assert "ValueError: ***" in second
    assert "AAH" not in first + second
    assert "\n" not in second
