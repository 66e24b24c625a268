"""A message on its way out, as it is kept until it has been sent."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from bot.show.buttons import Button, Keyboard, Press


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message belongs: a chat, a topic in it, the message it replies to."""

    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to send, or, with ``edits``, one to put in the place of that message.

    ``insist`` is for what may well come twice and must not be missed; anything else is never sent
    again while it may have arrived.
    """

    place: Place
    html: str
    keyboard: Keyboard = ()
    edits: int | None = None
    insist: bool = False

    def as_json(self) -> str:
        """The message as text, for keeping."""
        return json.dumps(
            {
                "place": [self.place.chat_id, self.place.thread_id, self.place.reply_to],
                "html": self.html,
                "keyboard": [[_as_list(button) for button in row] for row in self.keyboard],
                "edits": self.edits,
                "insist": self.insist,
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> Outgoing:
        """The message that ``as_json`` wrote."""
        kept: dict[str, Any] = json.loads(text)
        return cls(
            place=Place(*kept["place"]),
            html=kept["html"],
            keyboard=tuple(tuple(_from_list(each) for each in row) for row in kept["keyboard"]),
            edits=kept["edits"],
            insist=kept["insist"],
        )

    def moved(self, chat_id: int) -> Outgoing:
        """The same message for the chat that its chat has become. Message numbers start anew there,
        so what it replied to or edited is not to be found."""
        return replace(self, place=Place(chat_id, self.place.thread_id), edits=None)


def _as_list(button: Button) -> list[str | None]:
    return [button.text, button.press.data if button.press else None, button.url]


def _from_list(kept: list[str]) -> Button:
    text, data, url = kept
    return Button(text, (data and Press.read(data)) or None, url)
