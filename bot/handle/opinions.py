"""What people think of an answer, and whether a message has arrived."""

from __future__ import annotations

from telegram import Update

from answer.keeping import Feedback, Rating, Reason
from bot import texts
from bot.handle.parts import Parts
from bot.handle.work import Work
from bot.show.answers import reasons_screen
from bot.show.buttons import Press
from bot.show.screen import sentence


class Opinions:
    """Takes opinions."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def good(self, _update: Update, work: Work, press: Press) -> None:
        """👍"""
        (answer_id,) = press.arguments
        kept = await self._rate(Feedback(answer_id, Rating.GOOD, person=work.person))
        work.toast = texts.THANKS if kept else texts.NO_LONGER_KEPT

    async def bad(self, _update: Update, work: Work, press: Press) -> None:
        """👎, which counts at once; then what was wrong."""
        (answer_id,) = press.arguments
        if await self._rate(Feedback(answer_id, Rating.BAD, person=work.person)):
            work.say(reasons_screen(answer_id))
        else:
            work.toast = texts.NO_LONGER_KEPT

    async def reason(self, _update: Update, work: Work, press: Press) -> None:
        """What was wrong."""
        answer_id, reason = press.arguments
        if reason not in set(Reason):
            return
        feedback = Feedback(answer_id, Rating.BAD, Reason(reason), person=work.person)
        if await self._rate(feedback):
            work.show(sentence(texts.REASON_NOTED.format(reason=texts.REASONS[reason].lower())))
        else:
            work.toast = texts.NO_LONGER_KEPT

    async def resend(self, _update: Update, work: Work, press: Press) -> None:
        """The message that may not have arrived has not."""
        work.resend = int(press.arguments[0]), work.place.chat_id
        work.show(sentence(texts.RESENDING))

    async def arrived(self, _update: Update, work: Work, _press: Press) -> None:
        """It has."""
        work.show(sentence(texts.GOOD_THEN))

    async def _rate(self, feedback: Feedback) -> bool:
        return await self._parts.keep.run(self._parts.keeping.feedback.rate, feedback)
