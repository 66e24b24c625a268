"""What day it is where the documents are in force."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))
"""The time of those who ask."""


def vietnam_today() -> date:
    """The day it is in Vietnam, by which a text is in force or not."""
    return datetime.now(VIETNAM).date()
