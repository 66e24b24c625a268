"""The committed transcript is what the bot says."""

from __future__ import annotations

from tests.bot.transcript import PLACE, transcript


def test_the_transcript_is_what_the_bot_says_today() -> None:
    # If not: look at what changed, then write it anew with python -m tests.bot.transcript
    assert transcript() == PLACE.read_text(encoding="utf-8")
