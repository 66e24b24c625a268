"""Questions that are made to cost: pieces that patterns love, over and over; histories as long as
allowed; all of Unicode. What they cost grows with their length as it should, and nothing is kept.

Costs are of this thread's own time and compared with one another, so that a busy machine counts for
nothing.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable

import pytest

from answer.assistant import Assistant
from answer.model import MAX_HISTORY, MAX_QUESTION, Question
from corpus.text import fold

# Each costs more than most: it looks like a number, a clause, a list, an abbreviation, a question.
_PIECES = [
    "khoản 1 ", "87/KH-UBND ", "QĐ ", "ai phải làm gì, khi nào? ", "? ", "ubnd tinh quang ngai ",
    "((", "👩‍👩‍👧‍👦",
]  # fmt: skip

_SHORTER = 5
_QUADRATIC = _SHORTER**2
_NOISE = 0.02


def _cost(work: Callable[[], object]) -> float:
    """Seconds of this thread's own, and never so few that chance would matter."""
    before = time.thread_time()
    work()
    return max(time.thread_time() - before, _NOISE)


def _repeated(piece: str, length: int) -> str:
    return (piece * length)[:length]


@pytest.mark.parametrize("piece", _PIECES)
def test_what_is_said_over_and_over_costs_at_worst_the_square_of_its_length(
    piece: str, assistant: Assistant
) -> None:
    assistant.ask(Question(piece))  # what is made once is made
    short, long = (
        _cost(lambda text=text: assistant.ask(Question(text)))  # type: ignore[misc]
        for text in (_repeated(piece, MAX_QUESTION // _SHORTER), _repeated(piece, MAX_QUESTION))
    )
    assert long <= 2 * _QUADRATIC * short


@pytest.mark.parametrize("piece", ["QĐ ", "Luật An ninh mạng "])
def test_the_longest_history_costs_no_more_than_some_questions(
    piece: str, assistant: Assistant
) -> None:
    turn = _repeated(piece, MAX_QUESTION)
    one = _cost(lambda: assistant.ask(Question("Thế còn Sở Tài chính?", (turn,))))
    many = _cost(lambda: assistant.ask(Question("Thế còn Sở Tài chính?", (turn,) * MAX_HISTORY)))
    assert many <= MAX_HISTORY / 3 * one


def test_of_the_letters_of_the_world_nothing_is_kept() -> None:
    letters = "".join(map(chr, range(0x3000, 0xD800)))
    fold("một lần cho những gì chỉ làm một lần")
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        fold(letters)
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < len(letters)
