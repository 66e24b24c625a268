"""Listening, refusing to, and stopping."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from api.server import listen, serve
from corpus.errors import SettingsError
from tests.api.api_testing import ScriptedAssistant

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


def test_an_answer_does_not_wait_for_the_client_to_acknowledge_its_head() -> None:
    with (
        listen("127.0.0.1", 0) as listener,
        socket.create_connection(listener.getsockname()),
        listener.accept()[0] as connection,
    ):
        assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0
