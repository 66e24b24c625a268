"""Who may use the bot: everyone, a list, or whom an administrator approves."""

from __future__ import annotations

import logging
import secrets

from telegram import Update, User

from bot import texts
from bot.handle.parts import Parts
from bot.handle.work import Work
from bot.keeping import Applicant, Standing
from bot.logs import event
from bot.outgoing import Place
from bot.settings import Access
from bot.show.administration import admission_screen, applicant_screen, decided_screen
from bot.show.buttons import Press
from bot.show.screen import sentence

_LOGGER = logging.getLogger(__name__)

# Letters and digits that are not taken for one another when read out on the telephone.
_CODE_LETTERS = "ACDEFHJKLMNPRTUVWXY3479"
_CODE_LENGTH = 6
_SHOWN = 20  # requests that an administrator sees at once


class Admitting:
    """Lets people in, or asks an administrator."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def may_use(self, user: User | None) -> bool:
        """Whether the person may use the bot."""
        settings = self._parts.settings
        if settings.access is Access.OPEN:
            return True
        if user is None:
            return False
        if user.id in settings.admins or user.id in settings.allowed:
            return True
        if settings.access is Access.ALLOW_LIST:
            return False
        applicant = await self._parts.keep.run(self._parts.keeping.admission.applicant, user.id)
        return applicant is not None and applicant.standing is Standing.APPROVED

    async def admits(self, work: Work) -> bool:
        """Whether to go on; who may not use the bot is told so, and how to."""
        if await self.may_use(work.user):
            return True
        await self._turn_away(work)
        return False

    async def _turn_away(self, work: Work) -> None:
        user, settings = work.user, self._parts.settings
        if user is None or user.is_bot:
            return
        if work.query is not None or not work.in_private:
            if work.query is None:
                work.say(sentence(texts.ASK_IN_PRIVATE))
            else:
                work.toast = texts.ASK_IN_PRIVATE
            return
        if settings.access is Access.ALLOW_LIST:
            work.say(sentence(texts.NOT_ALLOWED.format(user_id=user.id)))
            return
        code = "".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH))
        applicant, new = await self._parts.keep.run(
            self._parts.keeping.admission.apply, Applicant(user.id, user.full_name, code)
        )
        if applicant.standing is Standing.REFUSED:
            work.say(sentence(texts.APPLICATION_REFUSED))
            return
        work.say(sentence(texts.APPLIED.format(code=applicant.code)))
        if new:
            event(_LOGGER, logging.INFO, "asked for access", person=work.person)
            for admin in sorted(settings.admins):
                work.tell(Place(admin), applicant_screen(applicant))

    async def list(self, _update: Update, work: Work) -> None:
        """``/quyen``: who may use the bot."""
        applicants = await self._parts.keep.run(self._parts.keeping.admission.applicants, _SHOWN)
        work.say(admission_screen(self._parts.settings, applicants))

    async def approve(self, _update: Update, work: Work, press: Press) -> None:
        """Yes."""
        await self._decide(work, int(press.arguments[0]), Standing.APPROVED, texts.APPROVED)

    async def refuse(self, _update: Update, work: Work, press: Press) -> None:
        """No, or no longer."""
        before = await self._parts.keep.run(
            self._parts.keeping.admission.applicant, int(press.arguments[0])
        )
        revoked = before is not None and before.standing is Standing.APPROVED
        told = texts.REVOKED if revoked else texts.APPLICATION_REFUSED
        await self._decide(work, int(press.arguments[0]), Standing.REFUSED, told)

    async def _decide(self, work: Work, user_id: int, standing: Standing, told: str) -> None:
        if work.user is None or work.user.id not in self._parts.settings.admins:
            return  # a button that was forwarded to someone else
        admission = self._parts.keeping.admission
        before = await self._parts.keep.run(admission.applicant, user_id)
        after = await self._parts.keep.run(admission.decide, user_id, standing)
        if after is None or before is None:
            work.toast = texts.NO_LONGER_KEPT
            return
        work.show(decided_screen(after))
        if before.standing is not standing:
            event(_LOGGER, logging.INFO, "access decided", standing=standing.value)
            work.tell(Place(user_id), sentence(told))
