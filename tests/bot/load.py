"""Two thousand questions from two hundred chats, with everything going wrong on the way:
``python -m tests.bot.load`` prints what came of it.

The bot runs in a process of its own, is killed once in the middle and started again. People who are
asked whether an answer has arrived look, and say so.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import texts
from tests.bot.botapi_server import BotApiServer
from tests.bot.looking import data_of
from tests.bot.misbehaving import Fault, Misbehaving
from trolyso.store import sqlite_url

ROOT = Path(__file__).parents[2]
SEED = 20_240_405

# Of a hundred requests, so many go wrong in each way.
_SENDING = {
    Fault.TOO_MANY: 3.0,
    Fault.BAD_GATEWAY: 3.0,
    Fault.REQUEST_RESET: 1.0,
    Fault.ANSWER_RESET: 1.0,
    Fault.REQUEST_LOST: 0.5,
    Fault.ANSWER_LOST: 0.5,
}
_POLLING = {
    Fault.DUPLICATED: 10.0,
    Fault.REORDERED: 10.0,
    Fault.BAD_GATEWAY: 3.0,
    Fault.REQUEST_RESET: 2.0,
    Fault.ANSWER_RESET: 2.0,
    Fault.TOO_MANY: 1.0,
}
_FAULTY = {
    "sendmessage": _SENDING,
    "editmessagetext": _SENDING,
    "answercallbackquery": {Fault.REQUEST_RESET: 2.0, Fault.ANSWER_RESET: 2.0},
    "getupdates": _POLLING,
}
# When the bot has polled for so long it bears with another poller; then it meets some.
_CONFLICTS_AFTER = 40.0
_CONFLICTS = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of it."""

    questions: int
    answered_once: int
    answered_more_than_once: int
    unanswered: int
    chats_out_of_order: int
    doubts: int
    faults: dict[str, int]
    seconds: float
    megabytes: list[float]
    most_in_a_second_in_a_chat: int


class Load:
    """The run: people, their questions, and what they see."""

    def __init__(self, server: BotApiServer, questions: int, chats: int) -> None:
        self._server = server
        self._random = random.Random(SEED)  # noqa: S311 - the same faults every time
        self._began = time.monotonic()
        self._conflicts = 0
        self._chats = [7_000 + n if n % 20 else -7_000 - n for n in range(chats)]
        self._questions = {
            chat: [f"câu {n} của {chat}" for n in range(questions // chats)] for chat in self._chats
        }
        self._seen = 0
        self._doubts: set[tuple[int, int]] = set()
        for chat in self._chats:
            if chat > 0:
                server.state.open_chat(chat)
            else:
                server.state.open_group(chat)

    def choose(self, method: str) -> Fault:
        """What befalls a request."""
        if (
            method == "getupdates"
            and self._conflicts < _CONFLICTS
            and time.monotonic() - self._began > _CONFLICTS_AFTER
        ):
            self._conflicts += 1
            return Fault.CONFLICT
        drawn = self._random.uniform(0, 100)
        for fault, share in _FAULTY.get(method, {}).items():
            if drawn < share:
                return fault
            drawn -= share
        return Fault.NONE

    def ask_all(self, number: int) -> None:
        """Everybody asks their question of the number."""
        for chat in self._chats:
            text = self._questions[chat][number]
            said = text if chat > 0 else f"/hoi {text}"
            self._server.state.say(chat, said, user_id=abs(chat))

    def look(self) -> None:
        """People look at what is new; who is asked whether an answer has arrived says so."""
        state = self._server.state
        with state.changed:
            new, self._seen = state.sent[self._seen :], len(state.sent)
            for message in new:
                if message["text"] == texts.DID_IT_ARRIVE:
                    self._doubts.add((message["chat"]["id"], message["message_id"]))
                    question = self._question_of(message)
                    there = f"đáp {question}" in self._shown(message["chat"]["id"])
                    label = texts.IT_ARRIVED if there else texts.RESEND
                    state.press(message, data_of(message, label))

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(
            f"đáp {text}" in shown
            for chat, shown in self._all_shown().items()
            for text in self._questions[chat]
        )

    def figures(self, faults: Counter[Fault], seconds: float, megabytes: list[float]) -> Figures:
        """What came of it."""
        shown = self._all_shown()
        times = Counter(
            shown[chat].count(f"đáp {text}")
            for chat, asked in self._questions.items()
            for text in asked
        )
        sent = Counter(
            (message["chat"]["id"], message["date"]) for message in self._server.state.sent
        )
        return Figures(
            questions=sum(map(len, self._questions.values())),
            answered_once=times[1],
            answered_more_than_once=sum(n for count, n in times.items() if count > 1),
            unanswered=times[0],
            chats_out_of_order=sum(not self._in_order(chat) for chat in self._chats),
            doubts=len(self._doubts),
            faults={
                fault.value: n for fault, n in sorted(faults.items(), key=lambda f: f[0].value)
            },
            seconds=seconds,
            megabytes=megabytes,
            most_in_a_second_in_a_chat=max(sent.values()),
        )

    def _in_order(self, chat: int) -> bool:
        """Whether the chat's questions were dealt with in order: answered, or asked about."""
        first: dict[str, int] = {}
        for message in self._server.state.shown(chat):
            if message["text"].startswith("đáp "):
                question = message["text"].removeprefix("đáp ")
            else:
                question = self._question_of(message)
            first.setdefault(question, message["message_id"])
        order = [first.get(text, 0) for text in self._questions[chat]]
        return order == sorted(order)

    def _question_of(self, message: dict[str, Any]) -> str:
        return str(message["reply_to_message"]["text"]).removeprefix("/hoi ")

    def _shown(self, chat: int) -> list[str]:
        return [message["text"] for message in self._server.state.shown(chat)]

    def _all_shown(self) -> dict[int, list[str]]:
        with self._server.state.changed:
            shown: dict[int, list[str]] = {chat: [] for chat in self._chats}
            for message in self._server.state.sent:
                shown[message["chat"]["id"]].append(message["text"])
        return shown


def run(questions: int = 2_000, chats: int = 200, patience: float = 900.0) -> Figures:
    """The run, at most ``patience`` seconds long."""
    with tempfile.TemporaryDirectory() as folder, BotApiServer() as server:
        load = Load(server, questions, chats)
        database = sqlite_url(Path(folder) / "trolyso.db")
        with Misbehaving(server, load.choose) as proxy:
            began = time.monotonic()
            bot = _start(server, proxy, database)
            megabytes: list[float] = []
            try:
                for number in range(questions // chats):
                    load.ask_all(number)
                    if number == 2:  # in the middle of things
                        bot.kill()
                        bot.wait()
                        bot = _start(server, proxy, database)
                    target = (number - 1) * chats  # two rounds may be on their way
                    while load.answered < target and time.monotonic() - began < patience:
                        load.look()
                        time.sleep(0.2)
                    if number > 3:
                        megabytes.append(_megabytes(bot))
                while load.answered < questions and time.monotonic() - began < patience:
                    load.look()
                    time.sleep(0.2)
                time.sleep(2)  # for what should not come
                load.look()
                megabytes.append(_megabytes(bot))
            finally:
                bot.send_signal(signal.SIGTERM)
                bot.wait(60)
            return load.figures(proxy.done, time.monotonic() - began, megabytes)


def _start(server: BotApiServer, proxy: Misbehaving, database: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.bot.crashing", server.token, proxy.base_url, database, "60"],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", "NO_PROXY": "127.0.0.1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _megabytes(process: subprocess.Popen[bytes]) -> float:
    """What the process holds in memory."""
    for line in Path(f"/proc/{process.pid}/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS"):
            return round(int(line.split()[1]) / 1024, 1)
    raise AssertionError("the bot has ended")


def main() -> None:
    """Prints the figures."""
    figures = run()
    for name in Figures.__dataclass_fields__:
        print(f"{name}: {getattr(figures, name)}")


if __name__ == "__main__":
    main()
