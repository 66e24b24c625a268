"""Listening, refusing to, and stopping."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty, Queue

import httpx
import pytest

from answer.model import Answer, Question
from api.app import create_app
from api.guard.policy import Policy
from api.server import listen, make_server, serve
from corpus.errors import SettingsError
from tests.api.api_testing import ANSWERED, ScriptedAssistant

# A server whose answers take a second; it says its address, then when a question has come.
SLOW_SERVER = """
import time
from tests.api.api_testing import ANSWERED, ScriptedAssistant
from api.app import create_app
from api.server import serve

def reply(question):
    print("asked", flush=True)
    time.sleep(1)
    return ANSWERED

serve(
    create_app(lambda: ScriptedAssistant(reply), version="1"), "127.0.0.1", 0,
    on_listening=lambda url, stop: print(url, flush=True),
)
"""


def test_a_port_in_use_is_told_by_number() -> None:
    app = create_app(ScriptedAssistant, version="1")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"Cổng {port} trên 127.0.0.1 đang có"):
            serve(app, "127.0.0.1", port)


@pytest.mark.parametrize("host", ["khong-co.invalid", "203.0.113.7"])
def test_a_host_that_is_not_ours_is_told_by_name(host: str) -> None:
    app = create_app(ScriptedAssistant, version="1")
    with pytest.raises(SettingsError, match=f"Không mở được {host}:0"):
        serve(app, host, 0)


def test_a_stopped_server_finishes_the_question_in_hand() -> None:
    root = str(Path(__file__).resolve().parents[2])
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW_SERVER],
        env={**os.environ, "PYTHONPATH": root, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    with process, ThreadPoolExecutor(1) as pool:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        asked = pool.submit(httpx.post, f"{url}/v1/ask", json={"question": "a"}, timeout=20)
        assert process.stdout.readline() == "asked\n"
        process.send_signal(signal.SIGTERM)
        assert asked.result().json()["status"] == "answered"
        assert process.wait(20) in (0, -signal.SIGTERM)
        assert process.stdout.read() == ""
        with pytest.raises(httpx.ConnectError):
            httpx.get(url)


def test_a_server_is_alive_until_as_many_questions_as_there_are_cores_never_end() -> None:
    never, beats = threading.Event(), Queue[None]()

    def reply(question: Question) -> Answer:
        if question.text == "treo":
            never.wait()
        return ANSWERED

    policy = Policy(seconds=0.2)
    app = create_app(lambda: ScriptedAssistant(reply), version="1", policy=policy)
    server = make_server(app, on_alive=lambda: beats.put(None))
    with listen("127.0.0.1", 0) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/v1/ask"
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            beats.get(timeout=20)
            server.last_notified += 3600  # the clock is set back
            beats.get(timeout=20)
            for _ in range(os.cpu_count() or 1):
                beats.get(timeout=20)
                assert httpx.post(url, json={"question": "treo"}, timeout=20).status_code == 503
                assert httpx.post(url, json={"question": "gì"}, timeout=20).status_code == 200
            time.sleep(2)  # by now the last of them has gone on for too long
            beats.queue.clear()
            with pytest.raises(Empty):
                beats.get(timeout=3)
            assert httpx.get(url.replace("/v1/ask", "/healthz")).status_code == 200
            never.set()
            beats.get(timeout=20)
        finally:
            never.set()
            server.should_exit = True
            thread.join(20)


def test_an_answer_does_not_wait_for_the_client_to_acknowledge_its_head() -> None:
    with (
        listen("127.0.0.1", 0) as listener,
        socket.create_connection(listener.getsockname()),
        listener.accept()[0] as connection,
    ):
        assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0
