"""Inline mode: ``@bot question`` in any chat offers answers to put there.

Telegram asks with every few letters typed; only the latest of a person's queries is answered.
Nothing of it is kept: a person who types is not yet asking.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from answer.model import MAX_QUESTION, Answer, Question
from answer.protocol import ClauseHit
from bot import texts
from bot.handle.admitting import Admitting
from bot.handle.parts import Parts
from bot.logs import event
from bot.show.answers import answer_screen
from bot.show.richtext import Run, Style
from bot.show.screen import screen, shortened
from corpus.cite import full_citation

_LOGGER = logging.getLogger(__name__)

_STILL_TYPING = 0.3  # seconds within which another query makes this one void
_SHORTEST = 8  # characters of what may be a question
_CLAUSES = 3  # found clauses to offer beside the answer
_CACHE = 60  # seconds that Telegram may answer the same query by itself
_TITLE, _DESCRIPTION, _QUOTE = 100, 200, 3_000


class Inline:
    """Answers inline queries."""

    def __init__(self, parts: Parts, admitting: Admitting) -> None:
        self._parts = parts
        self._admitting = admitting
        self._latest: dict[int, str] = {}

    async def query(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A query, while it is typed."""
        query = update.inline_query
        if query is None:
            return
        self._latest[query.from_user.id] = query.id
        await asyncio.sleep(_STILL_TYPING)
        if self._latest.get(query.from_user.id) != query.id:
            return
        del self._latest[query.from_user.id]
        text = query.query.strip()[:MAX_QUESTION]
        results: Sequence[InlineQueryResultArticle] = ()
        button = None
        if not await self._admitting.may_use(query.from_user):
            button = InlineQueryResultsButton(texts.INLINE_NOT_ALLOWED, start_parameter="xin")
        elif len(text) < _SHORTEST:
            button = InlineQueryResultsButton(texts.INLINE_HINT, start_parameter="hoi")
        else:
            results = await self._parts.asking.run(self._results, text)
        try:
            await query.answer(results, cache_time=_CACHE, is_personal=True, button=button)
        except TelegramError as error:  # too late, or typed on: there will be another
            event(_LOGGER, logging.INFO, "an inline query was not answered", error=str(error))

    def _results(self, text: str) -> list[InlineQueryResultArticle]:
        answer = self._parts.assistant.ask(Question(text))
        results = [self._answer(answer, text)]
        if answer.status.states_facts:
            cited = {(citation.document_id, citation.clause) for citation in answer.citations}
            hits = self._parts.assistant.search(text, _CLAUSES + len(cited))
            others = [hit for hit in hits if (hit.document.id, hit.clause.address) not in cited]
            results += [_clause(hit, n) for n, hit in enumerate(others[:_CLAUSES], 1)]
        return results

    def _answer(self, answer: Answer, text: str) -> InlineQueryResultArticle:
        shown = answer_screen(answer, self._parts.settings.public_url, asked=text)
        return InlineQueryResultArticle(
            "answer",
            shortened(text, _TITLE),
            _content(shown.parts[0]),
            description=shortened(answer.answer, _DESCRIPTION),
        )


def _clause(hit: ClauseHit, number: int) -> InlineQueryResultArticle:
    cited = full_citation(hit.document, hit.clause.label)
    words = hit.document.text[hit.start : hit.end]
    shown = screen([[Run(cited, Style.BOLD)], [Run(shortened(words, _QUOTE))]])
    return InlineQueryResultArticle(
        f"clause-{number}",
        shortened(cited, _TITLE),
        _content(shown.parts[0]),
        description=shortened(words, _DESCRIPTION),
    )


def _content(html: str) -> InputTextMessageContent:
    return InputTextMessageContent(
        html, ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
