"""Three servers behind nginx, over one snapshot and over one Milvus: one of them is killed under
load, and only the requests in its hands are lost."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from index.milvus.layout import Address
from index.milvus.publishing import publish
from index.snapshot import current_snapshot
from tests.ports import free_port
from trolyso.settings import Settings

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("nginx") is None, reason="needs the package nginx"),
]

_REPLICAS = 3
_CLIENTS = 4
_PATIENCE = 180.0
_QUESTIONS = ("Sở Nội vụ phải làm gì theo kế hoạch 87 Quảng Ngãi?", "Ai ký kế hoạch 87 Quảng Ngãi?")


@pytest.mark.usefixtures("shipped_index")
@pytest.mark.parametrize("where", ["snapshot", "milvus"])
def test_one_of_three_replicas_dies_under_load_and_the_others_answer(
    where: str, home: Path, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        environment = {"TROLYSO_HOME": str(home)}
        if where == "milvus":
            uri = stack.enter_context(_milvus(tmp_path))
            folder = current_snapshot(Settings(home=home).snapshots_folder)
            assert folder is not None
            publish(folder, Address(uri))
            environment["TROLYSO_INDEX"] = uri
        replicas = [stack.enter_context(_replica(environment)) for _ in range(_REPLICAS)]
        for _, url in replicas:
            _wait_until_ready(url)
        address = stack.enter_context(_nginx(tmp_path, [url for _, url in replicas]))
        statuses: list[int | str] = []
        stop = threading.Event()
        clients = [
            threading.Thread(target=_ask, args=(address, stop, statuses)) for _ in range(_CLIENTS)
        ]
        for client in clients:
            client.start()
        _wait_for(lambda: len(statuses) >= 20)
        replicas[0][0].kill()
        answered = len(statuses)
        _wait_for(lambda: len(statuses) >= answered + 60)
        stop.set()
        for client in clients:
            client.join()
        lost = [status for status in statuses if status != httpx.codes.OK]
        # A question is a POST, which nginx sends to no second server: it is gone.
        assert len(lost) <= _CLIENTS, lost


def _ask(address: str, stop: threading.Event, statuses: list[int | str]) -> None:
    with httpx.Client(base_url=address, timeout=60) as client:
        while not stop.is_set():
            question = {"question": _QUESTIONS[len(statuses) % len(_QUESTIONS)]}
            try:
                statuses.append(client.post("/v1/ask", json=question).status_code)
            except httpx.HTTPError as error:
                statuses.append(repr(error))


@contextmanager
def _process(command: list[str], environment: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "NO_PROXY": "127.0.0.1", **environment},
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def _replica(environment: Mapping[str, str]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "trolyso", "serve", "--port", "0"]
    with _process(command, environment) as process:
        assert process.stderr is not None
        said = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert found is not None, said
        yield process, found.group()


@contextmanager
def _milvus(folder: Path) -> Iterator[str]:
    port = free_port()
    data = str(folder / "milvus")
    command = [
        *(sys.executable, "-m", "milvus_lite", "server"),
        *("--data-dir", data, "--port", str(port)),
    ]
    with _process(command, {}):
        _wait_for(lambda: _listens(port))
        yield f"milvus://127.0.0.1:{port}"


@contextmanager
def _nginx(folder: Path, upstreams: list[str]) -> Iterator[str]:
    port = free_port()
    servers = "\n".join(f"server {url.removeprefix('http://')} max_fails=1;" for url in upstreams)
    configuration = folder / "nginx.conf"
    configuration.write_text(
        f"pid {folder}/pid;\nerror_log {folder}/error.log;\ndaemon off;\nevents {{}}\n"
        f"http {{\naccess_log off;\nupstream replicas {{\n{servers}\n}}\n"
        f"server {{\nlisten 127.0.0.1:{port};\n"
        "location / {\nproxy_pass http://replicas;\nproxy_set_header Host $http_host;\n}\n}\n}\n",
        "utf-8",
    )
    process = subprocess.Popen(["nginx", "-c", str(configuration)])
    try:
        _wait_for(lambda: _listens(port))
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def _wait_until_ready(url: str) -> None:
    _wait_for(lambda: httpx.get(f"{url}/readyz").status_code == httpx.codes.OK)


def _wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False
