"""The pages put on the application: their routes, their files, and what they keep between two
requests."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api.page import administration, asking, evaluation, reading, reference
from api.page.site import Site

_STATIC = Path(__file__).with_name("static")


def add_pages(app: FastAPI, report: Path | None = None) -> None:
    """Add every page to the app; ``report`` is where the latest evaluation is written."""
    app.state.site = Site(report)
    for page in (asking, reading, evaluation, reference, administration):
        app.include_router(page.router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
