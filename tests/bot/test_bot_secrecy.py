"""A secret that has been hidden stands in no log record, wherever the record comes from."""

from __future__ import annotations

import logging

import pytest

from bot.secrecy import hide_in_logs

HIDDEN = "AAH-secret_part"


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    hide_in_logs(HIDDEN)
    return caplog


def test_a_secret_in_a_message_or_its_arguments_is_masked(log: pytest.LogCaptureFixture) -> None:
    logging.getLogger("any.library").info("GET %s %d", f"/bot1:{HIDDEN}/getMe", 200)
    logging.getLogger("another").debug(f"bot1:{HIDDEN}")
    assert [record.getMessage() for record in log.records] == [
        "GET /bot1:***/getMe 200",
        "bot1:***",
    ]


def test_a_secret_in_a_traceback_is_masked(log: pytest.LogCaptureFixture) -> None:
    try:
        raise ValueError(f"token {HIDDEN} refused")
    except ValueError:
        logging.getLogger("any.library").exception("failed")
    assert "ValueError: token *** refused" in log.text
    assert HIDDEN not in log.text


def test_other_records_keep_their_arguments_and_tracebacks(log: pytest.LogCaptureFixture) -> None:
    try:
        raise ValueError("no secret")
    except ValueError:
        logging.getLogger("any.library").exception("failed %d times", 3)
    (record,) = log.records
    assert record.args == (3,)
    assert record.exc_info is not None
    assert "ValueError: no secret" in log.text


def test_a_message_that_does_not_fit_its_arguments_is_masked_and_still_reported(
    log: pytest.LogCaptureFixture,
) -> None:
    record = logging.getLogger("any.library").makeRecord(
        "any.library", logging.INFO, "file.py", 1, f"{HIDDEN} %d", (HIDDEN,), None
    )
    assert HIDDEN not in str(record.msg)
    assert HIDDEN not in str(record.args)
    with pytest.raises(TypeError):
        record.getMessage()
