"""The assistant that answers now: loaded beside the door it serves, and loaded again when a build
has made another snapshot the current one. Who asks meanwhile is answered from the old one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import datetime

from answer.model import Answer, Question
from answer.protocol import AssistantLike, ClauseHit
from corpus.model import Document
from index.model import Filters
from trolyso.garbage import settle, settle_anew

LOOK_EVERY = 1.0
"""Seconds between two looks for a new snapshot; a look reads one small file."""


class LiveAssistant:
    """An assistant over whatever snapshot is current. ``first`` opens it; ``newer`` gives another
    one when there is one to change to, else None, and raises an error when that cannot be opened.
    ``say`` is told, in Vietnamese, what people at the terminal should know, and the same thing
    once."""

    def __init__(
        self,
        first: Callable[[], AssistantLike],
        newer: Callable[[], AssistantLike | None],
        say: Callable[[str], None],
        look_every: float = LOOK_EVERY,
    ) -> None:
        self._first = first
        self._newer = newer
        self._say = say
        self._look_every = look_every
        self._assistant: AssistantLike | None = None
        self._stopped = threading.Event()
        self.error: Exception | None = None

    def current(self) -> AssistantLike | None:
        """The assistant that serves now, None until the first is open."""
        return self._assistant

    def open(self) -> None:
        """Opens the first assistant, then looks for newer snapshots in a thread beside."""
        self._assistant = self._first()
        settle()
        threading.Thread(target=self._watch, name="new snapshots", daemon=True).start()

    def open_beside(self, on_failure: Callable[[], None]) -> None:
        """The same in a thread; when opening fails, ``error`` holds why, and ``on_failure`` is
        called in that thread."""
        loading = threading.Thread(target=self._open_beside, args=(on_failure,), name="loading")
        loading.daemon = True
        loading.start()

    def close(self) -> None:
        """Looks no more."""
        self._stopped.set()

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

    def _open_assistant(self) -> AssistantLike:
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

    def _watch(self) -> None:
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
                news = f"Đã chuyển sang bản dựng mới: {len(newer.documents)} văn bản."
            if news != said:
                self._say(news)
                said = news
