"""What the bot's tests share: the strict server, a small assistant, and the bot running."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import BotSettings
from tests.bot.botapi_server import BotApiServer
from tests.bot.running import running_bot
from tests.bot.small_assistant import SmallAssistant
from trolyso.store import Store, open_store, sqlite_url


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
    """Settings of a bot on the strict server; a busy machine makes no answer a slow one."""
    return BotSettings(token=server.token, base_url=server.base_url, announce_after=30.0)


@pytest.fixture
def small_assistant() -> SmallAssistant:
    """An assistant of fixed answers."""
    return SmallAssistant()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its tables; to copy takes less than to make another."""
    file = tmp_path_factory.mktemp("database") / "trolyso.db"
    open_store(sqlite_url(file)).close()
    return file


@pytest.fixture
def store(empty_database: Path, tmp_path: Path) -> Iterator[Store]:
    """A database of the test's own."""
    file = tmp_path / "trolyso.db"
    shutil.copy(empty_database, file)
    opened = open_store(sqlite_url(file))
    yield opened
    opened.close()


@pytest.fixture
def bot(small_assistant: SmallAssistant, settings: BotSettings, store: Store) -> Iterator[None]:
    """The bot, running over the small assistant."""
    with running_bot(small_assistant, settings, store):
        yield
