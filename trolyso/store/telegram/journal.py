"""Updates received and messages to send; fulfils ``bot.keeping.Journal``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from answer.keeping import now
from bot.keeping import Delivery, Kept, Outcome, Received
from bot.outgoing import Outgoing
from trolyso.store.database import transaction
from trolyso.store.telegram.tables import OUTBOX, SHELVES, TURNS, UPDATES

# The order in which a chat's messages go: by number, a message put instead of another in its place.
_PLACE = func.coalesce(OUTBOX.c.instead_of, OUTBOX.c.number)

_OVER = (Delivery.SENT.value, Delivery.FAILED.value)


class Journals:
    """Updates and messages in a database. Thread-safe; each method is one transaction and raises
    StoreError when the database says no."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def receive(self, updates: Sequence[Received]) -> list[Received]:
        """Keeps updates, and gives those that had not been received before."""
        by_number = {received.update_id: received for received in updates}
        with transaction(self._engine) as connection:
            known = set(
                connection.scalars(
                    select(UPDATES.c.update_id).where(UPDATES.c.update_id.in_(by_number))
                )
            )
            new = [received for number, received in by_number.items() if number not in known]
            if new:
                rows = [
                    {
                        "update_id": received.update_id,
                        "payload": received.payload,
                        "received_at": now(),
                        "tries": 0,
                    }
                    for received in new
                ]
                connection.execute(insert(UPDATES), rows)
        return new

    def interrupted(self, tries: int) -> list[Received]:
        """Updates received and not finished, oldest first, each counted as tried once more; what
        has been tried so often is given up."""
        open_ = UPDATES.c.handled_at.is_(None)
        with transaction(self._engine) as connection:
            connection.execute(
                update(UPDATES)
                .where(open_, UPDATES.c.tries >= tries)
                .values(handled_at=now(), payload="")
            )
            connection.execute(update(UPDATES).where(open_).values(tries=UPDATES.c.tries + 1))
            rows = connection.execute(
                select(UPDATES.c.update_id, UPDATES.c.payload)
                .where(open_)
                .order_by(UPDATES.c.update_id)
            )
            return [Received(row.update_id, row.payload) for row in rows]

    def finish(self, update_id: int, outcome: Outcome) -> bool:
        """The update is handled, and this is what it comes to; False when it was handled before,
        and then nothing is kept."""
        with transaction(self._engine) as connection:
            handled = connection.execute(
                update(UPDATES)
                .where(UPDATES.c.update_id == update_id, UPDATES.c.handled_at.is_(None))
                .values(handled_at=now(), payload="")
            )
            if not handled.rowcount:
                return False
            _keep(connection, outcome)
        return True

    def hold(self, update_id: int, message_id: int) -> None:
        """The message that holds the place of the update's answer."""
        with transaction(self._engine) as connection:
            connection.execute(
                update(UPDATES)
                .where(UPDATES.c.update_id == update_id)
                .values(placeholder=message_id)
            )

    def held(self, update_id: int) -> int | None:
        """That message, None when there is none."""
        with transaction(self._engine) as connection:
            return connection.scalar(
                select(UPDATES.c.placeholder).where(UPDATES.c.update_id == update_id)
            )

    def post(self, messages: Sequence[Outgoing]) -> None:
        """Messages that answer no update."""
        with transaction(self._engine) as connection:
            _post(connection, messages)

    def chats(self) -> list[int]:
        """The chats with messages waiting."""
        with transaction(self._engine) as connection:
            return list(
                connection.scalars(
                    select(OUTBOX.c.chat_id)
                    .where(OUTBOX.c.delivery == Delivery.WAITING.value)
                    .distinct()
                )
            )

    def next(self, chat_id: int) -> Kept | None:
        """The chat's next message, None when none waits."""
        with transaction(self._engine) as connection:
            row = connection.execute(
                select(OUTBOX.c.number, OUTBOX.c.message)
                .where(OUTBOX.c.chat_id == chat_id, OUTBOX.c.delivery == Delivery.WAITING.value)
                .order_by(_PLACE, OUTBOX.c.number)
                .limit(1)
            ).one_or_none()
        return None if row is None else Kept(row.number, Outgoing.from_json(row.message))

    def mark(self, number: int, delivery: Delivery) -> None:
        """What has become of a message."""
        with transaction(self._engine) as connection:
            _mark(connection, number, delivery)

    def put_instead(self, number: int, delivery: Delivery, message: Outgoing) -> None:
        """What has become of a message, and another one that goes in its place in the line."""
        with transaction(self._engine) as connection:
            place = connection.scalar(select(_PLACE).where(OUTBOX.c.number == number))
            _mark(connection, number, delivery)
            _post(connection, [message], place)

    def unsettled(self) -> list[Kept]:
        """Messages that were being sent when the process ended."""
        with transaction(self._engine) as connection:
            rows = connection.execute(
                select(OUTBOX.c.number, OUTBOX.c.message)
                .where(OUTBOX.c.delivery == Delivery.SENDING.value)
                .order_by(OUTBOX.c.number)
            )
            return [Kept(row.number, Outgoing.from_json(row.message)) for row in rows]

    def move(self, old_chat: int, new_chat: int) -> None:
        """A chat has become another one; what waits for it goes there."""
        with transaction(self._engine) as connection:
            rows = connection.execute(
                select(OUTBOX.c.number, OUTBOX.c.message).where(
                    OUTBOX.c.chat_id == old_chat, OUTBOX.c.delivery.not_in(_OVER)
                )
            ).all()
            for row in rows:
                moved = Outgoing.from_json(row.message).moved(new_chat).as_json()
                connection.execute(
                    update(OUTBOX)
                    .where(OUTBOX.c.number == row.number)
                    .values(chat_id=new_chat, message=moved)
                )

    def give_up(self, chat_id: int) -> None:
        """Nothing can be sent to the chat: what waits has failed."""
        with transaction(self._engine) as connection:
            connection.execute(
                update(OUTBOX)
                .where(OUTBOX.c.chat_id == chat_id, OUTBOX.c.delivery.not_in(_OVER))
                .values(delivery=Delivery.FAILED.value, message="")
            )

    def forget_old(self, before: datetime) -> None:
        """Forgets what is finished and older; what still waits to be sent after so long is of no
        use to anybody, and is forgotten too."""
        with transaction(self._engine) as connection:
            connection.execute(delete(UPDATES).where(UPDATES.c.handled_at < before))
            connection.execute(delete(OUTBOX).where(OUTBOX.c.at < before))


def _keep(connection: Connection, outcome: Outcome) -> None:
    if outcome.forget is not None:
        connection.execute(delete(TURNS).where(TURNS.c.conversation == outcome.forget))
    if turn := outcome.turn:
        connection.execute(
            insert(TURNS).values(
                conversation=turn.conversation,
                person=turn.person,
                question=_storable(turn.question),
                at=now(),
            )
        )
    for shelf in outcome.shelves:
        connection.execute(
            insert(SHELVES).values(
                key=shelf.key,
                person=shelf.person,
                questions=list(shelf.questions),
                clauses=[list(clause) for clause in shelf.clauses],
                at=now(),
            )
        )
    if outcome.resend is not None:
        number, chat_id = outcome.resend
        connection.execute(
            update(OUTBOX)
            .where(
                OUTBOX.c.number == number,
                OUTBOX.c.chat_id == chat_id,
                OUTBOX.c.delivery == Delivery.UNSURE.value,
            )
            .values(delivery=Delivery.WAITING.value)
        )
    _post(connection, outcome.messages)


def _post(connection: Connection, messages: Sequence[Outgoing], place: int | None = None) -> None:
    for message in messages:
        connection.execute(
            insert(OUTBOX).values(
                chat_id=message.place.chat_id,
                instead_of=place,
                message=_storable(message.as_json()),
                delivery=Delivery.WAITING.value,
                at=now(),
            )
        )


def _mark(connection: Connection, number: int, delivery: Delivery) -> None:
    emptied = {"message": ""} if delivery.value in _OVER else {}
    connection.execute(
        update(OUTBOX)
        .where(OUTBOX.c.number == number, OUTBOX.c.delivery.not_in(_OVER))
        .values(delivery=delivery.value, **emptied)
    )


def _storable(text: str) -> str:
    """PostgreSQL takes every character but this one."""
    return text.replace("\0", " ")
