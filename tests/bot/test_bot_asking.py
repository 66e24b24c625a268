"""Questions, over HTTP, by the real application against the strict Bot API server."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace

import pytest

from answer.model import Status
from answer.protocol import AssistantLike
from bot import texts
from bot.settings import BotSettings
from tests.bot.botapi_html import units
from tests.bot.botapi_server import BotApiServer
from tests.bot.looking import buttons_of, labels_of, press, texts_of
from tests.bot.running import running_bot
from tests.bot.small_assistant import ANSWERED, QUOTE, REFUSED, SmallAssistant
from trolyso.store import Store


@pytest.mark.usefixtures("bot")
def test_a_question_is_answered_as_a_reply_with_its_source_and_buttons(
    server: BotApiServer,
) -> None:
    question = server.state.say(7, "so noi vu co nhiem vu gi")
    (answer,) = server.wait_for_sent(1)
    assert answer["text"].startswith(f"Hiểu là: Sở Nội vụ có nhiệm vụ gì?\n\n{QUOTE} [1]\n")
    assert (
        "Nguồn\n[1] khoản 5 Kế hoạch số 87/KH-UBND ngày 05/4/2024 của UBND tỉnh Mẫu"
        in answer["text"]
    )
    assert answer["reply_to_message"]["message_id"] == question["message_id"]
    assert [entity["type"] for entity in answer["entities"]] == ["italic", "bold", "bold"]
    assert labels_of(answer) == [[texts.SEE_QUOTE, texts.SEE_RELATED], ["👍", "👎"]]


def test_sources_link_to_the_public_address_without_a_preview(
    small_assistant: SmallAssistant, settings: BotSettings, server: BotApiServer, store: Store
) -> None:
    public = replace(settings, public_url="https://hoi.tinhmau.vn")
    with running_bot(small_assistant, public, store):
        server.state.say(7, "Sở Nội vụ có nhiệm vụ gì?")
        (answer,) = server.wait_for_sent(1)
    (link,) = [entity for entity in answer["entities"] if entity["type"] == "text_link"]
    assert link["url"] == "https://hoi.tinhmau.vn/documents/tinh-mau-87-kh-ubnd-2024#5"
    (parameters,) = [given for method, given in server.calls if method == "sendmessage"]
    assert '"is_disabled": true' in parameters["link_preview_options"]


@pytest.mark.usefixtures("bot")
def test_a_long_answer_comes_in_order_in_messages_that_fit_with_the_buttons_last(
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
    assert [bool(labels_of(answer)) for answer in answers] == [False] * (expected - 1) + [True]


@pytest.mark.usefixtures("bot")
def test_a_refusal_is_sent_as_it_stands(
    server: BotApiServer, small_assistant: SmallAssistant
) -> None:
    small_assistant.answers["lạ"] = REFUSED
    server.state.say(7, "lạ")
    (refusal,) = server.wait_for_sent(1)
    assert refusal["text"] == REFUSED.answer
    assert labels_of(refusal) == [["👍", "👎"]]


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


def test_a_conversation_goes_on_after_a_restart_and_is_forgotten_after_silence(
    server: BotApiServer, small_assistant: SmallAssistant, settings: BotSettings, store: Store
) -> None:
    with running_bot(small_assistant, settings, store):
        server.state.say(7, "một")
        server.wait_for_sent(1)
    with running_bot(small_assistant, settings, store):
        server.state.say(7, "hai")
        server.wait_for_sent(2)
    with running_bot(small_assistant, replace(settings, history_minutes=0), store):
        server.state.say(7, "ba")
        server.wait_for_sent(3)
    assert [question.history for question in small_assistant.asked] == [(), ("một",), ()]


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


def test_a_slow_answer_is_announced_and_then_takes_the_announcements_place(
    server: BotApiServer, small_assistant: SmallAssistant, settings: BotSettings, store: Store
) -> None:
    release = small_assistant.held["chậm"] = threading.Event()
    small_assistant.answers["chậm"] = replace(REFUSED, answer="đáp chậm")
    with running_bot(small_assistant, replace(settings, announce_after=0.01), store):
        question = server.state.say(7, "chậm")
        (announced,) = server.wait_for_sent(1)
        assert announced["text"] == texts.LOOKING_UP
        assert announced["reply_to_message"]["message_id"] == question["message_id"]
        release.set()
        server.wait_for(lambda: announced["text"] == "đáp chậm")
        assert labels_of(announced) == [["👍", "👎"]]
        assert len(server.state.sent) == 1


@pytest.mark.usefixtures("bot")
def test_a_slow_answer_delays_no_other_chat_and_keeps_the_order_in_its_own(
    server: BotApiServer, small_assistant: SmallAssistant
) -> None:
    release = small_assistant.held["chậm"] = threading.Event()
    for which in ("chậm", "sau", "nhanh"):
        small_assistant.answers[which] = replace(REFUSED, answer=f"đáp {which}")
    server.state.open_chat(8)
    server.state.say(7, "chậm")
    server.state.say(7, "sau")
    server.state.say(8, "nhanh")
    server.wait_for(lambda: "đáp nhanh" in texts_of(server.state.sent))
    release.set()
    server.wait_for(lambda: "đáp sau" in texts_of(server.state.sent))
    assert texts_of(server.state.shown(7)) == ["đáp chậm", "đáp sau"]


@pytest.mark.usefixtures("bot")
def test_a_question_over_the_limit_is_told_its_length_and_the_limit(
    server: BotApiServer, small_assistant: SmallAssistant
) -> None:
    server.state.say(7, "x" * 2001)
    (answer,) = texts_of(server.wait_for_sent(1))
    assert answer == "Câu hỏi dài 2.001 ký tự; tối đa 2.000. Hãy rút gọn câu hỏi."
    assert small_assistant.asked == []


@pytest.mark.usefixtures("bot")
def test_choices_are_buttons_and_the_one_pressed_is_asked_and_shown(
    server: BotApiServer, small_assistant: SmallAssistant
) -> None:
    choices = ("Kế hoạch 87 của tỉnh A?", "Kế hoạch 87 của tỉnh B, " + "rất dài " * 10 + "?")
    small_assistant.answers["kế hoạch 87"] = replace(
        REFUSED, status=Status.CLARIFY, answer="Có hai kế hoạch số 87.", suggestions=choices
    )
    server.state.say(7, "kế hoạch 87")
    (unclear,) = server.wait_for_sent(1)
    assert unclear["text"].endswith(f"Anh/chị muốn hỏi ý nào?\n1. {choices[0]}\n2. {choices[1]}")
    buttons = [row[0] for row in buttons_of(unclear)]
    assert buttons[0]["text"] == f"1. {choices[0]}"
    assert buttons[1]["text"].startswith("2. Kế hoạch 87 của tỉnh B")
    assert len(buttons[1]["text"]) <= 60
    press(server, unclear, "2.")
    _, answer = server.wait_for_sent(2)
    assert answer["text"].startswith(f"Hỏi: {choices[1]}\n\nHiểu là: ")
    assert answer["reply_to_message"]["message_id"] == unclear["message_id"]
    assert small_assistant.asked[-1].text == choices[1]


@pytest.mark.usefixtures("bot")
def test_related_questions_open_below_the_answer(
    server: BotApiServer, small_assistant: SmallAssistant
) -> None:
    server.state.say(7, "một")
    (answer,) = server.wait_for_sent(1)
    press(server, answer, texts.SEE_RELATED)
    _, related = server.wait_for_sent(2)
    assert related["text"] == "Câu hỏi liên quan\n1. Sở Tài chính có nhiệm vụ gì?"
    press(server, related, "1.")
    server.wait_for_sent(3)
    assert small_assistant.asked[-1].text == "Sở Tài chính có nhiệm vụ gì?"


def test_who_floods_is_told_once_and_answered_later_and_nobody_else_waits(
    server: BotApiServer, small_assistant: SmallAssistant, settings: BotSettings, store: Store
) -> None:
    server.state.open_chat(8)
    with running_bot(small_assistant, replace(settings, questions_per_minute=2), store):
        for number in range(4):
            server.state.say(7, f"câu {number}")
        told = texts.TOO_FAST.format(limit=2)
        server.wait_for(lambda: told in texts_of(server.state.shown(7)))
        server.state.say(8, "câu khác")
        server.wait_for(lambda: server.state.shown(8))
        assert [question.text for question in small_assistant.asked] == [
            "câu 0",
            "câu 1",
            "câu khác",
        ]
    assert texts_of(server.state.shown(7)).count(told) == 1
    # What still had to wait when the bot stopped is answered by the next one.
    with running_bot(small_assistant, settings, store):
        server.wait_for(lambda: len(server.state.shown(7)) == 5)
    assert [question.text for question in small_assistant.asked[-2:]] == ["câu 2", "câu 3"]


def test_who_floods_a_group_is_told_once_and_holds_up_nobody_in_it(
    server: BotApiServer, small_assistant: SmallAssistant, settings: BotSettings, store: Store
) -> None:
    server.state.open_group(-9)
    with running_bot(small_assistant, replace(settings, questions_per_minute=1), store):
        for number in range(3):
            server.state.say(-9, f"/hoi câu {number}", user_id=7)
        server.state.say(-9, "/hoi câu khác", user_id=8)
        server.wait_for(lambda: len(small_assistant.asked) == 2)
        server.wait_for(lambda: len(server.state.shown(-9)) == 3)
    told = texts.TOO_FAST_IN_GROUP.format(limit=1)
    assert texts_of(server.state.shown(-9)).count(told) == 1
    assert [question.text for question in small_assistant.asked] == ["câu 0", "câu khác"]


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


def test_the_real_assistant_answers_through_the_bot(
    assistant: AssistantLike, settings: BotSettings, server: BotApiServer, store: Store
) -> None:
    with running_bot(assistant, settings, store):
        server.state.say(7, "so noi vu co nhiem vu gi trong ke hoach 87 quang ngai")
        (answer,) = server.wait_for_sent(1)
    assert "khoản 5 mục IV Kế hoạch số 87/KH-UBND ngày 05/4/2024" in answer["text"]
