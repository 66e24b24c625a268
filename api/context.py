"""What a request needs of the app it came to: the assistant that serves now, and room to compute.

The app asks for the assistant anew on every request, so that whoever wired it can put another one
in its place between two requests, and so that the server can listen while the first one loads.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, TypeVar, cast

from anyio import to_thread
from fastapi import Depends, Request

from answer.keeping import Door, Exchange
from answer.model import Answer, Question
from answer.protocol import AssistantLike
from api.computing import Computing, for_now
from api.guard.policy import Policy
from api.problem import ProblemError
from api.services import Services
from api.watch.metrics import Metrics

AssistantProvider = Callable[[], AssistantLike | None]
"""Gives the assistant that serves now, or None while there is none yet."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class AppContext:
    """What ``create_app`` was given, kept on the app for its routes; ``started`` is when, in
    seconds of the epoch."""

    get_assistant: AssistantProvider
    version: str
    public_url: str | None
    started: int
    services: Services
    policy: Policy
    computing: Computing
    metrics: Metrics

    @classmethod
    def of(cls, request: Request) -> AppContext:
        """The context of the app that received the request."""
        return cast(AppContext, request.app.state.context)

    async def compute(self, work: Callable[[], Result]) -> Result:
        """Run CPU-bound work, with the others that wait for a core. Raises ProblemError (503) when
        they are too many, or when it takes too long."""
        return await self.computing.run(work)

    async def wait_for(self, work: Callable[[], Result]) -> Result:
        """Run work that waits (for a database, a disk) in a thread, not in the way of questions."""
        return await to_thread.run_sync(work)

    async def ask(
        self,
        request: Request | None,
        assistant: AssistantLike,
        question: Question,
        door: Door,
    ) -> Answer:
        """The answer to a question that came in by a door, told to metrics and log, and kept so
        that it can be rated."""
        answer = await self.compute(lambda: assistant.ask(question))
        self.metrics.answered(answer, door)
        if request is not None:
            self._tell(request, question, answer)
        log = self.services.log
        if log is not None:
            log.record_soon(Exchange.of(question, answer, door))
        return answer

    def _tell(self, request: Request, question: Question, answer: Answer) -> None:
        """What the response's timings and the log's line say of an answer."""
        request.state.timings = {"answer": answer.timings_ms.get("total", 0.0)}
        request.state.told = {"answer": answer.id, "answer_status": answer.status.value}
        if self.policy.log_questions:
            request.state.told["question"] = question.text


def make_context(
    get_assistant: AssistantProvider,
    version: str,
    public_url: str | None = None,
    services: Services = Services(),
    policy: Policy = Policy(),
) -> AppContext:
    """The context of a new app."""
    computing = Computing(policy.queue, policy.seconds)
    return AppContext(
        get_assistant, version, public_url, int(time.time()), services, policy, computing, Metrics()
    )


async def app_context(request: Request) -> AppContext:
    """The app's context, as a dependency of a route."""
    return AppContext.of(request)


async def ready_assistant(request: Request) -> AssistantLike:
    """The assistant that serves now. Raises ProblemError (503) while none is loaded."""
    assistant = AppContext.of(request).get_assistant()
    if assistant is None:
        raise ProblemError(
            for_now(
                code="loading",
                message="Trợ lý đang nạp dữ liệu.",
                english="The assistant is still loading.",
                hint="Hãy thử lại sau vài giây.",
                english_hint="Try again in a few seconds.",
            )
        )
    return assistant


Context = Annotated[AppContext, Depends(app_context)]
Assistant = Annotated[AssistantLike, Depends(ready_assistant)]
