"""The page for administrators. It shows nothing by itself: a script asks ``/v1/admin`` with the key
that is typed in, so that the page is open to all and what it does is not."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.page.rendering import render

router = APIRouter(include_in_schema=False)


@router.get("/admin")
async def admin_page(request: Request) -> Response:
    """Upload, jobs, snapshots, feedback."""
    return render(request, "admin.html")
