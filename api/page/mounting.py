"""The pages put on the application: their routes, their files, and what they keep between two
requests."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api.page import asking, reading
from api.page.site import Site

_STATIC = Path(__file__).with_name("static")


def add_pages(app: FastAPI, evaluation: Path | None = None) -> None:
    """Add every page to the app; ``evaluation`` is where the latest evaluation is written."""
    app.state.site = Site(evaluation)
    for router in (asking.router, reading.router):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
