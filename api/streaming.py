"""An answer sent piece by piece, as server-sent events."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fastapi.responses import StreamingResponse

# A word with the white space after it: the pieces in which a streamed answer arrives.
_PIECE = re.compile(r"\S+\s*|\s+")


def pieces(text: str) -> list[str]:
    """The pieces that a text arrives in.

    >>> pieces("Hạn là tháng 5.")
    ['Hạn ', 'là ', 'tháng ', '5.']
    """
    return _PIECE.findall(text)


def event_stream(events: Iterator[str]) -> StreamingResponse:
    """Events as they come: no proxy keeps them back, no cache holds them."""
    return StreamingResponse(
        events,
        media_type="text/event-stream",
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )
