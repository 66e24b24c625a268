"""A key typed into a page, kept by the browser where no script reads it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from api.context import Context
from api.errors import respond
from api.guard.access import COOKIE, UNKNOWN_KEY

router = APIRouter(include_in_schema=False)

_DAYS = 30


@router.post("/key")
async def sign_in(
    request: Request,
    context: Context,
    key: Annotated[str, Form(max_length=200)],
    back: Annotated[str, Form(max_length=2_000)] = "/",
) -> Response:
    """Keeps a key in a cookie of this site and goes back to the page that wanted it."""
    ring = context.services.keys
    if ring is None or await context.wait_for(lambda: ring.holder(key.strip())) is None:
        return respond(request, UNKNOWN_KEY)
    # Only to a page of this site: "//elsewhere" and "https://elsewhere" are other sites'.
    local = back.startswith("/") and not back.startswith(("//", "/\\"))
    response = RedirectResponse(back if local else "/", 303)
    response.set_cookie(
        COOKIE,
        key.strip(),
        max_age=_DAYS * 24 * 3600,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return response
