"""An assistant that changes under those who ask it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from answer.assistant import Assistant
from answer.model import Question, Status
from answer.protocol import AssistantLike
from corpus.errors import SnapshotError
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
) -> Iterator[Callable[[Callable[[], AssistantLike | None]], LiveAssistant]]:
    """Opens a live assistant that finds newer ones as told, every hundredth of a second."""
    living: list[LiveAssistant] = []

    def live(newer: Callable[[], AssistantLike | None]) -> LiveAssistant:
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
    newer: list[AssistantLike | None] = [Assistant(assistant._index)]
    live = opened(lambda: newer.pop() if newer else None)
    said.wait_for(1)
    assert live.current() is not assistant
    assert said.lines == ["Đã chuyển sang bản dựng mới: 5 văn bản."]


def test_one_that_cannot_be_opened_is_told_of_once_and_the_next_is_still_looked_for(
    assistant: Assistant, opened: Callable[..., LiveAssistant], said: _Said
) -> None:
    looks: list[Exception | AssistantLike] = [assistant, SnapshotError("Hỏng."), OSError("Hỏng.")]

    def newer() -> AssistantLike | None:
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
