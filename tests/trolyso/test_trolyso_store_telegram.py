"""What the Telegram bot keeps, in a real database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from answer.keeping import now
from bot.keeping import (
    Applicant,
    Delivery,
    Outcome,
    Pace,
    Received,
    Shelf,
    Standing,
    Turn,
)
from bot.outgoing import Outgoing, Place
from bot.show.buttons import Button, Press, Verb
from trolyso.store import Store, open_store, sqlite_url


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(sqlite_url(tmp_path / "trolyso.db"))
    yield opened
    opened.close()


def message(text: str = "đáp", chat_id: int = 7, **changes: object) -> Outgoing:
    return Outgoing(Place(chat_id), text, **changes)  # type: ignore[arg-type]


def next_text(store: Store, chat_id: int = 7) -> str | None:
    kept = store.journal.next(chat_id)
    return None if kept is None else kept.message.html


def test_a_message_is_kept_as_it_was(store: Store) -> None:
    keyboard = ((Button("👍", Press(Verb.GOOD, ("a1",))), Button("web", url="https://x.vn/#1")),)
    whole = Outgoing(Place(7, 55, 12), "<b>số</b> &amp; 😀", keyboard, edits=3, insist=True)
    store.journal.post([whole])
    kept = store.journal.next(7)
    assert kept is not None
    assert kept.message == whole


def test_an_update_is_received_once_and_finished_once(store: Store) -> None:
    one, two = Received(1, '{"update_id": 1}'), Received(2, "{}")
    assert store.journal.receive([one]) == [one]
    assert store.journal.receive([one, two, two]) == [two]
    assert store.journal.finish(1, Outcome((message("một"),)))
    assert not store.journal.finish(1, Outcome((message("một nữa"),)))
    assert not store.journal.finish(99, Outcome((message("của ai"),)))
    assert store.journal.receive([one]) == []
    assert store.journal.interrupted(3) == [two]
    assert next_text(store) == "một"


def test_an_update_on_which_the_process_dies_every_time_is_given_up(store: Store) -> None:
    store.journal.receive([Received(1, "{}")])
    tried = [len(store.journal.interrupted(3)) for _ in range(5)]
    assert tried == [1, 1, 1, 0, 0]


def test_the_message_that_holds_an_answers_place_is_remembered(store: Store) -> None:
    store.journal.receive([Received(1, "{}")])
    assert store.journal.held(1) is None
    store.journal.hold(1, 44)
    assert store.journal.held(1) == 44


def test_messages_go_in_order_chat_by_chat_until_they_are_over(store: Store) -> None:
    store.journal.post([message("một"), message("hai"), message("khác", 8)])
    assert sorted(store.journal.chats()) == [7, 8]
    for text, over in (("một", Delivery.SENT), ("hai", Delivery.FAILED)):
        kept = store.journal.next(7)
        assert kept is not None
        assert kept.message.html == text
        store.journal.mark(kept.number, Delivery.SENDING)
        assert [each.message.html for each in store.journal.unsettled()] == [text]
        store.journal.mark(kept.number, over)
        store.journal.mark(kept.number, Delivery.WAITING)  # what is over stays over
    assert next_text(store) is None
    assert store.journal.chats() == [8]


def test_a_message_put_instead_goes_first_and_the_doubtful_one_only_when_asked_for(
    store: Store,
) -> None:
    store.journal.receive([Received(1, "{}"), Received(2, "{}"), Received(3, "{}")])
    store.journal.post([message("một"), message("hai")])
    doubtful = store.journal.next(7)
    assert doubtful is not None
    store.journal.put_instead(doubtful.number, Delivery.UNSURE, message("tới chưa?"))
    notice = store.journal.next(7)
    assert notice is not None
    assert notice.message.html == "tới chưa?"
    store.journal.put_instead(notice.number, Delivery.FAILED, message("tới chưa??"))
    assert next_text(store) == "tới chưa??"
    store.journal.finish(1, Outcome(resend=(doubtful.number, 8)))  # not that chat's
    assert next_text(store) == "tới chưa??"
    store.journal.finish(2, Outcome(resend=(doubtful.number, 7)))
    assert next_text(store) == "một"
    store.journal.mark(doubtful.number, Delivery.SENT)
    store.journal.finish(3, Outcome(resend=(doubtful.number, 7)))  # pressed again
    assert next_text(store) == "tới chưa??"


def test_a_chat_that_moved_takes_its_messages_along_and_one_that_closed_loses_them(
    store: Store,
) -> None:
    store.journal.post([message("một", -9, edits=5), message("hai", 8)])
    store.journal.move(-9, -1009)
    moved = store.journal.next(-1009)
    assert moved is not None
    assert moved.message == message("một", -1009)
    store.journal.give_up(8)
    assert store.journal.chats() == [-1009]


def test_a_conversation_is_its_latest_questions_until_it_is_silent_or_begun_anew(
    store: Store,
) -> None:
    store.journal.receive([Received(number, "{}") for number in range(5)])
    for number, text in enumerate(("một", "hai", "ba")):
        store.journal.finish(number, Outcome(turn=Turn("c", "p", text)))
    long_ago = now() - timedelta(hours=1)
    assert store.memory.history("c", long_ago, 2) == ("hai", "ba")
    assert store.memory.history("c", now() + timedelta(seconds=1), 2) == ()
    assert store.memory.history("d", long_ago, 2) == ()
    store.journal.finish(3, Outcome(forget="c", turn=Turn("c", "p", "bốn")))
    assert store.memory.history("c", long_ago, 9) == ("bốn",)


def test_a_shelf_is_kept_until_its_person_is_erased(store: Store) -> None:
    shelf = Shelf("k", "p", ("Ai ký?",), (("d", "IV.2.c"), ("d", "mở đầu")))
    store.journal.receive([Received(1, "{}")])
    store.journal.finish(1, Outcome(shelves=(shelf,), turn=Turn("c", "p", "một")))
    store.memory.erase("ai khác")
    assert store.memory.shelf("k") == shelf
    store.memory.erase("p")
    assert store.memory.shelf("k") is None
    assert store.memory.history("c", now() - timedelta(hours=1), 9) == ()


def test_who_asks_too_fast_waits_and_is_told_once_a_window(store: Store) -> None:
    assert [store.memory.asked("p", 60.0, 2) for _ in range(2)] == [Pace(), Pace()]
    first, second = (store.memory.asked("p", 60.0, 2) for _ in range(2))
    assert (first.tell, second.tell) == (True, False)
    assert 0 < second.wait <= first.wait <= 60
    assert store.memory.asked("q", 60.0, 2) == Pace()
    assert store.memory.asked("p", 0.0, 2) == Pace()  # the window is over


def test_a_request_stands_until_it_is_decided_and_can_be_decided_again(store: Store) -> None:
    an = Applicant(7, "An <b>", "H4T7")
    assert store.admission.apply(an) == (an, True)
    assert store.admission.apply(Applicant(7, "Khác", "XXXX")) == (an, False)
    for standing in (Standing.APPROVED, Standing.REFUSED, Standing.APPROVED):
        decided = store.admission.decide(7, standing)
        assert decided is not None
        assert decided.standing is standing
        assert store.admission.applicant(7) == decided
    assert store.admission.decide(8, Standing.APPROVED) is None
    assert [each.user_id for each in store.admission.applicants(9)] == [7]


def test_the_lease_is_held_by_one_until_it_is_over_or_given_back(store: Store) -> None:
    assert store.lease.take("a", 60) is None
    assert store.lease.take("a", 60) is None
    held = store.lease.take("b", 60)
    assert held is not None
    assert held.name == "a"
    store.lease.release("b")
    assert store.lease.take("b", 60) is not None
    store.lease.release("a")
    assert store.lease.take("b", -1) is None  # over at once
    assert store.lease.take("a", 60) is None


def test_what_is_over_is_forgotten_in_time_and_what_is_open_is_not(store: Store) -> None:
    store.journal.receive([Received(1, "{}"), Received(2, "{}")])
    shelf = Shelf("k", "p")
    store.journal.finish(1, Outcome((message(),), Turn("c", "p", "một"), None, (shelf,)))
    later = now() + timedelta(seconds=1)
    store.journal.forget_old(later)
    store.memory.forget_old(later)
    assert next_text(store) is None
    assert store.memory.shelf("k") is None
    assert [each.update_id for each in store.journal.interrupted(3)] == [2]
    assert store.journal.receive([Received(1, "{}")]) != []  # long enough after, it may come again
