"""Asks a server so many questions, no two alike, and watches what it keeps of them: memory,
threads and open files. ``python -m tests.api.soak --asks 200000`` prints it, ``--page`` also writes
it down.

What embeds a question is most of the time of an ask. So the server here looks vectors up, those of
the development set's questions, whatever it is asked; ``--embed`` has it embed each question, as it
would for people.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import httpx
import numpy as np

import trolyso.wiring
from eval.speed.facts import facts
from eval.speed.page import put
from index.model import Encoder, Vectors
from index.model_folder import encoder_of
from tests.api.load import serving
from trolyso.cli import run

_SET = Path(__file__).parents[2] / "eval" / "dev.jsonl"
_QUESTIONS = [json.loads(line)["question"] for line in _SET.read_text("utf-8").splitlines()]
_WORDS = sorted({word for question in _QUESTIONS for word in question.split()})

CLIENTS = 8
_LOOK_EVERY = 250
_POINTS = 12
_SEED = 20_240_405
_STEADY = 1.02
"""What may be kept over the second half of the asks, as a multiple of what was kept by then."""

# "RssAnon:	  123456 kB" and "Threads:	12" in /proc/PID/status. Anonymous memory is what a process
# has written itself; pages of mapped files come and go as the system likes.
_STATUS = re.compile(r"^(RssAnon|VmRSS|Threads):\s+(\d+)", re.M)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a process holds after so many asks; memory in megabytes."""

    asks: int
    resident: float
    own: float
    threads: int
    handles: int


def main(arguments: Sequence[str]) -> int:
    """Measures; 1 where an ask failed, or the server keeps something of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--asks", type=int, default=200_000)
    parser.add_argument("--minutes", type=float, default=float("inf"), help="at most so long")
    parser.add_argument("--embed", action="store_true")
    parser.add_argument("--page", type=Path)
    given = parser.parse_args(arguments)
    command = ["-m", "trolyso"] if given.embed else ["-m", "tests.api.soak", "as-server"]
    began = time.monotonic()
    with serving({"TROLYSO_REQUEST_SECONDS": "120"}, command) as (address, pid):
        curve, wrong = soak(address, pid, given.asks, given.minutes * 60)
    told = section(curve, wrong, time.monotonic() - began, embedded=given.embed)
    print(told)
    if given.page is not None:
        put(given.page, "soak", "Hỏi thật lâu (`make soak`)", told)
    return 0 if not wrong and is_flat(curve) else 1


def soak(address: str, pid: int, asks: int, seconds: float) -> tuple[list[Kept], int]:
    """Asks, and gives what the server kept along the way, and how many asks failed."""
    draw = random.Random(_SEED)  # noqa: S311 - which question is next is no secret
    until = time.monotonic() + seconds
    questions = (mutated(draw) for _ in range(asks))
    curve: list[Kept] = []
    wrong = done = 0
    lock = threading.Lock()

    def client() -> None:
        nonlocal wrong, done
        with httpx.Client(base_url=address, timeout=150.0) as http:
            while True:
                with lock:
                    question = next(questions, None)
                if question is None or time.monotonic() > until:
                    return
                good = _ask(http, question)
                with lock:
                    wrong += not good
                    done += 1
                    if done % _LOOK_EVERY == 0 or done == asks:
                        curve.append(kept(pid, done))
                        print(curve[-1], file=sys.stderr, flush=True)

    with ThreadPoolExecutor(CLIENTS) as pool:
        for running in [pool.submit(client) for _ in range(CLIENTS)]:
            running.result()
    return curve, wrong


def _ask(http: httpx.Client, question: str) -> bool:
    """Asks through one of the doors, the API's more often than the others; True for an answer."""
    door = crc32(question.encode("utf-8")) % 20
    if door == 0:
        return http.get("/v1/search", params={"q": question}).is_success
    if door == 1:
        return http.get("/", params={"q": question}).is_success
    if door == 2:
        said = [{"role": "user", "content": question}]
        body = {"model": "trolyso", "messages": said, "stream": True}
        return http.post("/v1/chat/completions", json=body).is_success
    return http.post("/v1/ask", json={"question": question}).is_success


def mutated(draw: random.Random) -> str:
    """A question of the development set, words of it replaced, added, left out or made up."""
    words = draw.choice(_QUESTIONS).split()
    for _ in range(draw.randint(1, 3)):
        at = draw.randrange(len(words))
        made_up = "".join(draw.choices("aăâbcdđeêghiklmnoôơpqrstuưvxy", k=draw.randint(2, 7)))
        words[at : at + draw.randint(0, 1)] = [draw.choice((draw.choice(_WORDS), made_up))]
    return f"{' '.join(words)} {draw.randint(1, 10**9)}"


def kept(pid: int, asks: int) -> Kept:
    """What the process holds now."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    told = {name: int(value) for name, value in _STATUS.findall(status)}
    return Kept(
        asks=asks,
        resident=told["VmRSS"] / 1024,
        own=told["RssAnon"] / 1024,
        threads=told["Threads"],
        handles=len(list(Path(f"/proc/{pid}/fd").iterdir())),
    )


def is_flat(curve: Sequence[Kept]) -> bool:
    """True when the second half of the asks left nothing behind."""
    middle, end = curve[len(curve) // 2], curve[-1]
    return (
        end.own <= middle.own * _STEADY
        and end.threads <= middle.threads
        and end.handles <= middle.handles + CLIENTS
    )


def section(curve: Sequence[Kept], wrong: int, seconds: float, *, embedded: bool) -> str:
    """The measurement as Markdown."""
    machine = facts()
    vectors = "mỗi câu được nhúng" if embedded else "vectơ của câu hỏi lấy sẵn, không nhúng"
    where = (
        f"{machine.at:%d/%m/%Y %H:%M} UTC · {machine.cpu} · {machine.cores} nhân · "
        f"{machine.system}. {_grouped(curve[-1].asks)} câu khác nhau từng chữ, "
        f"{CLIENTS} người hỏi, {seconds / 60:.0f} phút; {vectors}; lỗi: {wrong}. "
        "“Riêng” là bộ nhớ tiến trình tự ghi (RssAnon), phần còn lại là tệp ánh xạ."
    )
    lines = [
        where,
        "",
        "| Đã hỏi | Bộ nhớ | Riêng | Luồng | Tệp mở |",
        "|---:|---:|---:|---:|---:|",
        *(
            f"| {_grouped(at.asks)} | {at.resident:.0f} MB | {at.own:.0f} MB | {at.threads} "
            f"| {at.handles} |"
            for at in _some(curve)
        ),
    ]
    return "\n".join(lines) + "\n"


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _some(curve: Sequence[Kept]) -> list[Kept]:
    """A few points of the curve, the first and the last among them."""
    last = len(curve) - 1
    return [curve[row] for row in sorted({last * n // (_POINTS - 1) for n in range(_POINTS)})]


class _Remembering:
    """An encoder that gives questions the vectors of other ones."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._vectors = np.concatenate([encoder.encode_queries([text]) for text in _QUESTIONS])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """A vector for each text, always the same one."""
        rows = [crc32(text.encode("utf-8")) % len(self._vectors) for text in texts]
        vectors: Vectors = self._vectors[rows]
        return vectors

    def __getattr__(self, name: str) -> object:
        return getattr(self._encoder, name)


def as_server(arguments: Sequence[str]) -> int:
    """``trolyso``, with vectors of questions looked up."""
    vars(trolyso.wiring)["encoder_of"] = lambda model: _Remembering(encoder_of(model))
    return run(list(arguments))


if __name__ == "__main__":
    if sys.argv[1:2] == ["as-server"]:
        sys.exit(as_server(sys.argv[2:]))
    sys.exit(main(sys.argv[1:]))
