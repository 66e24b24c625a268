"""The Bot API's methods: what each takes, and what it does to the server's state.

Shapes and limits are the Bot API documentation's and those of ``telegram.constants``; refusals are
worded as Telegram words them, as far as bots' error reports show it. A method that is not here
yet is answered as Telegram answers one it does not have.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from telegram.constants import (
    BotCommandLimit,
    CallbackQueryLimit,
    ChatAction,
    InlineKeyboardButtonLimit,
    InlineKeyboardMarkupLimit,
    InlineQueryLimit,
    InlineQueryResultLimit,
    MessageLimit,
    PollingLimit,
)

from tests.bot.botapi_html import EntityError, parse_html, trimmed, units
from tests.bot.botapi_kinds import (
    Kind,
    Refusal,
    bad_request,
    boolean,
    checked,
    fields,
    integer,
    list_of,
    one_of,
    string,
)
from tests.bot.botapi_state import BOT, BotApiState

Parameters = dict[str, Any]

# A command's name, as BotFather and setMyCommands accept it.
_COMMAND_NAME = re.compile(r"[a-z0-9_]{1,32}")

_LINK_PREVIEW = fields(
    {
        "is_disabled": boolean,
        "url": string,
        "prefer_small_media": boolean,
        "prefer_large_media": boolean,
        "show_above_text": boolean,
    }
)
_REPLY = fields(
    {
        "message_id": integer,
        "chat_id": integer,
        "allow_sending_without_reply": boolean,
        "quote": string,
        "quote_parse_mode": one_of("HTML"),
        "quote_position": integer,
    },
    "message_id",
)
_BUTTON = fields(
    {
        "text": string,
        "url": string,
        "callback_data": string,
        "switch_inline_query": string,
        "switch_inline_query_current_chat": string,
        "copy_text": fields({"text": string}, "text"),
    },
    "text",
)
_KEYBOARD = fields({"inline_keyboard": list_of(list_of(_BUTTON))}, "inline_keyboard")
_TEXT: Mapping[str, Kind] = {
    "text": string,
    "parse_mode": one_of("HTML"),  # the only mode this project uses; grow when it uses another
    "link_preview_options": _LINK_PREVIEW,
    "reply_markup": _KEYBOARD,
}


@dataclass(frozen=True, slots=True)
class Method:
    """A method's parameters, the required ones, and its effect; called with the lock held."""

    parameters: Mapping[str, Kind]
    required: tuple[str, ...]
    run: Callable[[BotApiState, Parameters], Any]

    def __call__(self, state: BotApiState, given: Mapping[str, Any]) -> Any:
        """Check the parameters and act; returns the result. Raises Refusal."""
        return self.run(state, checked(given, self.parameters, *self.required))


def _get_me(_state: BotApiState, _given: Parameters) -> dict[str, Any]:
    rights = {"can_join_groups": True, "can_read_all_group_messages": False}
    return {**BOT, **rights, "supports_inline_queries": True}


def _get_updates(state: BotApiState, given: Parameters) -> list[dict[str, Any]]:
    """One look at the queue; the server looks again until ``timeout``."""
    if state.webhook["url"]:
        raise Refusal(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    if "allowed_updates" in given:
        state.allowed_updates = given["allowed_updates"]
    limit = given.get("limit", int(PollingLimit.MAX_LIMIT))
    if not PollingLimit.MIN_LIMIT <= limit <= PollingLimit.MAX_LIMIT:
        raise bad_request("limit must be between 1 and 100")
    return state.take_updates(given.get("offset", 0), limit)


def _send_message(state: BotApiState, given: Parameters) -> dict[str, Any]:
    chat_id = _writable_chat(state, given)
    content = _content(given)
    if reply := given.get("reply_parameters"):
        original = state.messages.get((chat_id, reply["message_id"]))
        if original is not None:
            nested = {key: val for key, val in original.items() if key != "reply_to_message"}
            content["reply_to_message"] = nested
        elif not reply.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
    if "message_thread_id" in given:
        content["message_thread_id"] = given["message_thread_id"]
        content["is_topic_message"] = True
    message = state.new_message(chat_id, {"from": BOT, **content})
    state.sent.append(message)
    return message


def _edit_message_text(state: BotApiState, given: Parameters) -> dict[str, Any]:
    chat_id = _writable_chat(state, given)
    message = state.messages.get((chat_id, given["message_id"]))
    if message is None:
        raise bad_request("message to edit not found")
    if message["from"] != BOT:
        raise bad_request("message can't be edited")
    content = _content(given)
    shown = ("text", "entities", "reply_markup")
    if all(message.get(key) == content.get(key) for key in shown):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    for key in shown:
        message.pop(key, None)
    message.update(content, edit_date=int(time.time()))
    return message


def _send_chat_action(state: BotApiState, given: Parameters) -> bool:
    state.actions.append((_writable_chat(state, given), given["action"]))
    return True


def _answer_callback_query(state: BotApiState, given: Parameters) -> bool:
    if len(given.get("text", "")) > CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    if given["callback_query_id"] not in state.callbacks:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    state.callbacks.remove(given["callback_query_id"])
    state.toasts[given["callback_query_id"]] = given.get("text", "")
    return True


def _answer_inline_query(state: BotApiState, given: Parameters) -> bool:
    if given["inline_query_id"] not in state.inline:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    results = given["results"]
    if len(results) > InlineQueryLimit.RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    for result in results:
        if not 1 <= len(result["id"].encode()) <= InlineQueryResultLimit.MAX_ID_LENGTH:
            raise bad_request("RESULT_ID_INVALID")
        content = result["input_message_content"]
        shown = {
            ("text" if key == "message_text" else key): value for key, value in content.items()
        }
        result["shown"] = _content(shown)
    state.inline[given["inline_query_id"]] = given
    return True


def _command_list(given: Parameters) -> str:
    """What a list of commands is for: a language, or a chat's own."""
    scope = given.get("scope", {"type": "default"})
    own = f"chat {scope['chat_id']}" if scope["type"] == "chat" else ""
    return own or str(given.get("language_code", ""))


def _set_my_commands(state: BotApiState, given: Parameters) -> bool:
    scope = given.get("scope", {"type": "default"})
    if scope["type"] == "chat" and scope.get("chat_id") not in state.chats:
        raise bad_request("chat not found")
    if len(given["commands"]) > BotCommandLimit.MAX_COMMAND_NUMBER:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in given["commands"]:
        if not _COMMAND_NAME.fullmatch(command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= BotCommandLimit.MAX_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    state.commands[_command_list(given)] = given["commands"]
    return True


def _get_my_commands(state: BotApiState, given: Parameters) -> list[dict[str, Any]]:
    return state.commands.get(_command_list(given), [])


def _set_webhook(state: BotApiState, given: Parameters) -> bool:
    # Telegram asks for https; its own local server lets http through, and this one is local.
    if given["url"] and not given["url"].startswith(("https://", "http://127.0.0.1")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    _drop_pending(state, given)
    state.webhook = {"url": given["url"], **given}
    state.allowed_updates = given.get("allowed_updates", state.allowed_updates)
    return True


def _delete_webhook(state: BotApiState, given: Parameters) -> bool:
    _drop_pending(state, given)
    state.webhook = {"url": ""}
    return True


def _get_webhook_info(state: BotApiState, _given: Parameters) -> dict[str, Any]:
    return {
        "url": state.webhook["url"],
        "has_custom_certificate": False,
        "pending_update_count": len(state.updates),
        "allowed_updates": state.allowed_updates,
    }


def _drop_pending(state: BotApiState, given: Parameters) -> None:
    if given.get("drop_pending_updates"):
        state.updates.clear()


def _writable_chat(state: BotApiState, given: Parameters) -> int:
    chat_id: int = given["chat_id"]
    if chat_id in state.migrated:
        raise Refusal(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": state.migrated[chat_id]},
        )
    if chat_id not in state.chats:
        raise bad_request("chat not found")
    if chat_id in state.blocked:
        raise Refusal(403, "Forbidden: bot was blocked by the user")
    return chat_id


def _content(given: Parameters) -> dict[str, Any]:
    """The text as Telegram would keep it, with its entities and buttons."""
    try:
        text, entities = (
            parse_html(given["text"]) if "parse_mode" in given else trimmed(given["text"], [])
        )
    except EntityError as error:
        raise bad_request(f"can't parse entities: {error}") from error
    if not text:
        raise bad_request("message text is empty")
    if units(text) > MessageLimit.MAX_TEXT_LENGTH:
        raise bad_request("message is too long")
    if len(entities) > MessageLimit.MESSAGE_ENTITIES:
        # Telegram drops the entities after the hundredth without a word; here that is a mistake.
        raise bad_request(f"can't parse entities: {len(entities)} entities, at most 100 are shown")
    content: dict[str, Any] = {"text": text}
    if entities:
        content["entities"] = entities
    if keyboard := given.get("reply_markup"):
        _check_buttons(keyboard["inline_keyboard"])
        content["reply_markup"] = keyboard
    return content


def _check_buttons(rows: list[list[dict[str, Any]]]) -> None:
    if sum(len(row) for row in rows) > InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER:
        raise bad_request("reply markup is too long")
    for button in (button for row in rows for button in row):
        if not button["text"].strip():
            raise bad_request("can't parse inline keyboard button: Text must be non-empty")
        if "url" in button and not button["url"].startswith(("https://", "http://", "tg://")):
            raise bad_request("BUTTON_URL_INVALID")
        if len(button) != 2:  # the text, and what the button does
            raise bad_request("Text buttons are unallowed in the inline keyboard")
        data = button.get("callback_data")
        if data is not None and not 1 <= len(data.encode()) <= _MAX_DATA:
            raise bad_request("BUTTON_DATA_INVALID")


_MAX_DATA = int(InlineKeyboardButtonLimit.MAX_CALLBACK_DATA)
_INLINE_RESULT = fields(
    {
        "type": one_of("article"),
        "id": string,
        "title": string,
        "description": string,
        "input_message_content": fields(
            {
                "message_text": string,
                "parse_mode": one_of("HTML"),
                "link_preview_options": _LINK_PREVIEW,
            },
            "message_text",
        ),
    },
    "type",
    "id",
    "title",
    "input_message_content",
)
_INLINE_BUTTON = fields({"text": string, "start_parameter": string}, "text")
_COMMAND = fields({"command": string, "description": string}, "command", "description")
_SCOPE = fields({"type": string, "chat_id": integer, "user_id": integer}, "type")

# By name in lower case: Telegram does not look at case.
METHODS: Mapping[str, Method] = {
    "getme": Method({}, (), _get_me),
    "getupdates": Method(
        {
            "offset": integer,
            "limit": integer,
            "timeout": integer,
            "allowed_updates": list_of(string),
        },
        (),
        _get_updates,
    ),
    "sendmessage": Method(
        {
            **_TEXT,
            "chat_id": integer,
            "message_thread_id": integer,
            "reply_parameters": _REPLY,
            "disable_notification": boolean,
            "protect_content": boolean,
        },
        ("chat_id", "text"),
        _send_message,
    ),
    "editmessagetext": Method(
        {**_TEXT, "chat_id": integer, "message_id": integer},
        ("chat_id", "message_id", "text"),
        _edit_message_text,
    ),
    "sendchataction": Method(
        {
            "chat_id": integer,
            "message_thread_id": integer,
            "action": one_of(*(action.value for action in ChatAction)),
        },
        ("chat_id", "action"),
        _send_chat_action,
    ),
    "answercallbackquery": Method(
        {
            "callback_query_id": string,
            "text": string,
            "show_alert": boolean,
            "url": string,
            "cache_time": integer,
        },
        ("callback_query_id",),
        _answer_callback_query,
    ),
    "answerinlinequery": Method(
        {
            "inline_query_id": string,
            "results": list_of(_INLINE_RESULT),
            "cache_time": integer,
            "is_personal": boolean,
            "next_offset": string,
            "button": _INLINE_BUTTON,
        },
        ("inline_query_id", "results"),
        _answer_inline_query,
    ),
    "setmycommands": Method(
        {"commands": list_of(_COMMAND), "scope": _SCOPE, "language_code": string},
        ("commands",),
        _set_my_commands,
    ),
    "getmycommands": Method({"scope": _SCOPE, "language_code": string}, (), _get_my_commands),
    "setwebhook": Method(
        {
            "url": string,
            "secret_token": string,
            "allowed_updates": list_of(string),
            "max_connections": integer,
            "ip_address": string,
            "drop_pending_updates": boolean,
        },
        ("url",),
        _set_webhook,
    ),
    "deletewebhook": Method({"drop_pending_updates": boolean}, (), _delete_webhook),
    "getwebhookinfo": Method({}, (), _get_webhook_info),
}
