"""The way from question to answer as a LangChain Runnable, for people who compose chains."""

from __future__ import annotations

from typing import Any

from langchain_core.runnables import Runnable, RunnableLambda

from answer.model import Answer, Question
from answer.protocol import AssistantLike
from corpus.errors import QuestionError


def as_runnable(assistant: AssistantLike) -> Runnable[str | dict[str, Any] | Question, Answer]:
    """A Runnable from a question to its Answer.

    Its input is a question as text, a dict with ``question`` and perhaps ``history`` (earlier
    questions, oldest first), or a Question. Raises QuestionError for an input of another form.
    ``as_runnable(assistant) | (lambda answer: answer.answer)`` gives the text alone.
    """
    return RunnableLambda(lambda given: assistant.ask(_question(given)), name="trolyso")


def _question(given: str | dict[str, Any] | Question) -> Question:
    if isinstance(given, Question):
        return given
    if isinstance(given, str):
        return Question(given)
    if isinstance(given, dict) and isinstance(given.get("question"), str):
        return Question(given["question"], tuple(given.get("history", ())))
    raise QuestionError(
        "Đầu vào không phải câu hỏi.",
        english=f"Not a question: {type(given).__name__}.",
        hint='Hãy đưa một chuỗi, hoặc {"question": …, "history": […]}.',
    )
