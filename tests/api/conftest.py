"""The app on a real server on loopback, over a small assistant of real documents."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from answer.access import Scope
from api.services import Services
from tests.api.api_testing import ScriptedAssistant, running
from trolyso.administration import Desk
from trolyso.settings import Settings
from trolyso.store import Store, open_store, sqlite_url


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A database of the module's own."""
    opened = open_store(sqlite_url(tmp_path_factory.mktemp("store") / "t.db"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def whole(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client, with an administrator's key, of an app with everything in it. Jobs stay queued:
    what they do has tests of its own."""
    desk = Desk(Settings(home=tmp_path_factory.mktemp("whole")), store.jobs)
    desk._runner.close()
    services = Services(store.answers, store.feedback, store.keys, desk)
    with running(ScriptedAssistant, services) as client:
        _, secret = store.keys.create("kiểm thử", [Scope.ADMIN])
        client.headers["authorization"] = f"Bearer {secret}"
        yield client
    desk.close()


@pytest.fixture(scope="session")
def _served() -> Iterator[tuple[list[ScriptedAssistant], httpx.Client]]:
    """One server for all tests; the list holds the assistant that serves."""
    serving = [ScriptedAssistant()]
    with running(lambda: serving[0]) as client:
        yield serving, client


@pytest.fixture
def scripted() -> ScriptedAssistant:
    """The assistant behind ``client``, to be scripted."""
    return ScriptedAssistant()


@pytest.fixture
def client(
    _served: tuple[list[ScriptedAssistant], httpx.Client], scripted: ScriptedAssistant
) -> httpx.Client:
    """A client of the app over ``scripted``."""
    serving, client = _served
    serving[0] = scripted
    return client
