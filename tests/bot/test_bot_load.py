"""Two thousand questions with everything going wrong on the way."""

from __future__ import annotations

import pytest

from tests.bot.load import run
from tests.bot.misbehaving import Fault


@pytest.mark.slow
def test_two_thousand_questions_are_answered_once_and_in_order_in_memory_that_stays() -> None:
    figures = run()
    print(figures)
    assert figures.answered_once == figures.questions == 2_000
    assert figures.answered_more_than_once == figures.unanswered == 0
    assert figures.chats_out_of_order == 0
    assert all(figures.faults[fault.value] for fault in Fault)
    first, *_, last = figures.megabytes
    assert last < 1.15 * first
