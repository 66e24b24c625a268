"""Sixteen clients that ask without a pause, then far more than the server takes, by locust:
``python -m tests.api.load --minutes 5`` prints what came of it, ``--page`` also writes it down.

Over the limits: clients that share a few addresses ask faster than one may, and more at once than
may wait. Afterwards the first clients come again and find the server as it was.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from eval.speed.facts import facts
from eval.speed.page import put
from eval.speed.workers import resident_megabytes

USERS = Path(__file__).with_name("load_users.py")

CLIENTS = 16
CROWD = 200
"""Clients of the crowd; so many cannot wait in the queue of ``_LIMITS``."""

_LIMITS = {"TROLYSO_QUEUE": "64", "TROLYSO_RATE_LIMIT": "120"}
_CROWDED, _AFTERWARDS = 60.0, 20.0
_POINTS = 10
_OURS = ("/metrics", "/readyz")  # what we ask ourselves; a 429 is counted without its route
_LOOK_EVERY = 1.0
_TIME_TO_START = 300.0


@dataclass(frozen=True, slots=True)
class Phase:
    """What clients saw: by route and of all (``Aggregated``), milliseconds by percentile; what went
    wrong; how many responses of each status the server counted; its memory as it went."""

    clients: int
    seconds: float
    requests: int
    failures: int
    milliseconds: Mapping[str, Mapping[str, float]]
    wrong: Sequence[str]
    statuses: Mapping[str, int]
    megabytes: Sequence[float]


def main(arguments: Sequence[str]) -> int:
    """Measures; 1 where a client saw what it must not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--page", type=Path)
    given = parser.parse_args(arguments)
    seconds = given.minutes * 60
    with serving({}) as (address, pid):
        within = _phase("Patient", CLIENTS, seconds, address, pid)
    with serving(_LIMITS) as (address, pid):
        beyond = _phase("Pushing", CROWD, max(_CROWDED, seconds / 4), address, pid)
        ready = httpx.get(f"{address}/readyz").status_code
        after = _phase("Patient", CLIENTS, _AFTERWARDS, address, pid)
    told = section(within, beyond, after, ready)
    print(told)
    if given.page is not None:
        put(given.page, "load", "Tải kéo dài, rồi quá giới hạn (`make load-api`)", told)
    return 1 if within.failures or beyond.failures or after.failures or ready != 200 else 0


def section(within: Phase, beyond: Phase, after: Phase, ready: int) -> str:
    """The measurement as Markdown."""
    machine = facts()
    queue, rate = _LIMITS["TROLYSO_QUEUE"], _LIMITS["TROLYSO_RATE_LIMIT"]
    where = (
        f"{machine.at:%d/%m/%Y %H:%M} UTC · {machine.cpu} · {machine.cores} nhân · "
        f"{machine.memory_gib} GiB · {machine.system}. Người hỏi và máy chủ chung các nhân ấy; hỏi "
        "xong hỏi tiếp, không nghỉ: hỏi, tìm, cửa OpenAI (stream), đọc văn bản theo tỷ lệ "
        "16 : 2 : 1 : 1."
    )
    limits = (
        f"Quá giới hạn (hàng đợi {queue}, {rate} yêu cầu một phút mỗi địa chỉ): "
        f"{_counted(beyond.statuses)}. Lỗi là mọi thứ khác 200, 429, 503 đúng khuôn lỗi kèm "
        f"`retry-after`. Ngay sau đó `/readyz` trả {ready}, và các trả lời là: "
        f"{_counted(after.statuses)}."
    )
    lines = [
        where,
        "",
        "| Pha | Yêu cầu | Một giây | Lỗi | `/v1/ask` p50 | p95 | p99 | Bộ nhớ máy chủ, MB |",
        "|---|---:|---:|---:|---:|---:|---:|---|",
        _row(f"{within.clients} người, {within.seconds:.0f} giây", within),
        _row(f"{beyond.clients} người, quá giới hạn, {beyond.seconds:.0f} giây", beyond),
        _row(f"sau đó {after.clients} người, {after.seconds:.0f} giây", after),
        "",
        limits,
        *(f"- {one}" for phase in (within, beyond, after) for one in phase.wrong),
    ]
    return "\n".join(lines) + "\n"


def _row(what: str, phase: Phase) -> str:
    times = phase.milliseconds["/v1/ask"]
    cells = [
        what,
        f"{phase.requests}",
        f"{phase.requests / phase.seconds:.0f}",
        f"{phase.failures}",
        *(f"{times[name]:.0f} ms" for name in ("50%", "95%", "99%")),
        " · ".join(f"{value:.0f}" for value in phase.megabytes),
    ]
    return f"| {' | '.join(cells)} |"


def _counted(statuses: Mapping[str, int]) -> str:
    return ", ".join(f"{count} lần {status}" for status, count in sorted(statuses.items()))


def _phase(
    users: str,
    clients: int,
    seconds: float,
    address: str,
    pid: int,
) -> Phase:
    """Lets clients of a class of ``load_users`` loose on the server."""
    before = _statuses(address)
    memory: list[float] = []
    done = threading.Event()
    watch = threading.Thread(target=_watch, args=(pid, memory, done))
    watch.start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                [
                    *(sys.executable, "-m", "locust", "-f", str(USERS), users, "--headless"),
                    *("--host", address, "-u", str(clients), "-r", str(clients)),
                    *("-t", f"{seconds:.0f}", "--stop-timeout", "60", "--only-summary"),
                    *("--csv", f"{folder}/load", "--exit-code-on-error", "0"),
                    *("--loglevel", "ERROR"),
                ],
                check=True,
                stdout=subprocess.DEVNULL,
            )
            table = {row["Name"]: row for row in _rows(Path(folder, "load_stats.csv"))}
            failures = _rows(Path(folder, "load_failures.csv"))
    finally:
        done.set()
        watch.join()
    whole = table["Aggregated"]
    return Phase(
        clients=clients,
        seconds=seconds,
        requests=int(whole["Request Count"]),
        failures=int(whole["Failure Count"]),
        milliseconds={
            name: {part: float(row[part]) for part in ("50%", "95%", "99%")}
            for name, row in table.items()
            if row["50%"] != "N/A"
        },
        wrong=[f"{row['Occurrences']} × {row['Name']}: {row['Error']}" for row in failures],
        statuses=_statuses(address) - before,
        megabytes=_curve(memory),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _watch(pid: int, memory: list[float], done: threading.Event) -> None:
    while not done.wait(_LOOK_EVERY):
        memory.append(resident_megabytes(pid))


def _curve(memory: Sequence[float]) -> list[float]:
    """A few points of the memory, the first and the last among them."""
    last = len(memory) - 1
    return [memory[round(last * point / (_POINTS - 1))] for point in range(_POINTS)]


def _statuses(address: str) -> Counter[str]:
    """How many responses of each status the server has counted."""
    counted: Counter[str] = Counter()
    for line in httpx.get(f"{address}/metrics").text.splitlines():
        if line.startswith("trolyso_requests_total{") and not any(own in line for own in _OURS):
            counted[line.partition('status="')[2][:3]] += int(float(line.rpartition(" ")[2]))
    return counted


@contextmanager
def serving(
    limits: Mapping[str, str], program: Sequence[str] = ("-m", "trolyso")
) -> Iterator[tuple[str, int]]:
    """The address and the process of ``trolyso serve`` over the data directory of the environment,
    once it is ready."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/load.db"
        environment = {**os.environ, **limits, "TROLYSO_DATABASE_URL": database}
        with subprocess.Popen(
            [sys.executable, *program, "serve", "--port", "0"],
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        ) as process:
            try:
                yield _address(process), process.pid
            finally:
                process.terminate()


def _address(process: subprocess.Popen[str]) -> str:
    """Where the server listens, once it is ready."""
    said = iter(process.stderr or ())
    line = next(line for line in said if "http://" in line)
    address = line[line.index("http://") :].split()[0]
    # What it says further is read, or it would wait to be.
    threading.Thread(target=lambda: list(said), daemon=True).start()
    until = time.monotonic() + _TIME_TO_START
    while httpx.get(f"{address}/readyz").status_code != httpx.codes.OK:
        if time.monotonic() > until:
            raise TimeoutError(f"{address} is not ready")
        time.sleep(0.1)
    return address


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
