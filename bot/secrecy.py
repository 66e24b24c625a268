"""Keeps the token out of every log record of the process.

The libraries below us put it there: httpx logs each request's URL, which holds the token, and
python-telegram-bot names a rejected token in its exception. A filter on their loggers would miss
the next logger; the record factory is the one place that every record of every logger comes from.
"""

from __future__ import annotations

import logging
from typing import Any

MASK = "***"


def hide_in_logs(secret: str) -> None:
    """From now on, show ``***`` for the secret in every log record's message and traceback."""
    make = logging.getLogRecordFactory()

    def make_without_secret(*args: Any, **kwargs: Any) -> logging.LogRecord:
        return _without(make(*args, **kwargs), secret)

    logging.setLogRecordFactory(make_without_secret)


def _without(record: logging.LogRecord, secret: str) -> logging.LogRecord:
    try:
        message = record.getMessage()
    except (TypeError, ValueError, KeyError):
        # A message that does not fit its arguments is reported by the handler, as usual, which
        # shows both: mask them separately.
        record.msg = str(record.msg).replace(secret, MASK)
        record.args = (repr(record.args).replace(secret, MASK),)
    else:
        if secret in message:
            record.msg, record.args = message.replace(secret, MASK), ()
    if record.exc_info:
        traceback = logging.Formatter().formatException(record.exc_info)
        if secret in traceback:
            # Formatters print exc_text as it stands; without exc_info none can format it anew.
            record.exc_text, record.exc_info = traceback.replace(secret, MASK), None
    return record
