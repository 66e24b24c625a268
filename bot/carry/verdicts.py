"""What a failed request means: whether it was done, is worth trying again, or may have been done.

The Bot API has no number by which a repeated sendMessage would be known as one, so the difference
matters: a request that may have been done must not be made again.
"""

from __future__ import annotations

import re
from datetime import timedelta
from enum import Enum

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

# Telegram's words for an edit that would change nothing: it was made before.
_DONE_BEFORE = re.compile(r"message is not modified", re.IGNORECASE)
# Telegram's words for a message that is gone, or too old to be changed.
_GONE = re.compile(r"message to edit not found|message can't be edited", re.IGNORECASE)


class Verdict(Enum):
    """What a failure means."""

    DONE = "done"  # it had been done
    AGAIN = "again"  # it was not done, and will be when the trouble is over
    UNSURE = "unsure"  # it may have been done
    GONE = "gone"  # the message to edit is not there
    CLOSED = "closed"  # nothing can be sent to this chat
    MOVED = "moved"  # the chat has become another one
    NO = "no"  # it will never be done


# Failures after which the whole request cannot have arrived: no connection, or it broke while the
# request was being written.
_NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.WriteError,
    httpx.WriteTimeout,
    httpx.UnsupportedProtocol,
    httpx.ProxyError,
)


def verdict_on(error: TelegramError) -> Verdict:
    """The verdict on a failed sendMessage or editMessageText, RetryAfter aside.

    An answer that says no is taken at its word, a 5xx too: Telegram documents nothing about them,
    and its 502 comes from the gateway before the servers.
    """
    match error:
        case ChatMigrated():
            return Verdict.MOVED
        case Forbidden():
            return Verdict.CLOSED
        case BadRequest() if _DONE_BEFORE.search(error.message):
            return Verdict.DONE
        case BadRequest() if _GONE.search(error.message):
            return Verdict.GONE
        case BadRequest() if "chat not found" in error.message.lower():
            return Verdict.CLOSED
        case BadRequest():
            return Verdict.NO
        case TimedOut() | NetworkError():
            lost = isinstance(error.__cause__, httpx.HTTPError)
            return (
                Verdict.UNSURE
                if lost and not isinstance(error.__cause__, _NOT_SENT)
                else Verdict.AGAIN
            )
        case _:
            return Verdict.NO


def told_to_wait(error: RetryAfter) -> float:
    """The seconds that Telegram wants the bot to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
