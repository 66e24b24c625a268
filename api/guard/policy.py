"""By which rules the app lets people in; the settings fill it in."""

from __future__ import annotations

from dataclasses import dataclass

RATE_HEADERS = ("ratelimit-limit", "ratelimit-remaining", "ratelimit-reset")
"""The headers that tell how much is left where requests are counted."""


@dataclass(frozen=True, slots=True)
class Policy:
    """``anonymous``: questions are answered without a key. ``per_minute``: requests a minute from
    one key or one address, None for no limit. ``queue``: questions that may wait while all cores
    compute. ``seconds``: how long a request may take to come in, and a question to be answered.
    ``origins``: pages of other sites that may call the API. ``max_upload``: bytes of a file.
    ``log_questions``: questions stand in the log."""

    anonymous: bool = True
    per_minute: int | None = None
    queue: int = 256
    seconds: float = 30.0
    origins: tuple[str, ...] = ()
    max_upload: int = 100 * 1024 * 1024
    log_questions: bool = False
