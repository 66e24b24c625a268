"""An assistant that changes under those who ask it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from copy import copy
from typing import cast

import pytest

from answer.assistant import Assistant
from answer.model import Question, Status
from corpus.errors import SnapshotError
from index.names import Named, Names, named_in
from index.search import Index
from trolyso.serving import LiveAssistant

_PATIENCE = 10.0


class _Said:
    """What people were told, and a way to wait for it."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._came = threading.Condition()

    def __call__(self, line: str) -> None:
        with self._came:
            self.lines.append(line)
            self._came.notify_all()

    def wait_for(self, count: int) -> None:
        with self._came:
            assert self._came.wait_for(lambda: len(self.lines) >= count, _PATIENCE)


@pytest.fixture
def said() -> _Said:
    return _Said()


@pytest.fixture
def opened(
    assistant: Assistant, said: _Said
) -> Iterator[Callable[[Callable[[], Assistant | None]], LiveAssistant]]:
    """Opens a live assistant that finds newer ones as told, every hundredth of a second."""
    living: list[LiveAssistant] = []

    def live(newer: Callable[[], Assistant | None]) -> LiveAssistant:
        living.append(LiveAssistant(lambda: assistant, newer, said, look_every=0.01))
        living[-1].open()
        return living[-1]

    yield live
    for one in living:
        one.close()


def test_nothing_serves_before_it_is_open(assistant: Assistant, said: _Said) -> None:
    live = LiveAssistant(lambda: assistant, lambda: None, said)
    assert live.current() is None
    with pytest.raises(RuntimeError, match="before it was opened"):
        live.ask(Question("Kế hoạch 87 là gì?"))


def test_what_is_asked_of_it_is_answered_by_the_one_that_serves(
    assistant: Assistant, opened: Callable[..., LiveAssistant]
) -> None:
    live = opened(lambda: None)
    assert live.current() is assistant
    assert live.documents == assistant.documents
    assert live.ask(Question("Kế hoạch 87 Quảng Ngãi do ai ban hành?")).status is Status.ANSWERED
    assert live.search("chuyển đổi số", 2) == assistant.search("chuyển đổi số", 2)


def test_a_newer_one_takes_its_place(
    assistant: Assistant, opened: Callable[..., LiveAssistant], said: _Said
) -> None:
    newer: list[Assistant | None] = [Assistant(assistant._index)]
    live = opened(lambda: newer.pop() if newer else None)
    said.wait_for(1)
    assert live.current() is not assistant
    assert said.lines == ["Đã chuyển sang bản dựng mới: 5 văn bản."]


class _Reading:
    """An assistant, and how often what its documents name was read; reading goes on when ``let``
    is set."""

    def __init__(self, assistant: Assistant) -> None:
        index = copy(cast(Index, assistant._index))
        index.names = Names(self._read)
        self._documents = index.documents
        self.assistant = Assistant(index)
        self.times = 0
        self.begun, self.let = threading.Event(), threading.Event()

    def _read(self) -> Iterator[tuple[str, Named]]:
        self.times += 1
        self.begun.set()
        assert self.let.wait(_PATIENCE)
        return ((document.id, named_in(document)) for document in self._documents.values())

    def is_read_before_a_question(self) -> bool:
        """True when it was read before anybody asks, and is not again by who asks what needs it."""
        assert self.begun.wait(_PATIENCE)
        self.let.set()
        self.assistant.ask(Question("Quyết định 1690/QĐ-BNN giao việc gì?"))
        return self.times == 1


def test_what_the_first_question_needs_is_made_before_it_comes(
    assistant: Assistant, said: _Said
) -> None:
    first, second = _Reading(assistant), _Reading(assistant)
    newer: list[Assistant] = []
    live = LiveAssistant(
        lambda: first.assistant, lambda: newer.pop() if newer else None, said, look_every=0.01
    )
    live.open()
    assert first.is_read_before_a_question()
    assert not second.begun.is_set()
    newer.append(second.assistant)
    assert second.is_read_before_a_question()
    live.close()


def test_what_goes_wrong_in_preparing_keeps_no_newer_one_away(
    assistant: Assistant, said: _Said
) -> None:
    def read() -> Iterator[tuple[str, Named]]:
        raise OSError("Hỏng.")

    index = copy(cast(Index, assistant._index))
    index.names = Names(read)
    newer = [assistant]
    live = LiveAssistant(
        lambda: Assistant(index), lambda: newer.pop() if newer else None, said, look_every=0.01
    )
    live.open()
    said.wait_for(1)
    assert live.current() is assistant
    live.close()


def test_once_told_to_close_it_begins_nothing_more(assistant: Assistant, said: _Said) -> None:
    reading = _Reading(assistant)
    live = LiveAssistant(lambda: reading.assistant, lambda: None, said)
    live.open()
    assert reading.begun.wait(_PATIENCE)
    closing = threading.Thread(target=live.close)
    closing.start()
    assert live._stopped.wait(_PATIENCE)
    reading.let.set()
    closing.join(_PATIENCE)
    live._beside.join(_PATIENCE)
    assert "title_words" not in vars(reading.assistant._answerer.library)


def test_one_that_cannot_be_opened_is_told_of_once_and_the_next_is_still_looked_for(
    assistant: Assistant, opened: Callable[..., LiveAssistant], said: _Said
) -> None:
    looks: list[Exception | Assistant] = [assistant, SnapshotError("Hỏng."), OSError("Hỏng.")]

    def newer() -> Assistant | None:
        if not looks:
            return None
        look = looks.pop()
        if isinstance(look, Exception):
            raise look
        return look

    opened(newer)
    said.wait_for(2)
    assert said.lines == [
        "Chưa chuyển sang bản dựng mới được, vẫn dùng bản cũ. Hỏng.",
        "Đã chuyển sang bản dựng mới: 5 văn bản.",
    ]
