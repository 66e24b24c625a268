"""A bot in a process of its own, which a test may kill: ``python -m tests.bot.crashing TOKEN URL
DATABASE PATIENCE``.

It answers what it is asked with "đáp" and the question; a question that begins with "chậm" waits
for a line on standard input. The token is an argument only because the program is the tests' own.
"""

from __future__ import annotations

import sys
import threading
from dataclasses import replace

from answer.model import Answer, Question
from bot.logs import write_logs
from bot.running import run_bot
from bot.settings import BotSettings
from tests.bot.running import keeping_of, no_rebuild
from tests.bot.small_assistant import SmallAssistant
from trolyso.store import open_store


class Echo(SmallAssistant):
    """Answers with the question."""

    def __init__(self, release: threading.Event | None = None) -> None:
        super().__init__()
        self._release = release

    def ask(self, question: Question) -> Answer:
        """The answer."""
        if question.text.startswith("chậm") and self._release is not None:
            self._release.wait(60)
        answer = super().ask(question)
        return replace(
            answer, answer=f"đáp {question.text}", interpreted_as=None, citations=(), notes=()
        )


def main() -> None:
    """Runs until told to stop, or killed."""
    token, url, database = sys.argv[1:4]
    release = threading.Event()

    def wait_for_a_line() -> None:
        sys.stdin.readline()
        release.set()

    threading.Thread(target=wait_for_a_line, daemon=True).start()
    settings = BotSettings(token, url, announce_after=float(sys.argv[4]), lease_seconds=1.0)
    write_logs(settings.token_secret)
    store = open_store(database)
    try:
        run_bot(Echo(release), settings, keeping_of(store), no_rebuild, lambda: None)
    finally:
        store.close()


if __name__ == "__main__":
    main()
