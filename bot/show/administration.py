"""What administrators see. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from answer.keeping import Complaint, Usage
from bot import texts
from bot.keeping import Applicant, Standing
from bot.settings import Access, BotSettings
from bot.show.buttons import Button, Press, Verb
from bot.show.richtext import Run, Style
from bot.show.screen import Block, Screen, screen, shortened, titled
from corpus.cite import document_name, legal_date
from corpus.model import Document

_QUESTION = 300  # characters of a question or an answer in the list of complaints


def usage_screen(today: Usage, week: Usage, documents: Mapping[str, Document]) -> Screen:
    """Figures of use."""
    cited: list[Block] = [
        [Run(f"{count} × {document_name(documents[id_]) if id_ in documents else id_}")]
        for id_, count in week.documents
    ]
    blocks = [
        [Run(texts.USAGE_TITLE, Style.BOLD)],
        titled(texts.USAGE_TODAY, [[Run(_usage(today))]]),
        titled(texts.USAGE_WEEK, [[Run(_usage(week))]]),
    ]
    if cited:
        blocks.append(titled(texts.USAGE_DOCUMENTS, cited))
    return screen(blocks)


def complaints_screen(complaints: Sequence[Complaint]) -> Screen:
    """What people disliked, the latest first, with question and answer."""
    if not complaints:
        return screen([[Run(texts.NO_COMPLAINTS)]])
    blocks: list[Block] = [[Run(texts.COMPLAINTS_TITLE, Style.BOLD)]]
    for complaint in complaints:
        feedback, exchange = complaint.feedback, complaint.exchange
        reason = texts.REASONS[feedback.reason] if feedback.reason else texts.NO_REASON
        said = f": {feedback.comment}" if feedback.comment else ""
        blocks.append(
            [
                Run(f"{legal_date(feedback.at.date())} · {reason}{said}\n", Style.ITALIC),
                Run(texts.COMPLAINT_QUESTION, Style.BOLD),
                Run(f"{shortened(exchange.question, _QUESTION)}\n"),
                Run(texts.COMPLAINT_ANSWER, Style.BOLD),
                Run(shortened(exchange.answer, _QUESTION)),
            ]
        )
    return screen(blocks)


def applicant_screen(applicant: Applicant) -> Screen:
    """Someone who asks to use the bot: yes or no?"""
    asks = texts.APPLICANT.format(
        name=applicant.name, user_id=applicant.user_id, code=applicant.code
    )
    who = (str(applicant.user_id),)
    yes = Button(texts.APPROVE, Press(Verb.APPROVE, who))
    no = Button(texts.REFUSE, Press(Verb.REFUSE, who))
    return screen([[Run(asks)]], ((yes, no),))


def decided_screen(applicant: Applicant) -> Screen:
    """Where a request stands, and the button to change that."""
    who = (str(applicant.user_id),)
    approved = applicant.standing is Standing.APPROVED
    change = (
        Button(texts.REVOKE, Press(Verb.REFUSE, who))
        if approved
        else Button(texts.APPROVE, Press(Verb.APPROVE, who))
    )
    return screen([[Run(_standing(applicant))]], ((change,),))


def admission_screen(settings: BotSettings, applicants: Sequence[Applicant]) -> Screen:
    """Who may use the bot, with a button to change each person's standing."""
    if settings.access is Access.OPEN:
        return screen([[Run(texts.ADMISSION_OPEN)]])
    if settings.access is Access.ALLOW_LIST:
        return screen([[Run(texts.ADMISSION_LIST.format(count=len(settings.allowed)))]])
    if not applicants:
        return screen([[Run(texts.ADMISSION_NONE)]])
    lines: list[Block] = [
        [Run(f"{number}. {_standing(applicant)}")] for number, applicant in enumerate(applicants, 1)
    ]
    buttons = tuple(_change(number, applicant) for number, applicant in enumerate(applicants, 1))
    return screen([titled(texts.ADMISSION_TITLE, lines)], buttons)


def _change(number: int, applicant: Applicant) -> tuple[Button, ...]:
    who = (str(applicant.user_id),)
    approve = Button(f"{number}. {texts.APPROVE}", Press(Verb.APPROVE, who))
    refuse = Button(f"{number}. {texts.REFUSE}", Press(Verb.REFUSE, who))
    revoke = Button(f"{number}. {texts.REVOKE}", Press(Verb.REFUSE, who))
    match applicant.standing:
        case Standing.WAITING:
            return approve, refuse
        case Standing.APPROVED:
            return (revoke,)
        case Standing.REFUSED:
            return (approve,)


def _standing(applicant: Applicant) -> str:
    return texts.DECIDED[applicant.standing].format(
        name=applicant.name, user_id=applicant.user_id, code=applicant.code
    )


def _usage(usage: Usage) -> str:
    return texts.USAGE.format(
        questions=usage.questions,
        refused=usage.refused,
        good=usage.good,
        bad=usage.bad,
        p50=_milliseconds(usage.p50),
        p95=_milliseconds(usage.p95),
    )


def _milliseconds(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f} ms"
