"""The door over standard input and output, for assistants that start their tools themselves."""

from __future__ import annotations

from collections.abc import Callable

from anyio import to_thread

from answer.keeping import AnswerLog, Door, Exchange
from answer.model import Answer, Question
from answer.protocol import AssistantLike
from api.mcp.tools import make_server


def serve_stdio(
    get_assistant: Callable[[], AssistantLike | None], log: AnswerLog, version: str
) -> None:
    """Serve until the input ends. Nothing else may write to standard output."""

    async def ask(assistant: AssistantLike, question: Question) -> Answer:
        answer = await to_thread.run_sync(assistant.ask, question)
        await to_thread.run_sync(log.record, Exchange.of(question, answer, Door.MCP))
        return answer

    make_server(get_assistant, ask, version).run("stdio")
