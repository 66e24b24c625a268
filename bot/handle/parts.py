"""The parts that handlers work with, put together once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from answer.protocol import AssistantLike
from bot.carry.offloop import OffLoop
from bot.carry.sending import Bot, Sender
from bot.keeping import Keeping, Rebuild
from bot.settings import BotSettings


class LeftForLaterError(Exception):
    """The process ends: the update is left, as received, for the next one."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a handler may need. ``asking`` and ``keep`` are threads for what blocks."""

    bot: Bot
    settings: BotSettings
    assistant: AssistantLike
    keeping: Keeping
    rebuild: Rebuild
    sender: Sender
    asking: OffLoop
    keep: OffLoop
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the process is to end: what has begun is finished, what has not is left."""

    async def pause(self, seconds: float) -> None:
        """Waits. Raises LeftForLaterError when the process is to end meanwhile."""
        try:
            async with asyncio.timeout(seconds):
                await self.closing.wait()
        except TimeoutError:
            return
        raise LeftForLaterError
