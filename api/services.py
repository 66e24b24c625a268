"""What the app is handed besides the assistant, and by which rules it lets people in.

All of it is optional: an app without a store answers, and says of feedback that it is not kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from answer.access import KeyRing
from answer.keeping import AnswerLog, FeedbackBook
from api.admin.administration import Administration


@dataclass(frozen=True, slots=True)
class Services:
    """What keeps things for the app: ``log`` the answers given, ``feedback`` what people say of
    them; None: not kept. ``keys`` knows the API keys; None: there are none.
    ``administration`` does what administrators ask for; None: that is not done here."""

    log: AnswerLog | None = None
    feedback: FeedbackBook | None = None
    keys: KeyRing | None = None
    administration: Administration | None = None
