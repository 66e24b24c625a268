"""👍 and 👎, kept with the answer they are about."""

from __future__ import annotations

import pytest

from answer.keeping import Door, Rating, Reason
from bot import texts
from tests.bot.botapi_server import BotApiServer
from tests.bot.looking import labels_of, press
from trolyso.store import Store

pytestmark = pytest.mark.usefixtures("bot")


def test_a_good_answer_is_thanked_for(server: BotApiServer, store: Store) -> None:
    server.state.say(7, "một")
    (answer,) = server.wait_for_sent(1)
    query = press(server, answer, "👍")
    server.wait_for(lambda: server.state.toasts.get(query) == texts.THANKS)
    (kept,) = store.feedback.complaints(rating=Rating.GOOD)
    assert kept.exchange.question == "một"
    assert kept.exchange.door is Door.TELEGRAM
    assert kept.feedback.person == store.answers.pseudonym(Door.TELEGRAM, "7")


@pytest.mark.parametrize(
    ("label", "reason"),
    [
        ("Sai điều khoản", Reason.WRONG_CLAUSE),
        ("Thiếu ý", Reason.INCOMPLETE),
        ("Sai văn bản", Reason.WRONG_DOCUMENT),
        ("Khác", Reason.OTHER),
    ],
)
def test_a_bad_answer_counts_at_once_and_is_asked_about(
    server: BotApiServer, store: Store, label: str, reason: Reason
) -> None:
    server.state.say(7, "một")
    (answer,) = server.wait_for_sent(1)
    press(server, answer, "👎")
    _, asked = server.wait_for_sent(2)
    assert asked["text"] == texts.WHAT_WAS_WRONG
    assert labels_of(asked) == [["Sai điều khoản", "Thiếu ý"], ["Sai văn bản", "Khác"]]
    (kept,) = store.feedback.complaints()
    assert kept.feedback.reason is None
    press(server, asked, label)
    noted = texts.REASON_NOTED.format(reason=label.lower())
    server.wait_for(lambda: asked["text"] == noted)
    (kept,) = store.feedback.complaints()
    assert kept.feedback.reason is reason


def test_in_a_group_everyone_has_an_opinion(server: BotApiServer, store: Store) -> None:
    server.state.open_group(-9)
    server.state.say(-9, "/hoi một", user_id=7)
    (answer,) = server.wait_for_sent(1)
    queries = [press(server, answer, "👍", user_id=7), press(server, answer, "👎", user_id=8)]
    server.wait_for(lambda: all(query in server.state.toasts for query in queries))
    ratings = [each.feedback.rating for each in store.feedback.complaints(rating=None)]
    assert sorted(ratings) == [Rating.BAD, Rating.GOOD]
