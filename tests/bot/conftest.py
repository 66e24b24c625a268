"""What the bot's tests share: the strict server, a small assistant, and the bot running."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from bot.settings import BotSettings
from tests.bot.botapi_server import BotApiServer
from tests.bot.small_assistant import SmallAssistant


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
