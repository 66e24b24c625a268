"""What the bot writes down of itself: one JSON object a line, without anyone's words.

A line has ``time``, ``level``, ``logger``, ``event`` and what the event tells of itself. People are
in it by their pseudonym only.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any

from bot.secrecy import MASK

_FIELDS = "fields"

# Loggers that write a line for every request; a poll every ten seconds tells nobody anything. The
# last ones call every 429 and every gateway's page an error, of which the sender tells already.
_CHATTY = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "telegram": logging.WARNING,
    "telegram.ext.AIORateLimiter": logging.CRITICAL,
    "telegram.request": logging.CRITICAL,
    "uvicorn": logging.WARNING,
}


def event(logger: logging.Logger, level: int, name: str, **fields: Any) -> None:
    """Logs an event with what there is to tell of it."""
    logger.log(level, name, extra={_FIELDS: fields})


class JsonLines(logging.Formatter):
    """A record as a line of JSON, in which the secret does not show."""

    def __init__(self, secret: str) -> None:
        super().__init__()
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **getattr(record, _FIELDS, {}),
        }
        if record.exc_text:
            line["traceback"] = record.exc_text
        elif record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str).replace(self._secret, MASK)


def write_logs(secret: str, level: int = logging.INFO) -> None:
    """From now on the process's log goes to standard error, as lines of JSON,
    the secret masked."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines(secret))
    logging.basicConfig(level=level, handlers=[handler])
    for name, least in _CHATTY.items():
        logging.getLogger(name).setLevel(least)
