"""Reading what the bot has sent, and pressing its buttons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.bot.botapi_server import BotApiServer


def texts_of(messages: Iterable[dict[str, Any]]) -> list[str]:
    """The messages' texts."""
    return [message["text"] for message in messages]


def buttons_of(message: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """The rows of buttons under a message."""
    rows: list[list[dict[str, Any]]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    return rows


def labels_of(message: dict[str, Any]) -> list[list[str]]:
    """The rows of buttons, by what they say."""
    return [[button["text"] for button in row] for row in buttons_of(message)]


def data_of(message: dict[str, Any], label: str) -> str:
    """What the button with the label carries; the label may go on."""
    (button,) = [
        button for row in buttons_of(message) for button in row if button["text"].startswith(label)
    ]
    return str(button["callback_data"])


def press(
    server: BotApiServer, message: dict[str, Any], label: str, user_id: int | None = None
) -> str:
    """Presses the button, waiting for it where an edit is on its way; gives the query's id."""
    server.wait_for(
        lambda: any(text.startswith(label) for row in labels_of(message) for text in row)
    )
    return server.state.press(message, data_of(message, label), user_id=user_id)
