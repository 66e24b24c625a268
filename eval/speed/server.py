"""The server as its users have it: a process, asked over HTTP by one client, then by many."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice

from eval.errors import EvalError
from eval.speed.workers import resident_megabytes

CLIENTS = 16
"""Clients that ask at once, each the next question when it has its answer."""

_LOAD_ROUNDS = 5
_PATIENCE = 60.0
_LOOK_EVERY = 0.01
_HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Served:
    """``ready`` is in seconds after the process was started, ``milliseconds`` are those of each
    question of one client, ``asks_per_second`` and ``errors`` of many, ``megabytes`` after all."""

    ready: float
    milliseconds: tuple[float, ...]
    asks_per_second: float
    errors: int
    megabytes: float


def measure_server(questions: Sequence[str], port: int, environment: Mapping[str, str]) -> Served:
    """Starts ``trolyso serve`` and asks it. Raises EvalError when it does not get ready."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "trolyso", "serve", "--quiet", "--port", str(port)]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stderr=subprocess.DEVNULL, env=dict(environment)
    ) as server:
        try:
            _await_ready(server, port)
            ready = time.perf_counter() - began
            ask_all(questions, port)  # every document has been looked at once
            taken, _ = ask_all(questions, port)
            rate, errors = _under_load(questions, port)
            memory = resident_megabytes(server.pid)
        finally:
            server.terminate()
    return Served(ready, tuple(taken), rate, errors, memory)


def _await_ready(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and server.poll() is None:
        connection = http.client.HTTPConnection(_HOST, port, timeout=_PATIENCE)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            pass  # it does not listen yet
        finally:
            connection.close()
        time.sleep(_LOOK_EVERY)
    raise EvalError(
        f"Máy chủ không sẵn sàng sau {_PATIENCE:.0f} giây (mã {server.poll()}).",
        english=f"The server is not ready after {_PATIENCE:.0f} seconds.",
        hint=f"Thử chạy: trolyso serve --port {port}",
    )


def _under_load(questions: Sequence[str], port: int) -> tuple[float, int]:
    each = _LOAD_ROUNDS * len(questions) // CLIENTS
    rows = [list(islice(cycle(questions), start, start + each)) for start in range(CLIENTS)]
    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        results = list(pool.map(lambda row: ask_all(row, port), rows))
    seconds = time.perf_counter() - began
    errors = sum(failed for _, failed in results)
    return (CLIENTS * each - errors) / seconds, errors


def ask_all(questions: Sequence[str], port: int) -> tuple[list[float], int]:
    """Asks over one connection: the milliseconds of each question, and how many failed."""
    taken, failed = [], 0
    connection = http.client.HTTPConnection(_HOST, port, timeout=_PATIENCE)
    for question in questions:
        body = json.dumps({"question": question}).encode()
        began = time.perf_counter()
        try:
            connection.request("POST", "/v1/ask", body, {"content-type": "application/json"})
            response = connection.getresponse()
            response.read()
            failed += response.status != http.HTTPStatus.OK
        except OSError:
            connection.close()
            failed += 1
        taken.append((time.perf_counter() - began) * 1000)
    connection.close()
    return taken, failed
