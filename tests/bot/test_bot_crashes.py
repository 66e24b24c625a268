"""Killed in the middle of things, the bot answers once all the same; told to stop, it finishes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot import texts
from tests.bot.botapi_server import BotApiServer
from tests.bot.looking import press, texts_of
from tests.bot.misbehaving import Fault, Misbehaving
from trolyso.store import Store, open_store, sqlite_url

ROOT = Path(__file__).parents[2]

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def database(tmp_path: Path) -> str:
    """The database of all the processes of a test."""
    return sqlite_url(tmp_path / "trolyso.db")


@pytest.fixture
def seen(database: str) -> Iterator[Store]:
    """The same database, as the test looks into it."""
    store = open_store(database)
    yield store
    store.close()


@pytest.fixture
def start(server: BotApiServer, database: str) -> Iterator[Start]:
    """Starts the bot in a process; what still runs at the end is killed."""
    running: list[subprocess.Popen[str]] = []

    def begin(base_url: str | None = None, announce_after: float = 60.0) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.bot.crashing",
                server.token,
                base_url or server.base_url,
                database,
                str(announce_after),
            ],
            cwd=ROOT,
            env={**os.environ, "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        if process.poll() is None:
            process.kill()
        process.communicate()


def until(condition: Callable[[], object]) -> None:
    """Waits for what no notification tells of."""
    for _ in range(1200):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("not so after a minute")


def shown(server: BotApiServer) -> list[str]:
    return texts_of(server.state.shown(7))


def test_a_stop_signal_finishes_what_is_in_hand(server: BotApiServer, start: Start) -> None:
    process = start(announce_after=0.01)
    server.state.say(7, "chậm một")
    server.wait_for(lambda: shown(server) == [texts.LOOKING_UP], 60)
    process.send_signal(signal.SIGTERM)
    output, _ = process.communicate("xong\n", timeout=60)
    assert shown(server) == ["đáp chậm một"]
    assert process.returncode == 0
    assert server.token.split(":")[1] not in output
    assert '"event": "connected"' in output


def test_killed_while_it_looks_an_answer_up_it_answers_when_it_is_back(
    server: BotApiServer, start: Start, seen: Store
) -> None:
    process = start(announce_after=0.01)
    server.state.say(7, "chậm một")
    server.state.say(7, "hai")
    server.wait_for(lambda: shown(server) == [texts.LOOKING_UP], 60)
    until(lambda: seen.journal.held(1))
    process.kill()
    process.communicate()
    server.state.say(7, "ba")
    again = start()
    assert again.stdin is not None
    again.stdin.write("xong\n")
    again.stdin.flush()
    # The announcement becomes the answer: it is not left behind.
    answers = ["đáp chậm một", "đáp hai", "đáp ba"]
    server.wait_for(lambda: shown(server) == answers, 90)


@pytest.mark.parametrize(
    ("fault", "found"),
    [
        (Fault.ANSWER_LOST, ["đáp một", texts.DID_IT_ARRIVE]),
        (Fault.REQUEST_LOST, [texts.DID_IT_ARRIVE]),
    ],
)
def test_killed_while_it_sends_it_asks_and_does_not_send_twice(
    server: BotApiServer, start: Start, fault: Fault, found: list[str]
) -> None:
    with Misbehaving(server) as proxy:
        proxy.next("sendMessage", fault)
        process = start(proxy.base_url)
        server.state.say(7, "một")
        server.wait_for(lambda: proxy.done[fault], 60)
        if fault is Fault.ANSWER_LOST:
            server.wait_for(lambda: shown(server) == ["đáp một"])
        process.kill()
        process.communicate()
        start(proxy.base_url)
        server.wait_for(lambda: shown(server) == found, 90)
        if fault is Fault.REQUEST_LOST:
            press(server, server.state.shown(7)[-1], texts.RESEND)
            server.wait_for(lambda: shown(server) == [texts.RESENDING, "đáp một"])


def test_killed_before_it_could_send_it_sends_when_it_is_back(
    server: BotApiServer, start: Start, seen: Store
) -> None:
    with Misbehaving(server) as proxy:
        proxy.next("sendMessage", *[Fault.BAD_GATEWAY] * 3)
        process = start(proxy.base_url)
        server.state.say(7, "một")
        server.wait_for(lambda: proxy.done[Fault.BAD_GATEWAY], 60)
        until(lambda: seen.journal.chats() == [7])  # it waits to try again
        process.kill()
        process.communicate()
        start(proxy.base_url)
        server.wait_for(lambda: shown(server) == ["đáp một"], 90)
