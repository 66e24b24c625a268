"""The HTTP application: routes, errors and middleware put together, once, by ``create_app``."""

from __future__ import annotations

from fastapi import FastAPI

from api import documents, feedback, health, questions
from api.context import AssistantProvider, make_context
from api.errors import add_error_handlers
from api.middleware import BodyLimit, HeadAsGet, SecurityHeaders
from api.openai.routes import router as openai_door
from api.page.mounting import add_pages
from api.services import Services

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
) -> FastAPI:
    """The application over whatever assistant ``get_assistant`` gives at each request; while it
    gives None, pages and API answer 503 and only ``/healthz`` and static files are served.

    ``version`` is shown by ``/healthz`` and the OpenAPI document, ``public_url`` names the server
    in the latter.
    """
    app = FastAPI(
        title="Trợ lý số",
        summary="Hỏi đáp văn bản chuyển đổi số có trích dẫn",
        description=_DESCRIPTION,
        version=version,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        servers=[{"url": public_url}] if public_url else None,
        # The bundled viewers of the OpenAPI document load scripts from other hosts.
        docs_url=None,
        redoc_url=None,
    )
    app.state.context = make_context(get_assistant, version, public_url, services)
    for router in (questions.router, documents.router, feedback.router, openai_door, health.router):
        app.include_router(router)
    add_pages(app)
    add_error_handlers(app)
    for middleware in (BodyLimit, HeadAsGet, SecurityHeaders):
        app.add_middleware(middleware)
    return app
