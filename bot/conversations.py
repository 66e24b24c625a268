"""Who asked what before: the memory that lets a follow-up be understood. Kept in memory only."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

# A conversation: a chat, and the topic in it (None outside forums).
ConversationKey = tuple[int, int | None]

# Conversations kept at once; the one silent for longest is forgotten first.
MAX_CONVERSATIONS = 10_000


@dataclass(frozen=True, slots=True)
class _Conversation:
    questions: tuple[str, ...]
    last_at: float


class Conversations:
    """Earlier questions by conversation: at most ``turns`` each, forgotten ``seconds`` after the
    last. Used from one thread, the event loop's. ``clock`` gives seconds that never run back.
    """

    def __init__(
        self,
        turns: int,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
        capacity: int = MAX_CONVERSATIONS,
    ) -> None:
        self._turns = turns
        self._seconds = seconds
        self._clock = clock
        self._capacity = capacity
        self._kept: OrderedDict[ConversationKey, _Conversation] = OrderedDict()

    def history(self, key: ConversationKey) -> tuple[str, ...]:
        """The conversation's earlier questions, oldest first."""
        found = self._kept.get(key)
        if found is None or self._clock() - found.last_at > self._seconds:
            self._kept.pop(key, None)
            return ()
        return found.questions

    def add(self, key: ConversationKey, question: str) -> None:
        """Remember a question as the conversation's latest."""
        questions = (*self.history(key), question)
        kept = questions[-self._turns :] if self._turns else ()
        self._kept[key] = _Conversation(kept, self._clock())
        self._kept.move_to_end(key)
        while len(self._kept) > self._capacity:
            self._kept.popitem(last=False)

    def forget(self, key: ConversationKey) -> None:
        """Begin the conversation anew."""
        self._kept.pop(key, None)
