"""One process at a time: who works holds a lease in the database, and renews it."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import socket
import time

from bot.carry.offloop import OffLoop
from bot.keeping import Holder, Lease
from bot.logs import event
from corpus.errors import TroLySoError

_LOGGER = logging.getLogger(__name__)

_LOOK_EVERY = 0.5  # seconds between two looks whether another's lease is over
_RENEWALS = 3  # renewals within the time a lease holds


class OneAtATimeError(TroLySoError):
    """Another process of this bot is at work."""

    code = "bot_already_running"


class Tenancy:
    """The lease as held by this process; it holds so many seconds when it is not renewed."""

    def __init__(self, lease: Lease, keep: OffLoop, seconds: float) -> None:
        self._lease = lease
        self._keep = keep
        self._seconds = seconds
        self._holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"

    async def begin(self) -> None:
        """Takes the lease. A process that died without giving it back is waited for; one that
        lives renews it meanwhile, and then OneAtATimeError is raised."""
        deadline = time.monotonic() + self._seconds + _LOOK_EVERY
        first: Holder | None = None
        while (other := await self._take()) is not None:
            first = first or other
            if other != first or time.monotonic() > deadline:
                raise _taken(other)
            await asyncio.sleep(_LOOK_EVERY)

    async def keep_on(self) -> None:
        """Renews the lease for ever; raises OneAtATimeError when another process has taken it."""
        while True:
            await asyncio.sleep(self._seconds / _RENEWALS)
            try:
                other = await self._take()
            except TroLySoError as error:
                event(_LOGGER, logging.WARNING, "the lease was not renewed", error=error.english)
                continue
            if other is not None:
                raise _taken(other)

    async def _take(self) -> Holder | None:
        return await self._keep.run(self._lease.take, self._holder, self._seconds)

    async def end(self) -> None:
        """Gives the lease back."""
        await self._keep.run(self._lease.release, self._holder)


def _taken(other: Holder) -> OneAtATimeError:
    host, pid, _ = other.name.rsplit(":", 2)
    return OneAtATimeError(
        f"Bot này đang chạy ở một tiến trình khác (máy {host}, tiến trình {pid}).",
        english=f"This bot is run by another process (host {host}, process {pid}).",
        hint="Mỗi bot chỉ chạy một tiến trình: tắt tiến trình kia trước, hoặc dùng nó.",
    )
