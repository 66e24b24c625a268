"""The strict server answers in Telegram's shapes and refuses what Telegram refuses."""

from __future__ import annotations

import json
import threading
from typing import Any

import httpx
import pytest

from tests.bot.botapi_server import TOKEN, BotApiServer


@pytest.fixture
def call(server: BotApiServer) -> Any:
    """Calls a method with JSON parameters; returns the HTTP status and the body."""

    def call_method(method: str, **parameters: Any) -> tuple[int, dict[str, Any]]:
        address = f"{server.base_url}{TOKEN}/{method}"
        response = httpx.post(address, json=parameters, timeout=20)
        return response.status_code, response.json()

    return call_method


def refusal(code: int, description: str) -> tuple[int, dict[str, Any]]:
    return code, {"ok": False, "error_code": code, "description": description}


def test_get_me_names_a_bot_whatever_the_methods_case_and_verb(server: BotApiServer) -> None:
    for method in ("getMe", "getme", "GETME"):
        body = httpx.get(f"{server.base_url}{TOKEN}/{method}").json()
        assert body["result"]["is_bot"] is True
        assert body["result"]["id"] == 123456


def test_another_token_is_unauthorised(server: BotApiServer) -> None:
    response = httpx.get(f"{server.base_url}123456:another/getMe")
    assert (response.status_code, response.json()) == refusal(401, "Unauthorized")


def test_an_unknown_method_is_not_found(call: Any) -> None:
    assert call("sendMassage", chat_id=7, text="a") == refusal(404, "Not Found")


def test_a_sent_message_comes_back_with_its_text_parsed(call: Any, server: BotApiServer) -> None:
    status, body = call("sendMessage", chat_id=7, text=" <b>số</b> &amp; ", parse_mode="HTML")
    message = body["result"]
    assert status == 200
    assert message["text"] == "số &"
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    assert message["chat"] == {"id": 7, "type": "private", "first_name": "An"}
    assert message["from"]["is_bot"] is True
    assert server.wait_for_sent(1) == [message]


def test_parameters_come_as_a_form_too_with_objects_as_json(server: BotApiServer) -> None:
    form = {"chat_id": "7", "text": "a", "link_preview_options": json.dumps({"is_disabled": True})}
    response = httpx.post(f"{server.base_url}{TOKEN}/sendMessage", data=form)
    assert response.json()["result"]["text"] == "a"
    upload = httpx.post(f"{server.base_url}{TOKEN}/sendMessage", files={"text": b"a"})
    assert upload.json()["description"].startswith("Bad Request: unsupported body of type")


@pytest.mark.parametrize(
    ("parameters", "problem"),
    [
        ({"chat_id": 7, "text": "x" * 4097}, "message is too long"),
        ({"chat_id": 7, "text": "😀" * 2048 + "x"}, "message is too long"),
        ({"chat_id": 7, "text": ""}, "message text is empty"),
        ({"chat_id": 7, "text": " \n"}, "message text is empty"),
        ({"chat_id": 7, "text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"chat_id": 8, "text": "a"}, "chat not found"),
        ({"chat_id": 7}, 'field "text" is required'),
        ({"chat_id": "bảy", "text": "a"}, "'bảy' is not an Integer"),
        ({"chat_id": 7, "text": 5}, "5 is not a String"),
        ({"chat_id": 7, "text": "a", "protect_content": 1}, "1 is not a Boolean"),
        ({"chat_id": 7, "text": "a", "colour": "red"}, 'unknown field "colour"'),
        ({"chat_id": 7, "text": "a", "parse_mode": "BBCode"}, "'BBCode' is not one of HTML"),
        (
            {"chat_id": 7, "text": "a", "link_preview_options": {"disabled": True}},
            'unknown field "disabled"',
        ),
        ({"chat_id": 7, "text": "a", "link_preview_options": "{"}, "can't parse JSON: "),
        (
            {"chat_id": 7, "text": "a", "reply_parameters": {"message_id": 99}},
            "message to be replied not found",
        ),
        (
            {"chat_id": 7, "text": "<p>a</p>", "parse_mode": "HTML"},
            'can\'t parse entities: Unsupported start tag "p" at byte offset 0',
        ),
        (
            {"chat_id": 7, "text": "<b>a</b> " * 101, "parse_mode": "HTML"},
            "can't parse entities: 101 entities, at most 100 are shown",
        ),
        (
            {"chat_id": 7, "text": "a", "reply_markup": {"inline_keyboard": [[{"text": "b"}]]}},
            "Text buttons are unallowed in the inline keyboard",
        ),
        (
            {
                "chat_id": 7,
                "text": "a",
                "reply_markup": {"inline_keyboard": [[{"text": "b", "callback_data": "đ" * 33}]]},
            },
            "BUTTON_DATA_INVALID",
        ),
    ],
)
def test_a_message_telegram_would_refuse_is_refused(
    call: Any, server: BotApiServer, parameters: dict[str, Any], problem: str
) -> None:
    status, body = call("sendMessage", **parameters)
    assert (status, body["ok"], body["error_code"]) == (400, False, 400)
    assert body["description"].startswith(f"Bad Request: {problem}")
    assert server.state.sent == []


def test_a_text_is_measured_after_parsing_in_utf16_units(call: Any) -> None:
    text = "<b>" + "😀" * 2048 + "</b>"
    status, body = call("sendMessage", chat_id=7, text=text, parse_mode="HTML")
    assert status == 200
    assert body["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]


def test_a_reply_shows_what_it_replies_to_or_goes_without_when_allowed(
    call: Any, server: BotApiServer
) -> None:
    question = server.state.say(7, "hỏi")
    reply = {"message_id": question["message_id"]}
    _, body = call("sendMessage", chat_id=7, text="đáp", reply_parameters=reply)
    assert body["result"]["reply_to_message"] == question
    gone = {"message_id": 99, "allow_sending_without_reply": True}
    _, body = call("sendMessage", chat_id=7, text="đáp", reply_parameters=gone)
    assert "reply_to_message" not in body["result"]


def test_a_person_who_blocked_the_bot_gets_nothing(call: Any, server: BotApiServer) -> None:
    server.state.block(7)
    assert call("sendMessage", chat_id=7, text="a") == refusal(
        403, "Forbidden: bot was blocked by the user"
    )


def test_only_a_message_of_the_bot_can_be_edited_and_only_to_something_else(
    call: Any, server: BotApiServer
) -> None:
    theirs = server.state.say(7, "hỏi")["message_id"]
    mine = call("sendMessage", chat_id=7, text="một")[1]["result"]["message_id"]
    status, body = call("editMessageText", chat_id=7, message_id=mine, text="hai")
    assert (status, body["result"]["text"]) == (200, "hai")
    assert "edit_date" in body["result"]
    same = call("editMessageText", chat_id=7, message_id=mine, text=" hai ")
    assert same[1]["description"].startswith("Bad Request: message is not modified")
    assert call("editMessageText", chat_id=7, message_id=theirs, text="a") == refusal(
        400, "Bad Request: message can't be edited"
    )
    assert call("editMessageText", chat_id=7, message_id=99, text="a") == refusal(
        400, "Bad Request: message to edit not found"
    )


def test_updates_wait_until_they_are_confirmed_by_the_next_offset(
    call: Any, server: BotApiServer
) -> None:
    for text in ("một", "hai", "ba"):
        server.state.say(7, text)
    first = call("getUpdates", limit=2)[1]["result"]
    assert [update["message"]["text"] for update in first] == ["một", "hai"]
    assert call("getUpdates", limit=2)[1]["result"] == first
    rest = call("getUpdates", offset=first[-1]["update_id"] + 1)[1]["result"]
    assert [update["message"]["text"] for update in rest] == ["ba"]
    assert call("getUpdates", offset=-1)[1]["result"] == rest
    assert call("getUpdates", offset=rest[-1]["update_id"] + 1)[1]["result"] == []


def test_a_long_poll_ends_when_somebody_writes(call: Any, server: BotApiServer) -> None:
    results: list[Any] = []
    poll = threading.Thread(target=lambda: results.append(call("getUpdates", timeout=15)))
    poll.start()
    server.state.say(7, "/start@tro_ly_so_bot xin chào")
    poll.join()
    ((status, body),) = results
    message = body["result"][0]["message"]
    assert status == 200
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 20}]


def test_a_second_poll_ends_the_first_with_a_conflict(call: Any, server: BotApiServer) -> None:
    results: list[Any] = []
    poll = threading.Thread(target=lambda: results.append(call("getUpdates", timeout=15)))
    poll.start()
    with server.state.changed:
        assert server.state.changed.wait_for(lambda: len(server.calls) == 1, 10)
    while not results:
        call("getUpdates")
        poll.join(0.05)
    ((status, body),) = results
    assert status == 409
    assert body["description"].startswith("Conflict: terminated by other getUpdates request")


def test_only_the_kinds_of_update_asked_for_are_kept(call: Any, server: BotApiServer) -> None:
    call("getUpdates", allowed_updates=["edited_message"])
    message = server.state.say(7, "một")
    server.state.edit(message, "hai")
    (update,) = call("getUpdates")[1]["result"]
    assert update["edited_message"]["text"] == "hai"


def test_a_pressed_button_is_answered_once(call: Any, server: BotApiServer) -> None:
    button = {"inline_keyboard": [[{"text": "Xem", "callback_data": "xem:1"}]]}
    message = call("sendMessage", chat_id=7, text="a", reply_markup=button)[1]["result"]
    query = server.state.press(message, "xem:1")
    (update,) = call("getUpdates")[1]["result"]
    assert update["callback_query"]["id"] == query
    assert update["callback_query"]["data"] == "xem:1"
    long = call("answerCallbackQuery", callback_query_id=query, text="x" * 201)
    assert long == refusal(400, "Bad Request: MESSAGE_TOO_LONG")
    assert call("answerCallbackQuery", callback_query_id=query)[1] == {"ok": True, "result": True}
    again = call("answerCallbackQuery", callback_query_id=query)[1]["description"]
    assert again.startswith("Bad Request: query is too old")


@pytest.mark.parametrize(
    ("command", "description", "problem"),
    [
        ("Hỏi", "Hỏi", "BOT_COMMAND_INVALID"),
        ("hoi", "", "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("hoi", "x" * 257, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
def test_commands_telegram_would_refuse_are_refused(
    call: Any, command: str, description: str, problem: str
) -> None:
    commands = [{"command": command, "description": description}]
    assert call("setMyCommands", commands=commands) == refusal(400, f"Bad Request: {problem}")
    many = [{"command": f"c{n}", "description": "x"} for n in range(101)]
    assert call("setMyCommands", commands=many) == refusal(
        400, "Bad Request: BOT_COMMANDS_TOO_MUCH"
    )


def test_commands_are_kept_by_language(call: Any) -> None:
    commands = [{"command": "hoi", "description": "Ask"}]
    call("setMyCommands", commands=commands, language_code="en")
    assert call("getMyCommands", language_code="en")[1]["result"] == commands
    assert call("getMyCommands")[1]["result"] == []


def test_while_a_webhook_is_set_polling_is_a_conflict(call: Any, server: BotApiServer) -> None:
    assert call("setWebhook", url="http://hoi.tinhmau.vn")[0] == 400
    assert call("setWebhook", url="https://hoi.tinhmau.vn/telegram")[0] == 200
    server.state.say(7, "một")
    info = call("getWebhookInfo")[1]["result"]
    assert (info["url"], info["pending_update_count"]) == ("https://hoi.tinhmau.vn/telegram", 1)
    assert call("getUpdates")[0] == 409
    call("deleteWebhook", drop_pending_updates=True)
    assert call("getUpdates")[1]["result"] == []


def test_a_chat_action_is_one_telegram_knows(call: Any, server: BotApiServer) -> None:
    assert call("sendChatAction", chat_id=7, action="typing")[0] == 200
    assert call("sendChatAction", chat_id=7, action="thinking")[0] == 400
    assert server.state.actions == [(7, "typing")]
