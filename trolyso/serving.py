"""The assistant that answers now: loaded beside the door it serves, and loaded again when a build
has made another snapshot the current one. Who asks meanwhile is answered from the old one. What its
first questions would wait for is made as soon as it serves."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime

from answer.assistant import Assistant
from answer.model import Answer, Question
from answer.protocol import ClauseHit
from corpus.model import Document
from index.model import Filters
from trolyso.garbage import settle, settle_anew

LOOK_EVERY = 1.0
"""Seconds between two looks for a new snapshot; a look reads one small file."""

_LAST_STEP = 1.0
"""Seconds that the step of preparing in hand may still take when told to stop: a process that ends
while a thread is inside the model aborts. A longer step is not inside it and can be left."""


class LiveAssistant:
    """An assistant over whatever snapshot is current. ``first`` opens it; ``newer`` gives another
    one when there is one to change to, else None, and raises an error when that cannot be opened.
    ``say`` is told, in Vietnamese, what people at the terminal should know, and the same thing
    once."""

    def __init__(
        self,
        first: Callable[[], Assistant],
        newer: Callable[[], Assistant | None],
        say: Callable[[str], None],
        look_every: float = LOOK_EVERY,
    ) -> None:
        self._first = first
        self._newer = newer
        self._say = say
        self._look_every = look_every
        self._assistant: Assistant | None = None
        self._beside = threading.Thread(target=self._keep_up, name="new snapshots", daemon=True)
        self._stopped = threading.Event()
        self.error: Exception | None = None

    def current(self) -> Assistant | None:
        """The assistant that serves now, None until the first is open."""
        return self._assistant

    def open(self) -> None:
        """Opens the first assistant; a thread beside prepares it and looks for newer snapshots."""
        self._assistant = self._first()
        settle()
        self._beside.start()

    def open_beside(self, on_failure: Callable[[], None]) -> None:
        """The same in a thread; when opening fails, ``error`` holds why, and ``on_failure`` is
        called in that thread."""
        loading = threading.Thread(target=self._open_beside, args=(on_failure,), name="loading")
        loading.daemon = True
        loading.start()

    def close(self) -> None:
        """Looks no more, and prepares no more."""
        self._stopped.set()
        if self._beside.is_alive():
            self._beside.join(_LAST_STEP)

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents of the assistant that serves now."""
        return self._open_assistant().documents

    @property
    def built_at(self) -> datetime | None:
        """When the snapshot that serves now was built."""
        return self._open_assistant().built_at

    def ask(self, question: Question) -> Answer:
        """Answer a question by the assistant that serves now."""
        return self._open_assistant().ask(question)

    def search(self, query: str, k: int = 10, filters: Filters = Filters()) -> list[ClauseHit]:
        """The k best clauses by the assistant that serves now."""
        return self._open_assistant().search(query, k, filters)

    def _open_assistant(self) -> Assistant:
        if self._assistant is None:
            raise RuntimeError("asked before it was opened")
        return self._assistant

    def _open_beside(self, on_failure: Callable[[], None]) -> None:
        try:
            self.open()
        except Exception as error:  # whatever it is, the main thread raises it
            self.error = error
            on_failure()
        else:
            self._say("Sẵn sàng trả lời.")

    def _keep_up(self) -> None:
        self._prepare(self._open_assistant())
        said = ""
        while not self._stopped.wait(self._look_every):
            try:
                newer = self._newer()
            except Exception as error:  # whatever it is, who asks shall be answered on
                news = f"Chưa chuyển sang bản dựng mới được, vẫn dùng bản cũ. {error}"
            else:
                if newer is None:
                    continue
                self._assistant = newer
                settle_anew()
                self._prepare(newer)
                news = f"Đã chuyển sang bản dựng mới: {len(newer.documents)} văn bản."
            if news != said:
                self._say(news)
                said = news

    def _prepare(self, assistant: Assistant) -> None:
        with suppress(Exception):  # whatever it is, who asks is told of it
            for _ in assistant.prepare():
                if self._stopped.is_set():
                    return
        settle()
