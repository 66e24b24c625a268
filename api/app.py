"""The HTTP application: routes, errors and middleware put together, once, by ``create_app``."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from api import documents, feedback, health, questions
from api.admin.routes import router as administration
from api.context import AppContext, AssistantProvider, make_context
from api.errors import UnexpectedErrors, add_error_handlers, respond
from api.guard import signing_in
from api.guard.access import Access, Admission
from api.guard.body import BodyLimit
from api.guard.headers import HeadAsGet, SecurityHeaders
from api.guard.policy import RATE_HEADERS, Policy
from api.mcp.http import McpDoor
from api.openai.routes import router as openai_door
from api.page.mounting import add_pages
from api.services import Services
from api.watch.requests import Watch

_DESCRIPTION = """Hỏi đáp văn bản chuyển đổi số Việt Nam, trích dẫn nguyên văn đến điểm, khoản, mục.

Ask about Vietnamese official documents on digital transformation; every statement of an answer is
cited word for word to its clause, or the answer says that the corpus does not hold it.

Every error has one shape: `{"error": {"code", "message", "hint"}}`.
"""


def create_app(
    get_assistant: AssistantProvider,
    *,
    version: str,
    public_url: str | None = None,
    services: Services = Services(),
    policy: Policy = Policy(),
    report: Path | None = None,
) -> FastAPI:
    """The application over whatever assistant ``get_assistant`` gives at each request; while it
    gives None, pages and API answer 503 and only ``/healthz`` and static files are served.

    ``services`` keep what is asked and said, ``policy`` says who is let in. ``version`` is shown by
    ``/healthz`` and the OpenAPI document, ``public_url`` names the server in the latter.
    ``report`` is the file that the latest evaluation is written to.
    """
    context = make_context(get_assistant, version, public_url, services, policy)
    mcp = McpDoor(context)
    app = FastAPI(
        title="Trợ lý số",
        summary="Hỏi đáp văn bản chuyển đổi số có trích dẫn",
        description=_DESCRIPTION,
        version=version,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        servers=[{"url": public_url}] if public_url else None,
        # The bundled viewers load scripts from other hosts; ``api.page.reference`` does not.
        docs_url=None,
        redoc_url=None,
        # A redirect to the path without its slash would name whatever host the client named.
        redirect_slashes=False,
        lifespan=lambda app: mcp.closed_at_the_end(),
    )
    app.state.context = context
    for router in (
        questions.router,
        documents.router,
        feedback.router,
        openai_door,
        administration,
        health.router,
        signing_in.router,
    ):
        app.include_router(router)
    app.router.routes.append(Route(McpDoor.path, mcp))
    add_pages(app, report)
    add_error_handlers(app)
    _guard(app, context)
    return app


def _guard(app: FastAPI, context: AppContext) -> None:
    """Puts around the routes what every request passes, from the inside out: an error nobody
    foresaw is answered inside, so that its answer carries headers and is counted like any other."""
    policy = context.policy
    app.add_middleware(UnexpectedErrors)
    app.add_middleware(HeadAsGet)
    app.add_middleware(BodyLimit, seconds=policy.seconds, max_upload=policy.max_upload)
    app.add_middleware(GZipMiddleware, minimum_size=1_024, compresslevel=5)
    app.add_middleware(Admission, respond=respond)
    if policy.per_minute is not None:
        # Imported here: a server for its own machine counts nothing.
        from api.guard.rate import RateLimit

        app.add_middleware(RateLimit, per_minute=policy.per_minute, respond=respond)
    app.add_middleware(Access, keys=context.services.keys, anonymous=policy.anonymous)
    if policy.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=policy.origins,
            allow_methods=["GET", "POST"],
            allow_headers=["authorization", "content-type", "x-api-key", "x-request-id"],
            expose_headers=["x-request-id", "server-timing", "retry-after", *RATE_HEADERS],
        )
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Watch, metrics=context.metrics)
