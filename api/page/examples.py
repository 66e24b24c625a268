"""The questions shown to who comes to the page, made once for each assistant that serves."""

from __future__ import annotations

from answer.examples import example_questions
from answer.protocol import AssistantLike

_SHOWN = 4


class Examples:
    """The examples of the assistant that serves now."""

    def __init__(self) -> None:
        self._made: tuple[AssistantLike, tuple[str, ...]] | None = None

    def of(self, assistant: AssistantLike) -> tuple[str, ...]:
        """A few questions that this assistant answers, on different documents where it can."""
        if self._made is None or self._made[0] is not assistant:
            self._made = (assistant, tuple(example_questions(assistant, _SHOWN)))
        return self._made[1]
