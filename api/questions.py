"""Asking and searching."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from answer.documents import search_results
from answer.keeping import Door
from answer.model import MAX_QUESTION, Answer
from api.context import Assistant, Context
from api.errors import error_responses
from api.openapi_examples import EXAMPLE_ANSWER, EXAMPLE_STREAM
from api.schemas import AskRequest, AskResponse, SearchResponse
from api.streaming import event_stream, pieces
from corpus.text import nfc
from index.model import Filters

router = APIRouter(prefix="/v1", tags=["Hỏi đáp"])

MAX_HITS = 100


@router.post(
    "/ask",
    response_model=AskResponse,
    summary="Hỏi một câu, nhận câu trả lời có trích dẫn",
    responses={
        200: {
            "description": "The answer; with `stream: true`, as server-sent events.",
            "content": {
                "application/json": {"example": EXAMPLE_ANSWER},
                "text/event-stream": {"example": EXAMPLE_STREAM},
            },
        },
        **error_responses(400, 408, 413, 422, 503),
    },
)
async def ask(
    body: AskRequest, request: Request, assistant: Assistant, context: Context
) -> Response:
    """Ask in Vietnamese (with or without diacritics) or English. A refusal is an answer too:
    `status` tells it, with HTTP 200."""
    question = body.as_question()
    answer = await context.ask(request, assistant, question, Door.API)
    if body.stream:
        return event_stream(_events(answer))
    return JSONResponse(answer.as_json())


@router.get(
    "/search",
    response_model=SearchResponse,
    summary="Tìm điều khoản",
    responses=error_responses(422, 503),
)
async def search(
    assistant: Assistant,
    context: Context,
    q: Annotated[str, Query(min_length=1, max_length=MAX_QUESTION, examples=["kinh phí đào tạo"])],
    document_id: Annotated[
        list[str], Query(default_factory=list, description="Only these documents.")
    ],
    province: Annotated[
        list[str], Query(default_factory=list, description="Only these provinces.")
    ],
    year: Annotated[list[int], Query(default_factory=list, description="Only these years.")],
    k: Annotated[int, Query(ge=1, le=MAX_HITS, description="Clauses at most.")] = 10,
) -> Response:
    """Ranked clauses with scores in [0, 1], best first."""
    filters = Filters(tuple(document_id), tuple(province), tuple(year))
    query = nfc(q)
    hits = await context.compute(lambda: assistant.search(query, k, filters))
    return JSONResponse(search_results(query, hits))


def _events(answer: Answer) -> Iterator[str]:
    """The answer as server-sent events: citations before text, so that a client can link each
    ``[n]`` as it arrives."""
    body = answer.as_json()
    yield _event("status", {"status": body["status"]})
    yield _event("citations", body["citations"])
    for piece in pieces(answer.answer):
        yield _event("text", {"text": piece})
    yield _event("answer", body)


def _event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
