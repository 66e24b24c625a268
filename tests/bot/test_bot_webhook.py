"""The webhook takes Telegram's updates, each once and in order, and nothing else."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest

from bot.carry.webhook import webhook_secret
from bot.settings import BotSettings
from corpus.errors import SettingsError
from tests.bot.botapi_server import BotApiServer
from tests.bot.looking import texts_of
from tests.bot.running import life_of_bot, running_bot
from tests.bot.small_assistant import ANSWERED, SmallAssistant
from tests.ports import free_port
from trolyso.store import Store, StoreError

Deliver = Callable[..., httpx.Response]


@pytest.fixture
def listening(settings: BotSettings) -> BotSettings:
    """Settings of a bot with a webhook, at a port that is free."""
    port = free_port()
    return replace(settings, webhook_url=f"http://127.0.0.1:{port}/telegram", webhook_port=port)


@pytest.fixture
def answering(small_assistant: SmallAssistant) -> SmallAssistant:
    for name in ("một", "hai", "ba"):
        small_assistant.answers[name] = replace(ANSWERED, answer=f"đáp {name}", interpreted_as=None)
    return small_assistant


@pytest.fixture
def webhook(
    answering: SmallAssistant, listening: BotSettings, store: Store, server: BotApiServer
) -> Iterator[BotSettings]:
    """The bot, listening."""
    with running_bot(answering, listening, store):
        server.wait_for(lambda: server.state.webhook["url"])
        yield listening


@pytest.fixture
def deliver(webhook: BotSettings, server: BotApiServer) -> Deliver:
    """Sends a body as Telegram does, or in some other way."""

    def send(body: Any, **changes: Any) -> httpx.Response:
        secret = server.state.webhook["secret_token"]
        given = {
            "headers": {"x-telegram-bot-api-secret-token": secret},
            "json": body,
            "timeout": 20,
            **changes,
        }
        return httpx.post(str(webhook.webhook_url), **given)

    return send


def said(server: BotApiServer, text: str) -> dict[str, Any]:
    """A person writes; the update that Telegram makes of it."""
    with server.state.changed:
        server.state.say(7, text)
        return server.state.updates.pop()


def answers(server: BotApiServer) -> list[str]:
    return [text.partition("\n")[0] for text in texts_of(server.state.shown(7))]


def test_telegram_is_told_the_address_the_secret_and_to_send_one_after_the_other(
    webhook: BotSettings, server: BotApiServer
) -> None:
    told = server.state.webhook
    assert told["url"] == webhook.webhook_url
    assert told["secret_token"] == webhook_secret(webhook.token_secret)
    assert str(told["max_connections"]) == "1"
    assert webhook.token_secret not in told["secret_token"]


def test_an_update_is_taken_and_answered_and_a_second_time_taken_and_not_answered(
    server: BotApiServer, deliver: Deliver
) -> None:
    first = said(server, "một")
    assert [deliver(first).status_code for _ in range(3)] == [200, 200, 200]
    assert deliver(said(server, "hai")).status_code == 200
    server.wait_for(lambda: len(answers(server)) == 2)
    assert answers(server) == ["đáp một", "đáp hai"]


def test_updates_out_of_order_are_answered_in_order(server: BotApiServer, deliver: Deliver) -> None:
    from concurrent.futures import ThreadPoolExecutor

    assert deliver(said(server, "một")).status_code == 200
    second, third = said(server, "hai"), said(server, "ba")
    with ThreadPoolExecutor() as pool:
        late = pool.submit(deliver, third)
        early = pool.submit(deliver, second)
        assert [late.result().status_code, early.result().status_code] == [200, 200]
    server.wait_for(lambda: len(answers(server)) == 3)
    assert answers(server) == ["đáp một", "đáp hai", "đáp ba"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-telegram-bot-api-secret-token": ""},
        {"x-telegram-bot-api-secret-token": "a" * 64},
        {"x-telegram-bot-api-secret-token": "bí mật".encode()},
    ],
)
def test_what_does_not_prove_to_be_telegram_is_refused(
    server: BotApiServer,
    deliver: Deliver,
    answering: SmallAssistant,
    headers: dict[str, Any],
) -> None:
    forged = said(server, "một")
    assert deliver(forged, headers=headers).status_code == 403
    assert deliver(said(server, "hai")).status_code == 200
    server.wait_for(lambda: answers(server))
    assert [question.text for question in answering.asked] == ["hai"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"null", 400),
        (b'{"message": {}}', 400),
        (b'{"update_id": "1"}', 400),
        (b'{"update_id": true}', 400),
        (b'{"update_id": 1, "message": {"text": 5}}', 400),
        (b'{"update_id": 1, "message": "text"}', 400),
        (b"[" * 100_000, 400),
        (b"\xff\xfe", 400),
        (b" " * (1024 * 1024 + 1), 413),
    ],
)
def test_a_body_that_is_no_update_is_refused(deliver: Deliver, body: bytes, status: int) -> None:
    assert deliver(None, json=None, content=body).status_code == status


def test_another_address_or_verb_is_not_there(webhook: BotSettings, server: BotApiServer) -> None:
    assert webhook.webhook_url is not None
    assert httpx.get(webhook.webhook_url).status_code == 405
    assert httpx.post(webhook.webhook_url + "/x").status_code == 404


def test_an_update_that_cannot_be_kept_is_not_confirmed(
    server: BotApiServer, deliver: Deliver, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    update = said(server, "một")
    with monkeypatch.context() as broken:

        def refuse(_updates: object) -> None:
            raise StoreError("Đĩa đầy.", english="The disk is full.")

        broken.setattr(store.journal, "receive", refuse)
        assert deliver(update).status_code == 503
    assert deliver(update).status_code == 200  # Telegram sends it again
    server.wait_for(lambda: answers(server) == ["đáp một"])


def test_a_port_in_use_is_a_setting_to_mend(
    answering: SmallAssistant, listening: BotSettings, store: Store
) -> None:
    with (
        socket.create_server(("127.0.0.1", listening.webhook_port)),
        pytest.raises(SettingsError, match="Không mở được cổng"),
    ):
        life_of_bot(answering, listening, store)


def test_a_bot_that_polls_takes_the_webhook_away(
    answering: SmallAssistant, settings: BotSettings, store: Store, server: BotApiServer
) -> None:
    with server.state.changed:
        server.state.webhook = {"url": "https://hoi.tinhmau.vn/telegram"}
    with running_bot(answering, settings, store):
        server.state.say(7, "một")
        server.wait_for(lambda: answers(server) == ["đáp một"])
    assert server.state.webhook["url"] == ""


def test_an_address_that_telegram_refuses_is_a_setting_to_mend(
    answering: SmallAssistant, listening: BotSettings, store: Store
) -> None:
    without_https = replace(listening, webhook_url="http://hoi.tinhmau.vn/telegram")
    with pytest.raises(SettingsError, match="Telegram không nhận địa chỉ webhook"):
        life_of_bot(answering, without_https, store)
