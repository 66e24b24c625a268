"""Whether the process is up, and whether it can answer."""

from __future__ import annotations

from fastapi import APIRouter

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
    """200 once questions can be answered, until then 503 with `Retry-After`."""
    return Readiness(status="ready", documents=len(assistant.documents))
