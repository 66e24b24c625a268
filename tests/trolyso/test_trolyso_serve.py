"""``trolyso serve`` as a user starts it: a process of its own, asked over HTTP."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from trolyso.cli import run

_PATIENCE = 90.0


@contextmanager
def _serving() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The server's process and its address, as it says it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "trolyso", "serve", "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "NO_PROXY": "127.0.0.1"},
        # A shell's background job ignores SIGINT, and so would what is started from one.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    try:
        assert process.stderr is not None
        said = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert found is not None, said
        yield process, found.group()
    finally:
        process.kill()
        process.communicate()


def _wait_until_ready(url: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    while httpx.get(f"{url}/readyz").status_code != httpx.codes.OK:
        assert time.monotonic() < deadline
        time.sleep(0.2)


@pytest.mark.usefixtures("at_home")
def test_the_server_is_up_at_once_ready_when_loaded_and_answers_eval(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with _serving() as (process, url):
        assert httpx.get(f"{url}/healthz").status_code == httpx.codes.OK
        _wait_until_ready(url)
        question = {
            "id": "x1",
            "question": "Kế hoạch 87 của Quảng Ngãi do ai ban hành?",
            "type": "metadata",
            "variant": "clean",
            "history": [],
            "answerable": False,
            "gold": [],
            "facts": [],
            "forbidden": [],
        }
        questions = tmp_path / "set.jsonl"
        questions.write_text(json.dumps(question, ensure_ascii=False), "utf-8")
        written = tmp_path / "out.json"
        assert run(["eval", str(questions), "--url", url, "--json", str(written)]) == 0
        told = json.loads(written.read_text("utf-8"))
        assert told["target"] == url
        assert told["questions"][0]["reply"]["citations"]
        assert told["summary"]["unresolved"] == 0
        process.send_signal(signal.SIGINT)
        assert process.wait(_PATIENCE) == 130
        assert process.stderr is not None
        assert process.stderr.read() == "Sẵn sàng trả lời.\n"
    assert f"hỏi {url}" in capsys.readouterr().out


def test_a_port_in_use_is_said_before_anything_is_loaded(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run(["serve", "--port", str(port)]) == 1
    assert f"Cổng {port} trên 127.0.0.1 đang có chương trình khác dùng." in capsys.readouterr().err
