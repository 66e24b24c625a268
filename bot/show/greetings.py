"""What the bot says of itself. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from answer.model import MAX_QUESTION
from bot import texts
from bot.settings import BotSettings
from bot.show.answers import question_buttons, questions_block
from bot.show.richtext import Run, Style
from bot.show.screen import Block, Screen, joined, screen, titled
from corpus.cite import legal_date
from corpus.clock import VIETNAM
from corpus.model import Document


def start_screen(document_count: int, shelf_key: str, examples: Sequence[str]) -> Screen:
    """The greeting: what the assistant is, what it holds, what to ask."""
    blocks = [
        [Run(texts.NAME, Style.BOLD), Run(texts.GREETING)],
        [Run(texts.HOLDINGS.format(count=_counted(document_count)))],
        *_examples(examples),
        [Run(texts.MORE)],
    ]
    return screen(blocks, question_buttons(shelf_key, examples))


def help_screen(username: str, shelf_key: str, examples: Sequence[str]) -> Screen:
    """How to ask, with examples, the commands, and what the assistant is not."""
    how = texts.HELP.format(max_question=_counted(MAX_QUESTION), username=username)
    commands = [[Run(f"/{name} – {vietnamese}")] for name, vietnamese, _ in texts.COMMANDS]
    blocks = [
        titled(texts.HELP_TITLE, [[Run(how)]]),
        *_examples(examples),
        joined(commands, "\n"),
        [Run(texts.DISCLAIMER, Style.ITALIC)],
    ]
    return screen(blocks, question_buttons(shelf_key, examples))


def about_screen(
    documents: Iterable[Document],
    settings: BotSettings,
    user_id: int,
    built_at: datetime | None = None,
) -> Screen:
    """What the assistant knows, up to when, and what is kept about a person."""
    held = list(documents)
    provinces = sorted({document.province or texts.NO_PROVINCE for document in held})
    newest = max((document.issued_on for document in held if document.issued_on), default=None)
    about = texts.ABOUT.format(
        count=_counted(len(held)),
        provinces=", ".join(provinces) or texts.ABOUT_UNDATED,
        newest=legal_date(newest) if newest else texts.ABOUT_UNDATED,
    )
    if built_at is not None:
        about += texts.ABOUT_BUILT.format(day=legal_date(built_at.astimezone(VIETNAM).date()))
    kept = texts.ABOUT_KEPT.format(
        days=settings.retention_days, minutes=f"{settings.history_minutes:g}", user_id=user_id
    )
    return screen(
        [
            titled(texts.ABOUT_TITLE, [[Run(about)]]),
            titled(texts.ABOUT_KEPT_TITLE, [[Run(kept)]]),
            [Run(texts.DISCLAIMER, Style.ITALIC)],
        ]
    )


def _examples(examples: Sequence[str]) -> list[Block]:
    return [questions_block(texts.EXAMPLES, examples)] if examples else []


def _counted(number: int) -> str:
    """A number with the dots that Vietnamese puts between thousands."""
    return f"{number:,}".replace(",", ".")
