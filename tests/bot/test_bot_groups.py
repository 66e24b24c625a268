"""In a group the bot answers what is meant for it, where it was asked, and nothing else."""

from __future__ import annotations

import pytest

from bot import texts
from tests.bot.botapi_server import BotApiServer
from tests.bot.looking import press, texts_of
from tests.bot.small_assistant import SmallAssistant

pytestmark = pytest.mark.usefixtures("bot")

GROUP = -100123


@pytest.fixture(autouse=True)
def group(server: BotApiServer) -> None:
    server.state.open_group(GROUP)


def asked_after(server: BotApiServer, small_assistant: SmallAssistant, answers: int) -> list[str]:
    """The questions asked, once there are so many answers and the last one's turn is over."""
    server.wait_for_sent(answers)
    return [question.text for question in small_assistant.asked]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("@tro_ly_so_bot Ai ký Kế hoạch 87?", "Ai ký Kế hoạch 87?"),
        ("😀 Ai ký Kế hoạch 87, @Tro_Ly_So_Bot ?", "😀 Ai ký Kế hoạch 87, ?"),
        ("/hoi Ai ký Kế hoạch 87?", "Ai ký Kế hoạch 87?"),
        ("/hoi@tro_ly_so_bot\nAi ký Kế hoạch 87?", "Ai ký Kế hoạch 87?"),
    ],
)
def test_a_mention_or_the_command_asks(
    server: BotApiServer, small_assistant: SmallAssistant, text: str, question: str
) -> None:
    said = server.state.say(GROUP, text, user_id=7)
    assert asked_after(server, small_assistant, 1) == [question]
    assert server.state.sent[0]["reply_to_message"]["message_id"] == said["message_id"]


def test_a_reply_to_the_bot_asks_on_in_the_same_topic(
    server: BotApiServer, small_assistant: SmallAssistant
) -> None:
    topic = {"message_thread_id": 55, "is_topic_message": True}
    server.state.say(GROUP, "/hoi một", user_id=7, **topic)
    (first,) = server.wait_for_sent(1)
    server.state.reply(first, "Còn Sở Tài chính?", user_id=8)
    _, second = server.wait_for_sent(2)
    assert [message["message_thread_id"] for message in (first, second)] == [55, 55]
    server.state.say(
        GROUP, "/hoi ở chủ đề khác", user_id=7, message_thread_id=66, is_topic_message=True
    )
    *_, third = server.wait_for_sent(3)
    assert third["message_thread_id"] == 66
    assert [question.history for question in small_assistant.asked] == [(), ("một",), ()]


def test_a_bare_mention_or_command_on_someones_message_asks_that_message(
    server: BotApiServer, small_assistant: SmallAssistant
) -> None:
    theirs = server.state.say(GROUP, "Bao giờ phải xong mạng lưới?", user_id=8)
    server.state.reply(theirs, "@tro_ly_so_bot", user_id=7)
    server.state.reply(theirs, "/hoi", user_id=7)
    assert asked_after(server, small_assistant, 2) == ["Bao giờ phải xong mạng lưới?"] * 2


def test_a_mention_by_link_asks_too(server: BotApiServer, small_assistant: SmallAssistant) -> None:
    entity = {
        "type": "text_mention",
        "offset": 0,
        "length": 7,
        "user": {"id": 123456, "is_bot": True, "first_name": "Trợ lý số"},
    }
    content = {"text": "Trợ lý số, ai ký?", "entities": [{**entity, "length": 9}]}
    server.state.post(GROUP, content, user_id=7)
    assert asked_after(server, small_assistant, 1) == [", ai ký?"]


def test_the_groups_own_talk_is_left_alone(
    server: BotApiServer, small_assistant: SmallAssistant
) -> None:
    talk = server.state.say(GROUP, "Chiều nay họp không?", user_id=7)
    server.state.reply(talk, "Có, 14 giờ", user_id=8)
    server.state.say(GROUP, "@ai_do_khac trả lời giúp", user_id=7)
    server.state.say(GROUP, "/hoi@bot_khac_bot gì đó", user_id=7)
    server.state.say(GROUP, "/lenhla", user_id=7)
    server.state.post(
        GROUP, {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 3}}, user_id=7
    )
    opened = server.state.post(
        GROUP, {"forum_topic_created": {"name": "Việc", "icon_color": 1}}, user_id=123456
    )
    server.state.reply(opened, "Mở chủ đề rồi nhé", user_id=8)
    server.state.say(GROUP, "/hoi thật", user_id=7)
    assert asked_after(server, small_assistant, 1) == ["thật"]


def test_the_command_alone_says_how_to_ask(server: BotApiServer) -> None:
    server.state.say(GROUP, "/hoi", user_id=7)
    server.state.say(GROUP, "@tro_ly_so_bot", user_id=7)
    assert texts_of(server.wait_for_sent(2)) == [texts.ASK_WHAT, texts.ASK_WHAT]


def test_a_button_pressed_in_a_topic_is_answered_there(server: BotApiServer) -> None:
    server.state.say(GROUP, "/hoi một", user_id=7, message_thread_id=55, is_topic_message=True)
    (answer,) = server.wait_for_sent(1)
    press(server, answer, texts.SEE_RELATED, user_id=8)
    _, related = server.wait_for_sent(2)
    assert related["message_thread_id"] == 55
