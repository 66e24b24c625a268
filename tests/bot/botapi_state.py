"""What the Bot API server knows: chats, messages, updates waiting, commands, the webhook.

The test's side of it (people who write, block, press) is here; the bot's side is the methods.
"""

from __future__ import annotations

import re
import time
from itertools import count
from threading import Condition
from typing import Any

from tests.bot.botapi_html import units

BOT = {"id": 123456, "is_bot": True, "first_name": "Trợ lý số", "username": "tro_ly_so_bot"}

# Update types that come without being asked for: all but these (documentation of getUpdates).
_ON_REQUEST_ONLY = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
# A bot command, as Telegram marks it: at a text's start or after a space.
_COMMAND = re.compile(r"(?<!\S)/\w{1,32}(?:@\w+)?", re.ASCII)
# A mention of somebody by name.
_MENTION = re.compile(r"(?<!\S)@\w{5,32}\b", re.ASCII)


class BotApiState:
    """The state, behind one lock; ``changed`` is notified after each change."""

    def __init__(self) -> None:
        self.changed = Condition()
        self.chats: dict[int, dict[str, Any]] = {}
        self.blocked: set[int] = set()
        self.messages: dict[tuple[int, int], dict[str, Any]] = {}
        self.sent: list[dict[str, Any]] = []
        self.actions: list[tuple[int, str]] = []
        self.updates: list[dict[str, Any]] = []
        self.allowed_updates: list[str] = []
        self.callbacks: set[str] = set()
        self.toasts: dict[str, str] = {}
        self.inline: dict[str, dict[str, Any] | None] = {}
        self.commands: dict[str, list[dict[str, Any]]] = {}
        self.webhook: dict[str, Any] = {"url": ""}
        self.migrated: dict[int, int] = {}
        self._message_ids = count(1)
        self._update_ids = count(1)
        self._callback_ids = count(1)

    def open_chat(self, chat_id: int, first_name: str = "An") -> None:
        """A person presses Start: from then on the bot may write to them."""
        with self.changed:
            chat = {"id": chat_id, "type": "private", "first_name": first_name}
            self.chats[chat_id] = chat

    def open_group(self, chat_id: int, title: str = "Tổ công nghệ số") -> None:
        """The bot is added to a group."""
        with self.changed:
            chat = {"id": chat_id, "type": "supergroup", "title": title, "is_forum": True}
            self.chats[chat_id] = chat

    def block(self, chat_id: int) -> None:
        """The person blocks the bot."""
        with self.changed:
            self.blocked.add(chat_id)

    def say(
        self, chat_id: int, text: str, *, user_id: int | None = None, **fields: Any
    ) -> dict[str, Any]:
        """A person writes a text; commands and mentions in it are marked. Returns the message."""
        found = [
            {
                "type": kind,
                "offset": units(text[: words.start()]),
                "length": units(words[0]),
            }
            for kind, pattern in (("bot_command", _COMMAND), ("mention", _MENTION))
            for words in pattern.finditer(text)
        ]
        content: dict[str, Any] = {"text": text, **fields}
        if found:
            content["entities"] = found
        return self.post(chat_id, content, user_id=user_id)

    def reply(
        self, message: dict[str, Any], text: str, *, user_id: int | None = None
    ) -> dict[str, Any]:
        """A person replies to a message, in its topic."""
        nested = {key: val for key, val in message.items() if key != "reply_to_message"}
        fields = {
            key: message[key] for key in ("message_thread_id", "is_topic_message") if key in message
        }
        chat_id = message["chat"]["id"]
        return self.say(chat_id, text, user_id=user_id, reply_to_message=nested, **fields)

    def post(
        self, chat_id: int, content: dict[str, Any], *, user_id: int | None = None
    ) -> dict[str, Any]:
        """A person sends content of any kind (``{"sticker": …}``). Returns the message."""
        with self.changed:
            message = self.new_message(chat_id, {"from": _person(user_id or chat_id), **content})
            self._queue("message", message)
            return message

    def edit(self, message: dict[str, Any], text: str) -> None:
        """A person changes a text they wrote."""
        with self.changed:
            edited = {**message, "text": text, "edit_date": int(time.time())}
            self._queue("edited_message", edited)

    def press(self, message: dict[str, Any], data: str, *, user_id: int | None = None) -> str:
        """A person presses a button under a message of the bot. Returns the query's id."""
        with self.changed:
            query_id = str(next(self._callback_ids))
            self.callbacks.add(query_id)
            chat_id = message["chat"]["id"]
            person = _person(user_id or chat_id)
            query = {"id": query_id, "from": person, "message": message, "data": data}
            self._queue("callback_query", {**query, "chat_instance": str(chat_id)})
            return query_id

    def type_inline(self, user_id: int, text: str) -> str:
        """A person types ``@bot text`` in some chat. Returns the query's id."""
        with self.changed:
            query_id = str(next(self._callback_ids))
            self.inline[query_id] = None
            query = {"id": query_id, "from": _person(user_id), "query": text, "offset": ""}
            self._queue("inline_query", query)
            return query_id

    def new_message(self, chat_id: int, content: dict[str, Any]) -> dict[str, Any]:
        """A message in a chat, numbered and kept. Call with the lock held."""
        message = {
            "message_id": next(self._message_ids),
            "date": int(time.time()),
            "chat": self.chats[chat_id],
            **content,
        }
        self.messages[chat_id, message["message_id"]] = message
        return message

    def shown(self, chat_id: int) -> list[dict[str, Any]]:
        """The bot's messages in a chat as they stand now, in order."""
        with self.changed:
            return [
                message
                for (where, _), message in sorted(self.messages.items())
                if where == chat_id and message["from"] == BOT
            ]

    def take_updates(self, offset: int, limit: int) -> list[dict[str, Any]]:
        """Updates from ``offset`` on, those before it being confirmed and forgotten; a negative
        offset counts from the end of the queue. Call with the lock held."""
        if offset < 0:
            self.updates = self.updates[offset:]
        elif offset > 0:
            self.updates = [update for update in self.updates if update["update_id"] >= offset]
        return self.updates[:limit]

    def _queue(self, kind: str, content: dict[str, Any]) -> None:
        wanted = (
            kind in self.allowed_updates if self.allowed_updates else kind not in _ON_REQUEST_ONLY
        )
        if wanted:
            self.updates.append({"update_id": next(self._update_ids), kind: content})
            self.changed.notify_all()


def _person(number: int) -> dict[str, Any]:
    return {"id": abs(number), "is_bot": False, "first_name": "An", "language_code": "vi"}
