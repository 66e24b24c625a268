"""Responses that need not be sent again: ``ETag`` and ``Last-Modified`` (RFC 9110)."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from fastapi import Request
from fastapi.responses import Response


def conditional(
    request: Request, body: bytes, media_type: str, modified: datetime | None
) -> Response:
    """The body with its tag and date, or 304 without it when the client has it already. The tag is
    weak: the same body may be sent compressed."""
    headers = {"etag": f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'}
    if modified is not None:
        headers["last-modified"] = format_datetime(modified.astimezone(UTC), usegmt=True)
    if _has_it(request, headers["etag"], modified):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=media_type)


def _has_it(request: Request, tag: str, modified: datetime | None) -> bool:
    given = request.headers.get("if-none-match")
    if given is not None:  # it decides alone, whatever date comes with it
        tags = {part.strip().removeprefix("W/") for part in given.split(",")}
        return "*" in tags or tag.removeprefix("W/") in tags
    since = request.headers.get("if-modified-since")
    if since is None or modified is None:
        return False
    try:
        return modified.replace(microsecond=0) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):  # not a date, or one without a zone
        return False
