"""The Telegram door put together: the bot over the live assistant, the store, and rebuilding."""

from __future__ import annotations

import logging
import time
from functools import partial

from answer.jobs import JobState
from bot.keeping import Keeping
from bot.logs import write_logs
from bot.running import run_bot
from bot.settings import BotSettings
from corpus.errors import SnapshotError
from trolyso.administration import Desk
from trolyso.library import current_collection
from trolyso.serving import LiveAssistant
from trolyso.settings import Settings
from trolyso.systemd import ALIVE, READY, tell
from trolyso.wiring import open_database

_LOGGER = logging.getLogger(__name__)

_LOOK_EVERY = 0.5  # seconds between two looks how far a rebuild is


def run_telegram(settings: Settings, telegram: BotSettings, live: LiveAssistant) -> None:
    """Runs the Telegram bot until told to stop. Its log goes to standard error."""
    write_logs(telegram.token_secret)
    store = open_database(settings)
    desk = Desk(settings, store.jobs)
    keeping = Keeping(
        answers=store.answers,
        feedback=store.feedback,
        journal=store.journal,
        memory=store.memory,
        admission=store.admission,
        lease=store.lease,
    )
    try:
        run_bot(
            live,
            telegram,
            keeping,
            lambda: _rebuild(settings, desk),
            on_alive=partial(tell, READY, ALIVE),
        )
    finally:
        desk.close()
        live.close()
        store.close()


def note(line: str) -> None:
    """Puts what the live assistant tells people into the log."""
    _LOGGER.info("%s", line)


def _rebuild(settings: Settings, desk: Desk) -> int:
    """Builds a snapshot in a process of its own, so that nobody's answer waits for it; gives the
    number of documents. Raises SnapshotError."""
    job = desk.rebuild()
    while job.finished_at is None:
        time.sleep(_LOOK_EVERY)
        job = desk.job(job.id)
    if job.state is not JobState.DONE:
        raise SnapshotError(
            job.error or "Không rõ vì sao.",
            english=f"The rebuild failed: {job.error}",
            hint="Xem nhật ký của bot.",
        )
    return len(current_collection(settings).documents)
