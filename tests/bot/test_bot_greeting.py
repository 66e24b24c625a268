"""Introductions, what is kept and erased, what the bot cannot read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from answer.keeping import Door
from bot import texts
from bot.settings import BotSettings
from bot.show.greetings import about_screen
from tests.bot.botapi_server import BotApiServer
from tests.bot.looking import labels_of, press, texts_of
from tests.bot.running import running_bot
from tests.bot.small_assistant import DOCUMENT, SmallAssistant
from trolyso.store import Store

EXAMPLE = "Sở Nội vụ có nhiệm vụ gì trong Kế hoạch 87/KH-UBND của UBND tỉnh Mẫu?"


@pytest.mark.usefixtures("bot")
def test_start_greets_and_help_explains_with_examples_of_the_corpus_to_press(
    server: BotApiServer, small_assistant: SmallAssistant
) -> None:
    server.state.say(7, "/start")
    server.state.say(7, "/help")
    start, guide = server.wait_for_sent(2)
    for message in (start, guide):
        assert f"\n1. {EXAMPLE}" in message["text"]
        assert labels_of(message)[0] == [
            "1. Sở Nội vụ có nhiệm vụ gì trong Kế hoạch 87/KH-UBND của…"
        ]
    assert "Hiện tôi có 1 văn bản." in start["text"]
    assert "/moi – Bắt đầu cuộc trò chuyện mới" in guide["text"]
    assert "tối đa 2.000 ký tự" in guide["text"]
    press(server, start, "1.")
    server.wait_for_sent(3)
    assert small_assistant.asked[-1].text == EXAMPLE


def test_commands_are_registered_in_vietnamese_and_english_the_admins_for_them_alone(
    small_assistant: SmallAssistant, settings: BotSettings, server: BotApiServer, store: Store
) -> None:
    with running_bot(small_assistant, replace(settings, admins=frozenset({7, 99})), store):
        commands = {
            whose: {command["command"]: command["description"] for command in commands}
            for whose, commands in server.state.commands.items()
        }
    assert set(commands) == {"", "vi", "en", "chat 7"}  # 99 has no chat with the bot
    assert commands[""] == commands["vi"] == {name: text for name, text, _ in texts.COMMANDS}
    assert commands["en"]["moi"] == "Start a new conversation"
    assert "thongke" in commands["chat 7"]
    assert "thongke" not in commands["vi"]


@pytest.mark.usefixtures("bot")
def test_the_introduction_says_what_is_known_up_to_when_and_what_is_kept(
    server: BotApiServer,
) -> None:
    server.state.say(7, "/gioithieu")
    (about,) = texts_of(server.wait_for_sent(1))
    assert "Tôi tra cứu 1 văn bản về chuyển đổi số của Mẫu" in about
    assert "mới nhất ban hành ngày 05/4/2024" in about
    assert "góp ý 👍 👎: 90 ngày" in about
    assert "Mã số Telegram của anh/chị: 7." in about
    assert about.endswith("không phải tư vấn pháp lý.")


@pytest.mark.usefixtures("bot")
def test_what_is_kept_about_a_person_is_erased_when_they_are_sure(
    server: BotApiServer, small_assistant: SmallAssistant, store: Store
) -> None:
    person = store.answers.pseudonym(Door.TELEGRAM, "7")
    server.state.open_chat(8)
    server.state.say(7, "một")
    server.state.say(8, "của người khác")
    server.wait_for_sent(2)
    server.state.say(7, "/xoadulieu")
    sure = server.wait_for(lambda: [m for m in server.state.shown(7) if m["text"] == texts.ERASE])[
        0
    ]
    press(server, sure, texts.ERASE_NO)
    server.wait_for(lambda: sure["text"] == texts.KEPT)
    server.state.say(7, "/xoadulieu")
    sure = server.wait_for(lambda: [m for m in server.state.shown(7) if m["text"] == texts.ERASE])[
        0
    ]
    press(server, sure, texts.ERASE_YES)
    server.wait_for(lambda: sure["text"] == texts.ERASED.format(count=1))
    server.state.say(7, "hai")
    server.wait_for(lambda: len(server.state.shown(7)) == 4)
    assert [q.history for q in small_assistant.asked] == [(), (), ()]
    assert store.answers.erase(person) == 1  # "hai" alone


@pytest.mark.usefixtures("bot")
def test_what_is_not_text_gets_a_kind_word_and_an_unknown_command_a_hint(
    server: BotApiServer, small_assistant: SmallAssistant
) -> None:
    file = {"file_id": "f", "file_unique_id": "u"}
    sized = {**file, "width": 1, "height": 1}
    sticker = {**sized, "type": "regular", "is_animated": False, "is_video": False}
    server.state.post(7, {"voice": {**file, "duration": 3}})
    server.state.post(7, {"photo": [sized], "caption": "Văn bản này nói gì?"})
    server.state.post(7, {"sticker": sticker})
    server.state.post(
        7,
        {
            "document": file,
            "forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "An"},
        },
    )
    server.state.post(7, {"location": {"longitude": 105.8, "latitude": 21.0}})
    server.state.say(7, "/khongco")
    assert texts_of(server.wait_for_sent(6)) == [
        texts.CANNOT_READ["voice"],
        texts.CANNOT_READ["photo"],
        texts.CANNOT_READ["sticker"],
        texts.CANNOT_READ["document"],
        texts.CANNOT_READ["other"],
        texts.UNKNOWN_COMMAND,
    ]
    assert small_assistant.asked == []


@pytest.mark.usefixtures("bot")
def test_edits_and_service_messages_are_left_alone(
    server: BotApiServer, small_assistant: SmallAssistant
) -> None:
    server.state.post(7, {"delete_chat_photo": True})
    server.state.edit(server.state.say(7, "một"), "hai")
    server.state.say(7, "ba")
    server.wait_for_sent(2)
    assert [question.text for question in small_assistant.asked] == ["một", "ba"]


def test_the_introduction_says_when_the_documents_were_last_put_together() -> None:
    built_at = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)  # in Vietnam the day after
    (about,) = about_screen([DOCUMENT], BotSettings("1:A"), 7, built_at).parts
    assert "Kho được cập nhật lần cuối ngày 28/11/2026." in about
