"""The pages put on the application: their routes, their files, and what they keep between two
requests."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api.page import routes
from api.page.site import Site

_STATIC = Path(__file__).with_name("static")


def add_pages(app: FastAPI) -> None:
    """Add every page to the app."""
    app.state.site = Site()
    app.include_router(routes.router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
