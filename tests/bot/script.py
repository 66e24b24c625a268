"""What is said to the bot and what it says, written down as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.bot.botapi_server import BotApiServer
from tests.bot.looking import buttons_of, press


class Script:
    """Says things, presses buttons, and writes down what is seen."""

    def __init__(self, server: BotApiServer) -> None:
        self._server = server
        self._lines: list[str] = []
        self._seen = 0

    @property
    def text(self) -> str:
        """The transcript so far."""
        return "\n".join(self._lines)

    def heading(self, text: str) -> None:
        """A heading."""
        self._lines += [f"## {text}", ""]

    def remark(self, text: str) -> None:
        """A remark."""
        self._lines += [text, ""]

    def says(
        self, who: str, chat: int, text: str, expect: int = 1, **fields: Any
    ) -> dict[str, Any]:
        """Someone writes; gives the bot's last message."""
        return self.does(
            f"**{who}:** {_escaped(text)}",
            chat,
            expect,
            lambda: self._server.state.say(chat, text, **fields),
        )

    def sends(self, who: str, chat: int, what: str, content: dict[str, Any]) -> None:
        """Someone sends what is no text."""
        self.does(f"**{who}** gửi {what}.", chat, 1, lambda: self._server.state.post(chat, content))

    def presses(
        self, who: str, message: dict[str, Any], label: str, user_id: int | None = None
    ) -> dict[str, Any]:
        """Someone presses a button that brings a new message."""
        chat = message["chat"]["id"]
        return self.does(
            f"**{who}** bấm `{label}`.",
            chat,
            1,
            lambda: press(self._server, message, label, user_id),
        )

    def changes(self, who: str, message: dict[str, Any], label: str) -> dict[str, Any]:
        """Someone presses a button that changes the message."""
        before = message["text"]
        self._lines += [f"**{who}** bấm `{label}`; tin ấy đổi thành:", ""]
        press(self._server, message, label)
        self._server.wait_for(lambda: message["text"] != before)
        self._lines += [*_shown(message), ""]
        return message

    def does(self, told: str, chat: int, expect: int, act: Callable[[], object]) -> dict[str, Any]:
        """Something happens, and the bot says so many messages."""
        already = len(self._server.state.shown(chat))
        self._lines += [told, ""]
        act()
        self._server.wait_for(lambda: len(self._server.state.shown(chat)) >= already + expect)
        for message in self._server.state.shown(chat)[already:]:
            self._lines += [*_shown(message), ""]
        return self._server.state.shown(chat)[-1]

    def shows(self, message: dict[str, Any]) -> None:
        """A message as it stands."""
        self._lines += [*_shown(message), ""]


_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_MARKS = {"bold": ("**", "**"), "italic": ("*", "*"), "code": ("`", "`")}


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _shown(message: dict[str, Any]) -> list[str]:
    """A message as a Markdown quotation: styles, links, line breaks, buttons."""
    lines = [f"> {line}  " if line else ">" for line in _marked(message).split("\n")]
    for row in buttons_of(message):
        lines += [">", "> " + " ".join(f"`[ {button['text']} ]`" for button in row)]
    return lines


def _marked(message: dict[str, Any]) -> str:
    """The text with its entities as Markdown, each on the lines it is on."""
    at = 0
    data = message["text"].encode("utf-16-le")
    pieces: list[str] = []
    for entity in message.get("entities", []):
        start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
        pieces.append(_escaped(data[at:start].decode("utf-16-le")))
        words = data[start:end].decode("utf-16-le")
        pieces.append("\n".join(_styled(line, entity) for line in words.split("\n")))
        at = end
    pieces.append(_escaped(data[at:].decode("utf-16-le")))
    return "".join(pieces)


def _styled(line: str, entity: dict[str, Any]) -> str:
    inner = line.strip()
    if not inner:
        return line
    before, after = line[: line.index(inner)], line[line.index(inner) + len(inner) :]
    if entity["type"] == "text_link":
        return f"{before}[{_escaped(inner)}]({entity['url']}){after}"
    left, right = _MARKS[entity["type"]]
    return f"{before}{left}{_escaped(inner)}{right}{after}"
