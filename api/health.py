"""Whether the process is up, whether it can answer, and how it fares."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from api.context import Assistant, Context
from api.errors import error_responses
from api.schemas import Health, Readiness

router = APIRouter(tags=["Tình trạng"])


@router.get("/healthz", summary="Tiến trình còn chạy", responses=error_responses())
async def healthz(context: Context) -> Health:
    """200 as soon as the server listens, also while the assistant loads."""
    return Health(status="ok", version=context.version)


@router.get("/readyz", summary="Sẵn sàng trả lời", responses=error_responses(503))
async def readyz(assistant: Assistant) -> Readiness:
    """200 once questions can be answered, until then 503 with `Retry-After`. While another snapshot
    is loaded the old one answers, and this stays 200."""
    return Readiness(
        status="ready", documents=len(assistant.documents), built_at=assistant.built_at
    )


@router.get(
    "/metrics",
    summary="Số liệu vận hành",
    response_class=Response,
    responses={
        200: {"content": {"text/plain": {"schema": {"type": "string"}}}},
        **error_responses(),
    },
)
async def metrics(context: Context) -> Response:
    """Prometheus' text format: requests, latency by stage, answers by status, feedback, and the
    snapshot that is served."""
    assistant = context.get_assistant()
    if assistant is not None:
        clauses = sum(len(document.clauses) for document in assistant.documents.values())
        built = assistant.built_at.timestamp() if assistant.built_at else 0.0
        context.metrics.serves(len(assistant.documents), clauses, built)
    return Response(context.metrics.as_text(), media_type=context.metrics.media_type)
