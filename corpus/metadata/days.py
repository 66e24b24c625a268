"""Days as Vietnamese documents write them."""

from __future__ import annotations

import re
from datetime import date

# A day in figures: "24/06/2024", "9-9-2022", "24.6.2024".
DAY = re.compile(r"(?<!\d)(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})(?!\d)")

# The inside of "ngày …": "24/5/2022", "12/ 02/2026" or "24 tháng 5 năm 2022". For use in other
# patterns.
DAY_WORDS = (
    r"(?P<day>\d{1,2})(?:\s*tháng\s*|\s?[/.-]\s?)(?P<month>\d{1,2})"
    r"(?:\s*năm\s*|\s?[/.-]\s?)(?P<year>\d{4})"
)


def day_of(match: re.Match[str] | None) -> date | None:
    """The day that a match with ``day``, ``month`` and ``year`` tells; None for no match and for
    no real day, as scans leave them."""
    if match is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
