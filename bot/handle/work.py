"""An update being worked on, and what it comes to."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from telegram import CallbackQuery, Message, Update, User
from telegram.error import TelegramError

from bot.keeping import Outcome, Shelf, Turn
from bot.logs import event
from bot.outgoing import Outgoing, Place
from bot.show.screen import Screen

_LOGGER = logging.getLogger(__name__)

Pseudonym = Callable[[str], str]
"""What a person or a conversation is known by."""


@dataclass(slots=True)
class Work:
    """What handling one update comes to, collected until it is kept.

    ``person`` and ``conversation`` are pseudonyms. ``place`` is where an answer belongs: in the
    update's chat and topic, as a reply to its message.
    """

    update_id: int
    place: Place
    person: str
    conversation: str
    user: User | None
    query: CallbackQuery | None = None
    messages: list[Outgoing] = field(default_factory=list)
    turn: Turn | None = None
    forget: bool = False
    shelves: list[Shelf] = field(default_factory=list)
    resend: tuple[int, int] | None = None
    toast: str = ""
    then: Callable[[], None] | None = None
    """What to begin once all this is kept."""
    _acknowledged: bool = False

    @classmethod
    def on(cls, update: Update, pseudonym: Pseudonym) -> Work:
        """The work that an update asks for."""
        message, query = update.effective_message, update.callback_query
        chat = update.effective_chat
        if chat is None:
            raise ValueError(f"update {update.update_id} has no chat; a filter let it through")
        thread = _thread(message)
        user = update.effective_user
        person = user.id if user is not None else chat.id
        return cls(
            update_id=update.update_id,
            place=Place(chat.id, thread, message.message_id if message is not None else None),
            person=pseudonym(f"{person}"),
            conversation=pseudonym(f"{chat.id}/{thread or ''}"),
            user=user,
            query=query,
        )

    @property
    def in_private(self) -> bool:
        """Whether the chat is one of two."""
        return self.place.chat_id > 0

    def say(self, screen: Screen, *, instead_of: int | None = None) -> None:
        """Says something: the first message as a reply (or in the place of the message that
        holds it), the buttons under the last."""
        self.tell(self.place, screen, instead_of=instead_of)

    def tell(self, place: Place, screen: Screen, *, instead_of: int | None = None) -> None:
        """Says something in a place."""
        last = len(screen.parts) - 1
        for index, html in enumerate(screen.parts):
            first = index == 0
            self.messages.append(
                Outgoing(
                    place if first else Place(place.chat_id, place.thread_id),
                    html,
                    screen.keyboard if index == last else (),
                    edits=instead_of if first else None,
                )
            )

    def show(self, screen: Screen) -> None:
        """Changes the message whose button was pressed."""
        self.say(Screen(screen.parts[:1], screen.keyboard), instead_of=self.place.reply_to)

    async def acknowledge(self) -> None:
        """Tells Telegram that the press was seen: until then the button shows as busy. A courtesy;
        what was pressed is done all the same."""
        if self.query is None or self._acknowledged:
            return
        self._acknowledged = True
        try:
            await self.query.answer(self.toast or None)
        except TelegramError as error:
            event(_LOGGER, logging.INFO, "a press was not acknowledged", error=str(error))

    def outcome(self) -> Outcome:
        """All of it, to be kept."""
        return Outcome(
            messages=tuple(self.messages),
            turn=self.turn,
            forget=self.conversation if self.forget else None,
            shelves=tuple(self.shelves),
            resend=self.resend,
        )

    def chats(self) -> Sequence[int]:
        """The chats there is something for."""
        own = (self.resend[1],) if self.resend else ()
        return list(dict.fromkeys((*own, *(message.place.chat_id for message in self.messages))))


def _thread(message: object) -> int | None:
    if isinstance(message, Message) and message.is_topic_message:
        return message.message_thread_id
    return None
