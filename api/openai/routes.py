"""``/v1/chat/completions`` and ``/v1/models``, streaming and not."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from answer.keeping import Door
from answer.model import MAX_HISTORY, Answer, Question
from api.context import Assistant, Context
from api.errors import error_responses
from api.openai.markdown import as_markdown
from api.openai.shapes import MODEL, ChatCompletion, ChatRequest, Model, ModelList
from api.streaming import event_stream, pieces
from corpus.errors import NotFoundError

router = APIRouter(prefix="/v1", tags=["OpenAI"])


@router.post(
    "/chat/completions",
    response_model=ChatCompletion,
    summary="Hỏi bằng giao diện của OpenAI",
    responses={
        200: {
            "description": "The reply; with `stream: true`, as `chat.completion.chunk` events.",
            "content": {"text/event-stream": {"example": "data: [DONE]\n\n"}},
        },
        **error_responses(400, 408, 413, 422, 503),
    },
)
async def chat_completions(
    body: ChatRequest, request: Request, assistant: Assistant, context: Context
) -> Response:
    """The last message of the user is the question and the earlier ones its history; system
    messages are not followed."""
    question = _question(body)
    answer = await context.ask(request, assistant, question, Door.OPENAI)
    text = as_markdown(answer, context.public_url)
    if body.stream:
        with_usage = bool(body.stream_options and body.stream_options.include_usage)
        return event_stream(_events(body, answer, text, with_usage=with_usage))
    message = {"role": "assistant", "content": text, "refusal": None}
    return JSONResponse(
        {
            **_head(answer, "chat.completion"),
            "choices": [
                {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
            ],
            "usage": _usage(body, text),
            "trolyso": answer.as_json(),
        }
    )


@router.get("/models", summary="Các mô hình", responses=error_responses())
async def list_models(context: Context) -> ModelList:
    """The one model."""
    return ModelList(data=[Model(created=context.started)])


@router.get("/models/{model}", summary="Một mô hình", responses=error_responses(404, 422))
async def get_model(model: str, context: Context) -> Model:
    """The one model. 404 for another."""
    if model != MODEL:
        raise NotFoundError(
            f"Không có mô hình {model}.",
            english=f"There is no model {model}.",
            hint=f"Mô hình duy nhất là {MODEL}.",
        )
    return Model(created=context.started)


def _question(request: ChatRequest) -> Question:
    """The question with its history. Raises QuestionError when there is none, or over the limits;
    of a long conversation the latest questions count."""
    said = [message.text for message in request.messages if message.role == "user"]
    earlier = [text for text in said[:-1] if text.strip()]
    return Question(said[-1] if said else "", tuple(earlier[-MAX_HISTORY:]))


def _head(answer: Answer, kind: str) -> dict[str, Any]:
    return {
        "id": f"chatcmpl-{answer.id}",
        "object": kind,
        "created": int(time.time()),
        "model": MODEL,
    }


def _usage(request: ChatRequest, text: str) -> dict[str, int]:
    asked = sum(len(message.text.split()) for message in request.messages)
    said = len(text.split())
    return {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}


def _events(request: ChatRequest, answer: Answer, text: str, *, with_usage: bool) -> Iterator[str]:
    """The reply as OpenAI streams it; the last piece carries the whole answer beside."""
    head = _head(answer, "chat.completion.chunk")

    def chunk(delta: dict[str, Any], finish: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
        return _event({**head, "choices": [choice], **more})

    yield chunk({"role": "assistant", "content": ""})
    for piece in pieces(text):
        yield chunk({"content": piece})
    yield chunk({}, "stop", trolyso=answer.as_json())
    if with_usage:
        yield _event({**head, "choices": [], "usage": _usage(request, text)})
    yield "data: [DONE]\n\n"


def _event(data: dict[str, Any]) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"
