"""Room to compute: no more at a time than there are cores, and so many in wait and no more."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, fail_after, to_thread

from api.problem import Problem, ProblemError

_RETRY_SECONDS = 2

_HOPELESS = 4
"""Times as long as anybody waits for it: work that takes longer will hardly end."""


def for_now(code: str, message: str, english: str, hint: str, english_hint: str) -> Problem:
    """A 503 that passes: the client is told when to come again."""
    return Problem(
        status=503,
        code=code,
        message=message,
        english=english,
        hint=hint,
        english_hint=english_hint,
        headers={"retry-after": str(_RETRY_SECONDS)},
    )


BUSY = for_now(
    code="busy",
    message="Máy chủ đang có quá nhiều câu hỏi chờ.",
    english="Too many questions are waiting.",
    hint="Hãy thử lại sau vài giây.",
    english_hint="Try again in a few seconds.",
)
TOOK_TOO_LONG = for_now(
    code="took_too_long",
    message="Câu hỏi này mất quá nhiều thời gian.",
    english="This question takes too long.",
    hint="Hãy hỏi ngắn hơn.",
    english_hint="Ask something shorter.",
)

Result = TypeVar("Result")


class Computing:
    """Does CPU-bound work in threads, one for each core, ``queue`` more in wait; for at most
    ``seconds``, the wait included. The event loop stays free, and health checks and documents never
    queue behind questions."""

    def __init__(self, queue: int, seconds: float) -> None:
        cores = os.cpu_count() or 1
        self._cores = CapacityLimiter(cores)
        self._room = cores + queue
        self._seconds = seconds
        self._inside = 0
        self._begun: dict[object, float] = {}

    async def run(self, work: Callable[[], Result]) -> Result:
        """What the work gives. Raises ProblemError (503) when there is no room, or when it takes
        too long; work that has begun then goes on in its thread, which nothing can stop."""
        # Counted here and now: the limiter counts whom it makes wait only a moment later, when
        # hundreds that came at once have passed.
        if self._inside >= self._room:
            raise ProblemError(BUSY)
        self._inside += 1
        began = False

        def beginning() -> Result:
            nonlocal began
            began = True
            self._begun[beginning] = time.monotonic()
            try:
                return work()
            finally:
                del self._begun[beginning]

        try:
            with fail_after(self._seconds):
                return await to_thread.run_sync(
                    beginning, limiter=self._cores, abandon_on_cancel=True
                )
        except TimeoutError:
            raise ProblemError(TOOK_TOO_LONG if began else BUSY) from None
        finally:
            self._inside -= 1

    def is_stuck(self) -> bool:
        """True when as many works as there are cores have gone on for so long that they will hardly
        end: only the end of the process stops them."""
        hopeless = time.monotonic() - _HOPELESS * self._seconds
        begun = list(self._begun.values())
        return sum(moment < hopeless for moment in begun) >= self._cores.total_tokens
