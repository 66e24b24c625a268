"""What networks and Telegram do to the bot, and that nobody notices, or is asked when nobody can
know."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from bot import texts
from bot.carry import leasing, polling
from bot.keeping import Delivery
from bot.settings import BotSettings
from tests.bot.botapi_server import BotApiServer
from tests.bot.looking import press, texts_of
from tests.bot.misbehaving import Fault, Misbehaving
from tests.bot.running import beginning_bot, life_of_bot, running_bot
from tests.bot.small_assistant import ANSWERED, SmallAssistant
from trolyso.store import Store, StoreError

Running = Callable[..., AbstractContextManager[None]]

PATIENCE = 0.4  # seconds that the bot waits for an answer here


@pytest.fixture
def proxy(server: BotApiServer) -> Iterator[Misbehaving]:
    with Misbehaving(server) as misbehaving:
        yield misbehaving


@pytest.fixture
def through(settings: BotSettings, proxy: Misbehaving) -> BotSettings:
    """Settings of a bot behind the proxy."""
    return replace(settings, base_url=proxy.base_url)


@pytest.fixture
def answering(small_assistant: SmallAssistant) -> SmallAssistant:
    """The small assistant; its answers name their questions."""
    for name in ("một", "hai", "ba", "bốn", "năm"):
        small_assistant.answers[name] = replace(
            ANSWERED, answer=f"đáp {name}", interpreted_as=None, notes=(), citations=()
        )
    return small_assistant


@pytest.fixture
def running(answering: SmallAssistant, through: BotSettings, store: Store) -> Running:
    """Runs the bot behind the proxy, until a block ends."""
    return partial(running_bot, answering, through, store)


def answers_in(server: BotApiServer, chat_id: int) -> list[str]:
    return [text for text in texts_of(server.state.shown(chat_id)) if text.startswith("đáp")]


@pytest.mark.parametrize("fault", [Fault.TOO_MANY, Fault.BAD_GATEWAY])
def test_what_was_refused_for_now_is_sent_again_in_order_while_other_chats_go_on(
    server: BotApiServer, running: Running, proxy: Misbehaving, fault: Fault
) -> None:
    server.state.open_chat(8)
    with running():
        proxy.next("sendMessage", fault, fault)
        server.state.say(7, "một")
        server.wait_for(lambda: proxy.done[fault] == 1)
        server.state.say(7, "hai")
        server.wait_for(lambda: len(answers_in(server, 7)) == 2, 30)
        server.state.say(8, "ba")
        server.wait_for(lambda: answers_in(server, 8))
    assert answers_in(server, 7) == ["đáp một", "đáp hai"]
    assert proxy.done[fault] == 2


@pytest.mark.parametrize("fault", [Fault.REQUEST_LOST, Fault.REQUEST_RESET])
def test_an_answer_that_may_have_arrived_and_did_not_is_sent_when_the_person_says_so(
    server: BotApiServer, running: Running, proxy: Misbehaving, fault: Fault
) -> None:
    with running(patience=PATIENCE):
        proxy.next("sendMessage", fault)
        server.state.say(7, "một")
        (notice,) = server.wait_for_sent(1)
        assert notice["text"] == texts.DID_IT_ARRIVE
        assert "reply_to_message" in notice
        data = notice["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        server.state.press(notice, data)
        server.wait_for(lambda: answers_in(server, 7) == ["đáp một"])
        # Pressed twice, or by a stranger in another chat, it is not sent twice.
        second = server.state.press(notice, data)
        server.wait_for(lambda: second in server.state.toasts)
        server.state.say(7, "hai")
        server.wait_for(lambda: "đáp hai" in answers_in(server, 7))
    assert notice["text"] == texts.RESENDING
    assert answers_in(server, 7) == ["đáp một", "đáp hai"]


@pytest.mark.parametrize("fault", [Fault.ANSWER_LOST, Fault.ANSWER_RESET])
def test_an_answer_that_may_have_arrived_and_did_is_not_doubled(
    server: BotApiServer, running: Running, proxy: Misbehaving, fault: Fault
) -> None:
    with running(patience=PATIENCE):
        proxy.next("sendMessage", fault)
        server.state.say(7, "một")
        answer, notice = server.wait_for_sent(2)
        assert [answer["text"], notice["text"]] == ["đáp một", texts.DID_IT_ARRIVE]
        press(server, notice, texts.IT_ARRIVED)
        server.wait_for(lambda: notice["text"] == texts.GOOD_THEN)
        server.state.say(7, "hai")
        server.wait_for(lambda: "đáp hai" in answers_in(server, 7))
    assert answers_in(server, 7) == ["đáp một", "đáp hai"]


@pytest.mark.parametrize("fault", [Fault.ANSWER_LOST, Fault.ANSWER_RESET, Fault.REQUEST_RESET])
def test_an_edit_is_simply_made_again(
    server: BotApiServer, running: Running, proxy: Misbehaving, fault: Fault
) -> None:
    with running(patience=PATIENCE):
        server.state.say(7, "/xoadulieu")
        (sure,) = server.wait_for_sent(1)
        proxy.next("editMessageText", fault)
        press(server, sure, texts.ERASE_NO)
        server.wait_for(lambda: sure["text"] == texts.KEPT)
        server.state.say(7, "một")
        server.wait_for(lambda: answers_in(server, 7))
    assert texts_of(server.state.shown(7)) == [texts.KEPT, "đáp một"]


@pytest.mark.parametrize("fault", [Fault.ANSWER_LOST, Fault.REQUEST_LOST])
def test_the_question_whether_it_arrived_is_asked_until_it_arrives_itself(
    server: BotApiServer, running: Running, proxy: Misbehaving, fault: Fault
) -> None:
    with running(patience=PATIENCE):
        proxy.next("sendMessage", Fault.ANSWER_LOST, fault)
        server.state.say(7, "một")
        server.wait_for(lambda: texts.DID_IT_ARRIVE in texts_of(server.state.shown(7)))
        server.state.say(7, "hai")
        server.wait_for(lambda: "đáp hai" in answers_in(server, 7))
    assert answers_in(server, 7) == ["đáp một", "đáp hai"]


@pytest.mark.parametrize("fault", [Fault.DUPLICATED, Fault.REORDERED])
def test_updates_that_come_twice_or_out_of_order_are_answered_once_and_in_order(
    server: BotApiServer, running: Running, proxy: Misbehaving, fault: Fault
) -> None:
    names = ["một", "hai", "ba", "bốn", "năm"]
    proxy.next("getUpdates", *[fault] * 4)
    for name in names[:3]:
        server.state.say(7, name)
    with running():
        server.wait_for(lambda: len(answers_in(server, 7)) == 3)
        for name in names[3:]:
            server.state.say(7, name)
        server.wait_for(lambda: len(answers_in(server, 7)) == 5)
    assert answers_in(server, 7) == [f"đáp {name}" for name in names]
    assert proxy.done[fault] == 4


@pytest.mark.parametrize(
    "fault",
    [
        Fault.TOO_MANY,
        Fault.BAD_GATEWAY,
        Fault.REQUEST_RESET,
        Fault.ANSWER_RESET,
    ],
)
def test_polling_goes_on_after_a_failure_and_loses_nothing(
    server: BotApiServer, running: Running, proxy: Misbehaving, fault: Fault
) -> None:
    proxy.next("getUpdates", fault, fault)
    server.state.say(7, "một")
    with running():
        server.wait_for(lambda: answers_in(server, 7))
    assert answers_in(server, 7) == ["đáp một"]


def test_while_telegram_is_down_the_bot_waits_and_comes_back_by_itself(
    server: BotApiServer,
    answering: SmallAssistant,
    through: BotSettings,
    store: Store,
    proxy: Misbehaving,
    caplog: pytest.LogCaptureFixture,
) -> None:
    proxy.go_down()
    caplog.set_level(logging.WARNING)
    with beginning_bot(answering, through, store) as started:
        while "Telegram cannot be reached" not in caplog.text:
            time.sleep(0.05)
        proxy.come_back()
        started.wait()
        server.state.say(7, "một")
        server.wait_for(lambda: answers_in(server, 7))
        proxy.go_down()
        server.state.say(7, "hai")
        while "polling failed, trying again" not in caplog.text:
            time.sleep(0.05)
        proxy.come_back()
        server.wait_for(lambda: answers_in(server, 7) == ["đáp một", "đáp hai"], 60)


def test_a_second_poller_of_the_same_token_stops_and_says_why(
    answering: SmallAssistant,
    through: BotSettings,
    store: Store,
    proxy: Misbehaving,
) -> None:
    proxy.next("getUpdates", Fault.CONFLICT)
    with pytest.raises(polling.ConflictError, match="Một tiến trình khác đang nhận tin"):
        life_of_bot(answering, through, store)


def test_who_polled_first_bears_with_another_for_a_while(
    server: BotApiServer,
    answering: SmallAssistant,
    through: BotSettings,
    store: Store,
    proxy: Misbehaving,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(polling, "_SETTLED_AFTER", 0.0)
    proxy.next("getUpdates", Fault.CONFLICT, Fault.CONFLICT)
    with running_bot(answering, through, store):
        server.state.say(7, "một")
        server.wait_for(lambda: answers_in(server, 7))
    monkeypatch.setattr(polling, "_CONFLICT_PATIENCE", 0.0)
    proxy.next("getUpdates", Fault.CONFLICT, Fault.CONFLICT)
    with pytest.raises(polling.ConflictError):
        life_of_bot(answering, through, store)


def test_a_second_process_on_the_same_database_does_not_begin(
    server: BotApiServer, answering: SmallAssistant, settings: BotSettings, store: Store
) -> None:
    settings = replace(settings, lease_seconds=1.5)
    with running_bot(answering, settings, store):
        with pytest.raises(leasing.OneAtATimeError, match="đang chạy ở một tiến trình khác"):
            life_of_bot(answering, settings, store)
        server.state.say(7, "một")
        server.wait_for(lambda: answers_in(server, 7))
    with running_bot(answering, settings, store):  # the lease was given back
        server.state.say(7, "hai")
        server.wait_for(lambda: len(answers_in(server, 7)) == 2)


def test_who_blocked_the_bot_costs_a_log_line_and_nothing_else(
    server: BotApiServer,
    answering: SmallAssistant,
    settings: BotSettings,
    store: Store,
    caplog: pytest.LogCaptureFixture,
) -> None:
    server.state.open_chat(8)
    server.state.block(8)
    with running_bot(answering, settings, store):
        server.state.say(8, "một")
        server.state.say(8, "hai")
        server.wait_for(lambda: any(name == "sendmessage" for name, _ in server.calls))
        server.state.say(7, "ba")
        server.wait_for(lambda: answers_in(server, 7))
    assert store.journal.chats() == []
    assert "not sent" in caplog.text


def test_a_group_that_becomes_another_chat_is_answered_there(
    server: BotApiServer, answering: SmallAssistant, settings: BotSettings, store: Store
) -> None:
    server.state.open_group(-9)
    server.state.open_group(-1009)
    with running_bot(answering, settings, store):
        with server.state.changed:
            server.state.say(-9, "/hoi một", user_id=7)
            server.state.migrated[-9] = -1009
        server.wait_for(lambda: answers_in(server, -1009))
    assert answers_in(server, -1009) == ["đáp một"]


def test_an_announcement_that_was_deleted_does_not_take_the_answer_with_it(
    server: BotApiServer, answering: SmallAssistant, settings: BotSettings, store: Store
) -> None:
    release = answering.held["một"] = threading.Event()
    with running_bot(answering, replace(settings, announce_after=0.01), store):
        server.state.say(7, "một")
        (announced,) = server.wait_for_sent(1)
        with server.state.changed:
            del server.state.messages[7, announced["message_id"]]
        release.set()
        server.wait_for(lambda: answers_in(server, 7))
    assert answers_in(server, 7) == ["đáp một"]


def test_while_the_database_is_away_nothing_is_lost_or_sent_twice(
    server: BotApiServer,
    answering: SmallAssistant,
    settings: BotSettings,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    failures = 0

    def failing_at_first(method: Callable[..., Any]) -> Callable[..., Any]:
        times = iter(range(1))

        def call(*arguments: Any) -> Any:
            nonlocal failures
            if next(times, None) is not None:
                failures += 1
                raise StoreError("Đĩa đầy.", english="The disk is full.")
            return method(*arguments)

        return call

    def failing_when_sent(mark: Callable[..., Any]) -> Callable[..., Any]:
        sent = failing_at_first(mark)

        def call(number: int, delivery: Delivery) -> Any:
            return (sent if delivery is Delivery.SENT else mark)(number, delivery)

        return call

    with monkeypatch.context() as away:
        for name in ("receive", "finish", "next"):
            away.setattr(store.journal, name, failing_at_first(getattr(store.journal, name)))
        away.setattr(store.journal, "mark", failing_when_sent(store.journal.mark))
        away.setattr(store.memory, "history", failing_at_first(store.memory.history))
        with running_bot(answering, settings, store):
            server.state.say(7, "một")
            server.state.say(7, "hai")
            server.wait_for(lambda: len(answers_in(server, 7)) == 2, 60)
    with running_bot(answering, settings, store):
        server.state.say(7, "ba")
        server.wait_for(lambda: len(server.state.shown(7)) == 3)
    assert texts_of(server.state.shown(7)) == ["đáp một", "đáp hai", "đáp ba"]
    assert failures == 5
