"""Looking at documents: by province, their contents, a clause; and searching them."""

from __future__ import annotations

from telegram import Update

from bot import texts
from bot.handle.asking import argument
from bot.handle.parts import Parts
from bot.handle.work import Work
from bot.show.answers import related_screen
from bot.show.buttons import Press, named
from bot.show.documents import (
    by_province,
    clause_screen,
    clauses_screen,
    contents_screen,
    find_clause,
    hits_screen,
    province_screen,
    provinces_screen,
)
from bot.show.screen import Screen, sentence
from corpus.model import Document

_FOUND = 5  # clauses that a search shows


class Browsing:
    """Shows what is in the documents."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def documents(self, _update: Update, work: Work) -> None:
        """``/vanban``: the documents, by province."""
        work.say(provinces_screen(self._parts.assistant.documents.values()))

    async def search(self, update: Update, work: Work) -> None:
        """``/timkiem words``: ranked clauses."""
        message = update.effective_message
        query = argument((message and message.text) or "")
        if not query:
            work.say(sentence(texts.SEARCH_FOR_WHAT))
            return
        hits = await self._parts.asking.run(self._parts.assistant.search, query, _FOUND)
        work.say(hits_screen(query, hits))

    async def provinces(self, _update: Update, work: Work, _press: Press) -> None:
        """Back to the provinces."""
        work.show(provinces_screen(self._parts.assistant.documents.values()))

    async def province(self, _update: Update, work: Work, press: Press) -> None:
        """A province's documents."""
        key, page = press.arguments
        provinces = by_province(self._parts.assistant.documents.values())
        name = named(provinces, key)
        if name is None:
            work.toast = texts.NOT_HERE_NOW
        else:
            work.show(province_screen(name, provinces[name], int(page)))

    async def contents(self, _update: Update, work: Work, press: Press) -> None:
        """A document's contents."""
        key, page = press.arguments
        document = self._document(key)
        if document is None:
            work.toast = texts.NOT_HERE_NOW
        else:
            work.show(contents_screen(document, int(page), self._parts.settings.public_url))

    async def open(self, _update: Update, work: Work, press: Press) -> None:
        """A clause, below the list it was chosen from."""
        screen = self._clause_screen(*press.arguments)
        if screen is None:
            work.toast = texts.NOT_HERE_NOW
        else:
            work.say(screen)

    async def clause(self, _update: Update, work: Work, press: Press) -> None:
        """A clause or another page of it, in the place of what is shown."""
        screen = self._clause_screen(*press.arguments)
        if screen is None:
            work.toast = texts.NOT_HERE_NOW
        else:
            work.show(screen)

    async def quotes(self, _update: Update, work: Work, press: Press) -> None:
        """The clauses that an answer cites: the only one at once, of several the choice."""
        (key,) = press.arguments
        shelf = await self._parts.keep.run(self._parts.keeping.memory.shelf, key)
        screen = shelf and self._cited(shelf.clauses)
        if not screen:
            work.toast = texts.NO_LONGER_KEPT
            return
        work.say(screen)

    async def related(self, _update: Update, work: Work, press: Press) -> None:
        """The questions that go with an answer."""
        (key,) = press.arguments
        shelf = await self._parts.keep.run(self._parts.keeping.memory.shelf, key)
        if shelf is None:
            work.toast = texts.NO_LONGER_KEPT
            return
        work.say(related_screen(shelf))

    def _cited(self, clauses: tuple[tuple[str, str], ...]) -> Screen | None:
        documents = self._parts.assistant.documents
        if len(clauses) > 1:
            return clauses_screen(documents, clauses, texts.WHICH_QUOTE)
        for id_, address in clauses:
            if id_ in documents and (clause := find_clause(documents[id_], address)):
                return clause_screen(documents[id_], clause, 0, self._parts.settings.public_url)
        return None

    def _clause_screen(self, document_key: str, clause_key: str, page: str = "0") -> Screen | None:
        document = self._document(document_key)
        if document is None:
            return None
        address = named((clause.address for clause in document.clauses), clause_key)
        clause = None if address is None else find_clause(document, address)
        if clause is None:
            return None
        return clause_screen(document, clause, int(page), self._parts.settings.public_url)

    def _document(self, key: str) -> Document | None:
        documents = self._parts.assistant.documents
        id_ = named(documents, key)
        return None if id_ is None else documents[id_]
