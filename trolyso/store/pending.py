"""Exchanges that are to be written down: many in one transaction, by a thread beside, so that no
answer waits for the database."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

from answer.keeping import Exchange

_LOG = logging.getLogger(__name__)

_GATHER_SECONDS = 0.05
"""How long the first waits for others: what a process that is killed outright loses at most."""

_MOST = 10_000
"""Exchanges that wait while the database does not answer; they take some 20 MB."""


class Pending:
    """Hands exchanges to ``write``, which must not raise, in the order they came. Thread-safe."""

    def __init__(self, write: Callable[[Sequence[Exchange]], None]) -> None:
        self._write = write
        self._waiting: list[Exchange] = []
        self._changed = threading.Condition()
        self._writing = threading.Lock()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def add(self, exchange: Exchange) -> None:
        """Takes an exchange and returns at once; a full queue takes no more and says so."""
        with self._changed:
            if len(self._waiting) >= _MOST:
                _LOG.error("an answer was not recorded: %d others wait to be", _MOST)
                return
            self._waiting.append(exchange)
            if self._thread is None and not self._closed.is_set():
                self._thread = threading.Thread(target=self._run, name="answers", daemon=True)
                self._thread.start()
            self._changed.notify()

    def settle(self) -> None:
        """Returns when all that was added is written."""
        with self._writing:
            with self._changed:
                batch, self._waiting = self._waiting, []
            if batch:
                self._write(batch)

    def close(self) -> None:
        """Writes what waits and ends the thread; what is added later waits for ``settle``."""
        self._closed.set()
        with self._changed:
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()
        self.settle()

    def _run(self) -> None:
        while not self._closed.is_set():
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closed.is_set())
            self._closed.wait(_GATHER_SECONDS)
            self.settle()
