"""What the clients of ``tests.api.load`` do; locust runs this file, in a process of its own.

``Patient`` asks within the limits, and anything but an answer is a failure. ``Pushing`` asks over
them, and a refusal is none, so long as it is one of the two that are promised, in the contract's
shape.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

from locust import FastHttpUser, constant, task

_SET = Path(__file__).parents[2] / "eval" / "dev.jsonl"
_QUESTIONS = [json.loads(line)["question"] for line in _SET.read_text("utf-8").splitlines()]
_DOCUMENT = "/v1/documents/quang-ngai-87-kh-ubnd-2024"

_DRAW = random.Random()  # noqa: S311 - which question is next is no secret

_REFUSALS = (429, 503)

_OFFICES = 20
"""Addresses that those who push share, so that together they ask faster than one may."""


class _Client(FastHttpUser):
    """Asks, searches, reads and chats, the next thing as soon as it has the last."""

    abstract = True
    wait_time = constant(0)
    network_timeout = connection_timeout = 60.0
    address: Callable[[], IPv4Address]
    is_good: Callable[[Any], bool]

    @task(16)
    def ask(self) -> None:
        """A question of the development set."""
        self._send("POST", "/v1/ask", json={"question": _DRAW.choice(_QUESTIONS)})

    @task(2)
    def search(self) -> None:
        """The same to the search."""
        self._send("GET", "/v1/search", params={"q": _DRAW.choice(_QUESTIONS)})

    @task(1)
    def chat(self) -> None:
        """The same through OpenAI's door, as a stream."""
        said = [{"role": "user", "content": _DRAW.choice(_QUESTIONS)}]
        body = {"model": "trolyso", "messages": said, "stream": True}
        self._send("POST", "/v1/chat/completions", json=body)

    @task(1)
    def read(self) -> None:
        """A document."""
        self._send("GET", _DOCUMENT)

    def _send(self, method: str, path: str, **what: Any) -> None:
        headers = {"x-forwarded-for": str(type(self).address())}
        with self.client.request(
            method, path, name=path, headers=headers, catch_response=True, **what
        ) as response:
            if type(self).is_good(response):
                response.success()
            else:
                response.failure(f"{response.status_code}: {(response.text or '')[:120]}")


class Patient(_Client):
    """Stays within the limits: each request comes from another address."""

    @staticmethod
    def address() -> IPv4Address:
        """Where a request comes from, as a proxy tells it."""
        return IPv4Address((10 << 24) + _DRAW.getrandbits(24))

    @staticmethod
    def is_good(response: Any) -> bool:
        """True for an answer."""
        return bool(response.status_code == 200)


class Pushing(_Client):
    """Goes beyond them."""

    @staticmethod
    def address() -> IPv4Address:
        """Where a request comes from, as a proxy tells it."""
        return IPv4Address((11 << 24) + _DRAW.randrange(_OFFICES))

    @staticmethod
    def is_good(response: Any) -> bool:
        """True for an answer, and for a refusal that says why and when to come again."""
        if response.status_code == 200:
            return True
        if response.status_code not in _REFUSALS or "retry-after" not in response.headers:
            return False
        error = json.loads(response.text)["error"]
        return all(error[name] for name in ("code", "message", "hint"))
