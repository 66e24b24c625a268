"""Earlier questions are kept in bounds and forgotten in time."""

from __future__ import annotations

from bot.conversations import Conversations

AN, BINH = (7, None), (8, None)


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_conversation_keeps_its_questions_in_order_apart_from_others() -> None:
    conversations = Conversations(turns=10, seconds=60)
    conversations.add(AN, "một")
    conversations.add(BINH, "hai")
    conversations.add(AN, "ba")
    assert conversations.history(AN) == ("một", "ba")
    assert conversations.history(BINH) == ("hai",)


def test_topics_of_a_group_are_conversations_of_their_own() -> None:
    conversations = Conversations(turns=10, seconds=60)
    conversations.add((-9, 1), "một")
    assert conversations.history((-9, 2)) == ()
    assert conversations.history((-9, None)) == ()


def test_only_the_latest_questions_are_kept() -> None:
    conversations = Conversations(turns=2, seconds=60)
    for question in ("một", "hai", "ba"):
        conversations.add(AN, question)
    assert conversations.history(AN) == ("hai", "ba")


def test_no_turns_keeps_nothing() -> None:
    conversations = Conversations(turns=0, seconds=60)
    conversations.add(AN, "một")
    assert conversations.history(AN) == ()


def test_a_conversation_is_forgotten_after_silence_and_not_before() -> None:
    clock = Clock()
    conversations = Conversations(turns=10, seconds=60, clock=clock)
    conversations.add(AN, "một")
    clock.now = 60.0
    conversations.add(AN, "hai")
    clock.now = 120.0
    assert conversations.history(AN) == ("một", "hai")
    clock.now = 120.5
    assert conversations.history(AN) == ()


def test_beginning_anew_forgets_one_conversation_also_an_unknown_one() -> None:
    conversations = Conversations(turns=10, seconds=60)
    conversations.add(AN, "một")
    conversations.add(BINH, "hai")
    conversations.forget(AN)
    conversations.forget((9, None))
    assert conversations.history(AN) == ()
    assert conversations.history(BINH) == ("hai",)


def test_over_capacity_the_longest_silent_conversation_goes_first() -> None:
    conversations = Conversations(turns=10, seconds=60, capacity=2)
    conversations.add(AN, "một")
    conversations.add(BINH, "hai")
    conversations.add(AN, "ba")
    conversations.add((9, None), "bốn")
    assert conversations.history(BINH) == ()
    assert conversations.history(AN) == ("một", "ba")
