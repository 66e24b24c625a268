"""What the bot keeps so that a crash costs nobody an answer, and the Protocols it keeps it by.

The bot is handed something that fulfils these when it is wired. Questions, answers and feedback
are kept by ``answer.keeping``, as for every door. All methods may block, none knows asyncio; each
is one transaction. People and conversations are known by pseudonyms, but for the two cases in
which Telegram's own number is needed: who asked for access, and where a message must go.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from answer.keeping import AnswerLog, FeedbackBook
from bot.outgoing import Outgoing


@dataclass(frozen=True, slots=True)
class Received:
    """An update as it came: its number, and Telegram's JSON."""

    update_id: int
    payload: str


class Delivery(StrEnum):
    """What has become of an outgoing message."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"  # Telegram refused it for good
    UNSURE = "unsure"  # it was sent, and no answer came back: it may have arrived


@dataclass(frozen=True, slots=True)
class Kept:
    """An outgoing message with the number it is kept under."""

    number: int
    message: Outgoing


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, to be remembered as its conversation's latest."""

    conversation: str
    person: str
    question: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the buttons under a message refer to: questions to ask, clauses (document, address)."""

    key: str
    person: str
    questions: tuple[str, ...] = ()
    clauses: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that handling an update comes to; kept together with its being handled, or not at all."""

    messages: tuple[Outgoing, ...] = ()
    turn: Turn | None = None
    forget: str | None = None
    """A conversation to begin anew."""
    shelves: tuple[Shelf, ...] = ()
    resend: tuple[int, int] | None = None
    """A message (its number, its chat) of which it was unsure whether it arrived: it did not."""


class Journal(Protocol):
    """Updates in, messages out. An update counts once, a message is sent once."""

    def receive(self, updates: Sequence[Received]) -> list[Received]:
        """Keeps updates, and gives those that had not been received before."""

    def interrupted(self, tries: int) -> list[Received]:
        """Updates received and not finished, oldest first, each counted as tried once more; what
        has been tried ``tries`` times is given up."""

    def finish(self, update_id: int, outcome: Outcome) -> bool:
        """The update is handled, and this is what it comes to; False when it was handled before,
        and then nothing is kept."""

    def hold(self, update_id: int, message_id: int) -> None:
        """The message that holds the place of the update's answer."""

    def held(self, update_id: int) -> int | None:
        """That message, None when there is none."""

    def post(self, messages: Sequence[Outgoing]) -> None:
        """Messages that answer no update."""

    def chats(self) -> list[int]:
        """The chats with messages waiting."""

    def next(self, chat_id: int) -> Kept | None:
        """The chat's next message, None when none waits."""

    def mark(self, number: int, delivery: Delivery) -> None:
        """What has become of a message."""

    def put_instead(self, number: int, delivery: Delivery, message: Outgoing) -> None:
        """What has become of a message, and another one that goes in its place in the line."""

    def unsettled(self) -> list[Kept]:
        """Messages that were being sent when the process ended."""

    def move(self, old_chat: int, new_chat: int) -> None:
        """A chat has become another one; what waits for it goes there."""

    def give_up(self, chat_id: int) -> None:
        """Nothing can be sent to the chat: what waits has failed."""

    def forget_old(self, before: datetime) -> None:
        """Forgets what is finished and older."""


class Memory(Protocol):
    """What was asked before, and what buttons refer to."""

    def history(self, conversation: str, since: datetime, most: int) -> tuple[str, ...]:
        """The conversation's latest questions, oldest first; none when the last is older."""

    def shelf(self, key: str) -> Shelf | None:
        """What a message's buttons refer to, None when it is kept no longer."""

    def asked(self, person: str, window: float, most: int) -> Pace:
        """Counts a question of a person."""

    def erase(self, person: str) -> None:
        """Removes what is kept about a person here."""

    def forget_old(self, before: datetime) -> None:
        """Forgets what is older."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a person asks: seconds until the question is within the limit (0: it is), and
    whether they have yet to be told."""

    wait: float = 0.0
    tell: bool = False


class Standing(StrEnum):
    """Where a person's request for access stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Applicant:
    """Someone who asked to use the bot."""

    user_id: int
    name: str
    code: str
    standing: Standing = Standing.WAITING
    at: datetime | None = field(default=None, compare=False)


class Admission(Protocol):
    """Who may use the bot, where not everyone may."""

    def apply(self, applicant: Applicant) -> tuple[Applicant, bool]:
        """Keeps a request, unless the person has one already; gives the one that stands, and
        whether it is new."""

    def applicant(self, user_id: int) -> Applicant | None:
        """A person's request."""

    def applicants(self, most: int) -> list[Applicant]:
        """All requests, the latest first."""

    def decide(self, user_id: int, standing: Standing) -> Applicant | None:
        """Approves, refuses or revokes; gives the request as it stands now."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the lease, and until when unless it is renewed."""

    name: str
    until: datetime


class Lease(Protocol):
    """Who of several processes works: one holds the lease and renews it."""

    def take(self, holder: str, seconds: float) -> Holder | None:
        """Takes or renews the lease; gives who holds it now, None on success."""

    def release(self, holder: str) -> None:
        """Gives the lease back, if held."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """All that is kept, in its parts."""

    answers: AnswerLog
    feedback: FeedbackBook
    journal: Journal
    memory: Memory
    admission: Admission
    lease: Lease


Rebuild = Callable[[], int]
"""Builds a new snapshot and gives its number of documents. Raises TroLySoError."""
