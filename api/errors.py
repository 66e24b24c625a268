"""Every error leaves through here: in the contract's JSON for programs, as a page for browsers,
and never with a stack trace."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.guard.body import BODY_TOO_LARGE, BODY_TOO_SLOW
from api.page.rendering import render
from api.problem import Problem, ProblemError
from api.schemas import ErrorBody
from api.validation import invalid_request
from corpus.errors import TroLySoError

_MACHINE_PATHS = ("/v1/", "/healthz", "/readyz", "/openapi.json", "/static/")

_UNEXPECTED = Problem(
    status=500,
    code="internal_error",
    message="Máy chủ gặp lỗi ngoài dự kiến.",
    english="The server ran into an unexpected error.",
    hint="Hãy thử lại; nếu vẫn lỗi, báo người quản trị.",
    english_hint="Try again; if it persists, tell the administrator.",
)

_ERROR_CONTENT = {
    "application/json": {"schema": {"$ref": f"#/components/schemas/{ErrorBody.__name__}"}}
}

_LOG = logging.getLogger(__name__)


def add_error_handlers(app: FastAPI) -> None:
    """Answer every error of the app with a problem."""
    for kind in (ProblemError, TroLySoError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, _answer)


class UnexpectedErrors:
    """Answers an error that nobody foresaw and logs it, the trace here and not in the answer.

    Starlette's own outermost handler would pass the error on to the server, which then drops the
    connection under the client's next request.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_noting_start(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, send_noting_start)
        except Exception:
            if started or scope["type"] != "http":
                raise
            # The path alone: the query of a page is a question.
            _LOG.exception("%s %r failed", scope["method"], scope["path"])
            await respond(Request(scope), _UNEXPECTED)(scope, receive, send)


def error_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The error shapes of a route, for its OpenAPI description, with those that any route may
    answer with: a key is missing or covers too little, requests come too often, the unforeseen.
    The last brings the model with it and the others refer to that, for FastAPI would build it for
    each of them anew: a noticeable part of a server's start."""
    shapes: dict[int | str, dict[str, Any]] = {
        status: {"description": HTTPStatus(status).phrase, "content": _ERROR_CONTENT}
        for status in sorted({*statuses, 401, 403, 429})
    }
    return {**shapes, 500: {"description": HTTPStatus(500).phrase, "model": ErrorBody}}


def wants_page(request: Request) -> bool:
    """True when a browser asks for something that people read."""
    for_people = not request.url.path.startswith(_MACHINE_PATHS)
    return for_people and "text/html" in request.headers.get("accept", "")


def respond(request: Request, problem: Problem) -> Response:
    """The problem as a page for a browser, as JSON for anything else. A page that only has to wait
    asks again by itself."""
    if not wants_page(request):
        return problem.as_response()
    headers = dict(problem.headers)
    if "retry-after" in headers:
        headers["refresh"] = headers["retry-after"]
    return render(request, "problem.html", problem.status, headers, problem=problem)


async def _answer(request: Request, error: Exception) -> Response:
    return respond(request, _problem_of(request, error))


def _problem_of(request: Request, error: Exception) -> Problem:
    match error:
        case ProblemError():
            return error.problem
        case TroLySoError():
            return Problem.of(error)
        case RequestValidationError():
            return invalid_request(error)
        case HTTPException():
            return _of_http(request, error)
        case _:
            return _UNEXPECTED


def _of_http(request: Request, error: HTTPException) -> Problem:
    """The framework's own errors: no such path, no such method, a body it gave up on."""
    path = request.url.path
    headers = dict(error.headers or {})
    match error.status_code:
        case 404:
            return Problem(
                status=404,
                code="not_found",
                message=f"Không có địa chỉ {path}.",
                english=f"There is nothing at {path}.",
                hint="Trang hỏi đáp ở /, danh sách văn bản ở /documents, API ở /docs.",
                english_hint="Ask at /, read at /documents, find the API at /docs.",
                headers=headers,
            )
        case 405:
            return Problem(
                status=405,
                code="method_not_allowed",
                message=f"Địa chỉ {path} không nhận phương thức {request.method}.",
                english=f"{path} does not take {request.method}.",
                hint=f"Dùng {headers.get('Allow', 'GET')}.",
                english_hint=f"Use {headers.get('Allow', 'GET')}.",
                headers=headers,
            )
        case BODY_TOO_LARGE.status:
            return BODY_TOO_LARGE
        case BODY_TOO_SLOW.status:
            return BODY_TOO_SLOW
        case status:
            phrase = HTTPStatus(status).phrase
            return Problem(
                status=status,
                code=phrase.lower().replace(" ", "_"),
                message="Không thực hiện được yêu cầu này.",
                english=f"{phrase}.",
                headers=headers,
            )
