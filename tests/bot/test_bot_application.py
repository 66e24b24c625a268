"""The real application, polling over HTTP, against the strict Bot API server."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from telegram.error import InvalidToken

from answer.model import Status
from answer.protocol import AssistantLike
from bot import texts
from bot.application import BotApplication, run_polling_bot
from bot.settings import BotSettings
from corpus.errors import SettingsError
from tests.bot.botapi_html import units
from tests.bot.botapi_server import BotApiServer
from tests.bot.running import running_bot
from tests.bot.small_assistant import ANSWERED, QUOTE, REFUSED, SmallAssistant


@pytest.fixture
def bot(small_assistant: SmallAssistant, settings: BotSettings) -> Iterator[BotApplication]:
    """The bot, running over the small assistant."""
    with running_bot(small_assistant, settings) as application:
        yield application


def texts_of(messages: list[dict[str, Any]]) -> list[str]:
    return [message["text"] for message in messages]


@pytest.mark.usefixtures("bot")
def test_a_question_is_answered_as_a_reply_with_its_source(server: BotApiServer) -> None:
    question = server.state.say(7, "so noi vu co nhiem vu gi")
    (answer,) = server.wait_for_sent(1)
    assert answer["text"].startswith(f"Hiểu là: Sở Nội vụ có nhiệm vụ gì?\n\n{QUOTE} [1]\n")
    assert (
        "Nguồn\n[1] khoản 5 Kế hoạch số 87/KH-UBND ngày 05/4/2024 của UBND tỉnh Mẫu"
        in answer["text"]
    )
    assert answer["reply_to_message"]["message_id"] == question["message_id"]
    assert [entity["type"] for entity in answer["entities"]] == ["italic", "bold", "bold", "bold"]


def test_sources_link_to_the_public_address_without_a_preview(
    small_assistant: SmallAssistant, settings: BotSettings, server: BotApiServer
) -> None:
    with running_bot(small_assistant, replace(settings, public_url="https://hoi.tinhmau.vn")):
        server.state.say(7, "Sở Nội vụ có nhiệm vụ gì?")
        (answer,) = server.wait_for_sent(1)
    (link,) = [entity for entity in answer["entities"] if entity["type"] == "text_link"]
    assert link["url"] == "https://hoi.tinhmau.vn/documents/tinh-mau-87-kh-ubnd-2024#5"
    (parameters,) = [given for method, given in server.calls if method == "sendmessage"]
    assert '"is_disabled": true' in parameters["link_preview_options"]


@pytest.mark.usefixtures("bot")
def test_a_long_answer_comes_in_order_in_messages_that_fit(
    server: BotApiServer, small_assistant: SmallAssistant
) -> None:
    sentence = "UBND cấp xã <chủ trì> & phối hợp, hoàn thành trước ngày 30/6/2024 😀 [1].\n"
    long = replace(ANSWERED, answer=sentence * 200, interpreted_as=None)
    small_assistant.answers["dài"] = long
    server.state.say(7, "dài")
    expected = -(-units(sentence * 200) // 4096)
    answers = server.wait_for_sent(expected)
    assert all(units(answer["text"]) <= 4096 for answer in answers)
    assert "".join(texts_of(answers)).count(sentence.strip()) == 200
    assert ["reply_to_message" in answer for answer in answers] == [True] + [False] * (expected - 1)


@pytest.mark.usefixtures("bot")
def test_a_refusal_is_sent_as_it_stands(
    server: BotApiServer, small_assistant: SmallAssistant
) -> None:
    small_assistant.answers["lạ"] = REFUSED
    server.state.say(7, "lạ")
    assert texts_of(server.wait_for_sent(1)) == [REFUSED.answer]


@pytest.mark.usefixtures("bot")
def test_start_greets_and_help_explains_with_examples_of_the_corpus(server: BotApiServer) -> None:
    server.state.say(7, "/start")
    server.state.say(7, "/help")
    start, guide = texts_of(server.wait_for_sent(2))
    example = "• Sở Nội vụ có nhiệm vụ gì trong Kế hoạch 87/KH-UBND của UBND tỉnh Mẫu?"
    assert "Hiện tôi có 1 văn bản." in start
    assert example in start
    assert example in guide
    assert "/moi – Bắt đầu cuộc trò chuyện mới" in guide


@pytest.mark.usefixtures("bot")
def test_commands_are_registered_in_vietnamese_and_english(server: BotApiServer) -> None:
    by_language = {
        language: [command["description"] for command in commands]
        for language, commands in server.state.commands.items()
    }
    vietnamese = ["Giới thiệu và câu hỏi mẫu", "Cách hỏi", "Bắt đầu cuộc trò chuyện mới"]
    english = ["Introduction and sample questions", "How to ask", "Start a new conversation"]
    assert by_language == {"": vietnamese, "vi": vietnamese, "en": english}


@pytest.mark.usefixtures("bot")
def test_a_follow_up_is_asked_with_the_chats_earlier_questions_until_moi(
    server: BotApiServer, small_assistant: SmallAssistant
) -> None:
    server.state.open_chat(8)
    server.state.say(7, "Sở Nội vụ làm gì?")
    server.wait_for_sent(1)
    server.state.say(8, "Ai ký?")
    server.wait_for_sent(2)
    server.state.say(7, "Khi nào xong?")
    server.wait_for_sent(3)
    server.state.say(7, "/moi")
    server.state.say(7, "Còn Sở Tài chính?")
    sent = server.wait_for_sent(5)
    assert sent[3]["text"] == texts.NEW_CONVERSATION
    assert [(question.text, question.history) for question in small_assistant.asked] == [
        ("Sở Nội vụ làm gì?", ()),
        ("Ai ký?", ()),
        ("Khi nào xong?", ("Sở Nội vụ làm gì?",)),
        ("Còn Sở Tài chính?", ()),
    ]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("status", "kept"),
    [
        (Status.OUT_OF_SCOPE, ()),
        (Status.REFUSED, ()),
        (Status.CLARIFY, ("một",)),
        (Status.NOT_STATED, ("một",)),
    ],
)
def test_a_question_off_the_topic_is_not_followed_up(
    server: BotApiServer, small_assistant: SmallAssistant, status: Status, kept: tuple[str, ...]
) -> None:
    small_assistant.answers["một"] = replace(REFUSED, status=status)
    server.state.say(7, "một")
    server.state.say(7, "hai")
    server.wait_for_sent(2)
    assert small_assistant.asked[-1].history == kept


@pytest.mark.usefixtures("bot")
def test_a_slow_answer_delays_no_other_chat_and_keeps_the_order_in_its_own(
    server: BotApiServer, small_assistant: SmallAssistant
) -> None:
    release = small_assistant.held["chậm"] = threading.Event()
    small_assistant.answers["chậm"] = replace(REFUSED, answer="đáp chậm")
    small_assistant.answers["sau"] = replace(REFUSED, answer="đáp sau")
    small_assistant.answers["nhanh"] = replace(REFUSED, answer="đáp nhanh")
    server.state.open_chat(8)
    server.state.say(7, "chậm")
    server.state.say(7, "sau")
    server.state.say(8, "nhanh")
    assert texts_of(server.wait_for_sent(1)) == ["đáp nhanh"]
    with server.state.changed:  # "typing…" is shown to the one who waits
        assert server.state.changed.wait_for(lambda: (7, "typing") in server.state.actions, 20)
    release.set()
    assert texts_of(server.wait_for_sent(3)) == ["đáp nhanh", "đáp chậm", "đáp sau"]


@pytest.mark.usefixtures("bot")
def test_a_question_over_the_limit_is_told_its_length_and_the_limit(
    server: BotApiServer, small_assistant: SmallAssistant
) -> None:
    server.state.say(7, "x" * 2001)
    (answer,) = texts_of(server.wait_for_sent(1))
    assert answer == "Câu hỏi dài 2.001 ký tự; tối đa 2.000. Hãy rút gọn câu hỏi."
    assert small_assistant.asked == []


@pytest.mark.usefixtures("bot")
def test_what_is_not_text_gets_a_kind_word_and_an_unknown_command_a_hint(
    server: BotApiServer, small_assistant: SmallAssistant
) -> None:
    voice = {"file_id": "f", "file_unique_id": "u", "duration": 3}
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    server.state.post(7, {"voice": voice})
    server.state.post(7, {"photo": photo, "caption": "Văn bản này nói gì?"})
    server.state.say(7, "/vanban")
    assert texts_of(server.wait_for_sent(3)) == [
        texts.TEXT_ONLY,
        texts.TEXT_ONLY,
        texts.UNKNOWN_COMMAND,
    ]
    assert small_assistant.asked == []


@pytest.mark.usefixtures("bot")
def test_edits_service_messages_and_groups_are_left_alone(
    server: BotApiServer, small_assistant: SmallAssistant
) -> None:
    server.state.open_group(-9)
    server.state.say(-9, "chuyện của nhóm")
    server.state.post(7, {"delete_chat_photo": True})
    server.state.edit(server.state.say(7, "một"), "hai")
    server.state.say(7, "ba")
    server.wait_for_sent(2)
    assert [question.text for question in small_assistant.asked] == ["một", "ba"]


@pytest.mark.usefixtures("bot")
def test_a_failure_is_logged_without_the_question_and_answered_politely(
    server: BotApiServer, small_assistant: SmallAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    small_assistant.broken.add("câu hỏi riêng tư")
    server.state.say(7, "câu hỏi riêng tư")
    server.state.say(7, "câu khác")
    first, second = texts_of(server.wait_for_sent(2))
    assert first == texts.SORRY
    assert second.startswith("Hiểu là:")
    (record,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert "was not handled" in record.getMessage()
    assert "the index is gone" in caplog.text
    assert "riêng tư" not in caplog.text
    assert small_assistant.asked[-1].history == ()


@pytest.mark.usefixtures("bot")
def test_who_blocked_the_bot_costs_a_log_line_and_nothing_else(
    server: BotApiServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.state.open_chat(8)
    server.state.block(8)
    server.state.say(8, "một")
    with server.state.changed:
        tried = ("sendmessage", "8")
        assert server.state.changed.wait_for(
            lambda: tried in [(name, given.get("chat_id")) for name, given in server.calls], 20
        )
    server.state.say(7, "hai")
    server.wait_for_sent(1)
    assert [given["chat_id"] for name, given in server.calls if name == "sendmessage"] == ["8", "7"]
    assert "bot was blocked by the user" in caplog.text


def test_the_token_is_in_no_log_record_even_at_debug(
    small_assistant: SmallAssistant,
    settings: BotSettings,
    server: BotApiServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    for name in ("", "httpx", "httpcore", "telegram"):
        caplog.set_level(logging.DEBUG, name)
    with running_bot(small_assistant, settings):
        server.state.say(7, "một")
        server.wait_for_sent(1)
    assert "HTTP Request: POST http" in caplog.text  # it would be there
    assert f"{settings.token.split(':')[0]}:***" in caplog.text
    assert settings.token_secret not in caplog.text


def test_a_refused_token_is_a_settings_error_that_does_not_repeat_it(
    small_assistant: SmallAssistant, settings: BotSettings, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = replace(settings, token="123456:another_secret")
    with pytest.raises(SettingsError) as refused:
        run_polling_bot(small_assistant, wrong)
    assert refused.value.message == "Telegram từ chối mã truy cập (token) của bot."
    assert not isinstance(refused.value.__cause__, InvalidToken)
    assert "Invalid token" in caplog.text
    assert "another_secret" not in caplog.text + str(refused.value)


def test_the_real_assistant_answers_through_the_bot(
    assistant: AssistantLike, settings: BotSettings, server: BotApiServer
) -> None:
    with running_bot(assistant, settings):
        server.state.say(7, "so noi vu co nhiem vu gi trong ke hoach 87 quang ngai")
        sent = server.wait_for_sent(1)
    assert "khoản 5 mục IV Kế hoạch số 87/KH-UBND ngày 05/4/2024" in sent[0]["text"]


def test_a_stop_signal_finishes_what_is_in_hand(server: BotApiServer) -> None:
    program = (
        "from bot.application import run_polling_bot\n"
        "from bot.settings import BotSettings\n"
        "from tests.bot.small_assistant import SmallAssistant\n"
        "import threading, sys\n"
        "assistant = SmallAssistant()\n"
        "release = assistant.held['chậm'] = threading.Event()\n"
        "threading.Thread(target=lambda: (sys.stdin.readline(), release.set())).start()\n"
        "run_polling_bot(assistant, BotSettings(*sys.argv[1:]))\n"
    )
    # The token is an argument here only because the program is the test's own.
    with subprocess.Popen(
        [sys.executable, "-c", program, server.token, server.base_url],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONUTF8": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        server.state.say(7, "chậm")
        with server.state.changed:
            assert server.state.changed.wait_for(lambda: (7, "typing") in server.state.actions, 60)
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate("xong\n", timeout=60)
    assert texts_of(server.state.sent)[0].startswith("Hiểu là:")
    assert process.returncode == 0
    assert server.token.split(":")[1] not in output
