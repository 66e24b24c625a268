"""How long a connection may take to say what it wants; uvicorn itself would wait for ever.

``BodyLimit`` bounds the body; this bounds what comes before it, so that clients who send a head
letter by letter (or nothing at all) do not hold connections until none are left.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0
"""Seconds from a connection's first moment, or from a request's first byte, to the end of the
request's head."""

_TOO_SLOW = (
    b"HTTP/1.1 408 Request Timeout\r\n"
    b"content-type: text/plain; charset=utf-8\r\n"
    b"content-length: 30\r\n"
    b"connection: close\r\n\r\n"
    b"The request came in too slowly"
)


class PatientProtocol(H11Protocol):
    """HTTP/1.1 that hangs up on whoever does not finish the head of a request in time."""

    head_seconds = HEAD_SECONDS
    _due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client has connected: the head of its first request is due."""
        super().connection_made(transport)
        self._expect_head()

    def data_received(self, data: bytes) -> None:
        """Bytes have come: of a head that is due, of one that becomes due, or of a body."""
        super().data_received(data)
        if self._is_in_hand():
            self._head_is_whole()
        elif self._due is None:
            self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._head_is_whole()
        super().connection_lost(exc)

    def _is_in_hand(self) -> bool:
        cycle: Any = self.cycle
        return cycle is not None and not cycle.response_complete

    def _expect_head(self) -> None:
        self._due = self.loop.call_later(self.head_seconds, self._hang_up)

    def _head_is_whole(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None

    def _hang_up(self) -> None:
        self._due = None
        if not self._is_in_hand() and not self.transport.is_closing():
            self.transport.write(_TOO_SLOW)
            self.transport.close()
