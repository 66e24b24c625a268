"""Documents on a phone: by province, their contents, a clause with its parents, found clauses.
Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from answer.protocol import ClauseHit
from bot import texts
from bot.show.buttons import Button, Keyboard, Press, Verb, key_of
from bot.show.richtext import MAX_UNITS, Run, Style, split, utf16_length
from bot.show.screen import Block, Screen, joined, screen, shortened, titled
from corpus.cite import clause_url, document_name, full_citation
from corpus.model import Clause, Document
from corpus.outline import IN_CONTENTS

_T = TypeVar("_T")

_DOCUMENTS_A_PAGE = 8
_CONTENTS_A_PAGE = 10
_BUTTONS_A_ROW = 5
_LINE = 160  # characters of a heading in a list
_SNIPPET = 300  # characters of a found clause
_HEAD = 200  # characters of a parent's head


def by_province(documents: Iterable[Document]) -> dict[str, list[Document]]:
    """Documents by the province that issued them, in the order of the alphabet; those of the whole
    country first."""
    sorted_: dict[str, list[Document]] = {}
    for document in documents:
        sorted_.setdefault(document.province or texts.NO_PROVINCE, []).append(document)
    order = sorted(sorted_, key=lambda name: (name != texts.NO_PROVINCE, name))
    return {name: sorted_[name] for name in order}


def provinces_screen(documents: Iterable[Document]) -> Screen:
    """Provinces to choose."""
    provinces = by_province(documents)
    count = sum(len(held) for held in provinces.values())
    buttons = [
        Button(f"{name} ({len(held)})", Press(Verb.PROVINCE, (key_of(name), "0")))
        for name, held in provinces.items()
    ]
    choose = texts.PROVINCES.format(count=count)
    return screen([titled(texts.PROVINCES_TITLE, [[Run(choose)]])], in_rows(buttons, 2))


def province_screen(province: str, documents: Sequence[Document], page: int) -> Screen:
    """A province's documents to choose."""
    shown, page, pages = _page_of(documents, page, _DOCUMENTS_A_PAGE)
    first = page * _DOCUMENTS_A_PAGE + 1
    lines: list[Block] = [
        [Run(f"{number}. {document_name(document)}", Style.BOLD), Run(f"\n{_title(document)}")]
        for number, document in enumerate(shown, first)
    ]
    buttons = [
        Button(str(number), Press(Verb.DOCUMENT, (key_of(document.id), "0")))
        for number, document in enumerate(shown, first)
    ]
    turn = _turning(page, pages, Verb.PROVINCE, key_of(province))
    back = (Button(texts.BACK_TO_PROVINCES, Press(Verb.PROVINCES)),)
    return screen(
        [titled(province, []), *lines, [Run(texts.DOCUMENTS)]],
        (*in_rows(buttons, _BUTTONS_A_ROW), *turn, back),
    )


def contents_screen(document: Document, page: int, public_url: str | None) -> Screen:
    """A document's table of contents."""
    listed = [
        clause
        for clause in document.clauses
        if clause.parent is None or clause.level in IN_CONTENTS
    ]
    shown, page, pages = _page_of(listed, page, _CONTENTS_A_PAGE)
    first = page * _CONTENTS_A_PAGE + 1
    lines: list[Block] = [
        [Run(f"{number}. {_head(document, clause, _LINE)}")]
        for number, clause in enumerate(shown, first)
    ]
    buttons = [
        Button(
            str(number),
            Press(Verb.CLAUSE, (key_of(document.id), key_of(clause.address), "0")),
        )
        for number, clause in enumerate(shown, first)
    ]
    province = document.province or texts.NO_PROVINCE
    back = Button(
        texts.BACK_TO_DOCUMENTS.format(province=province),
        Press(Verb.PROVINCE, (key_of(province), "0")),
    )
    contents = titled(texts.CONTENTS, lines) if lines else [Run(texts.NO_CONTENTS)]
    return screen(
        [[Run(full_citation(document), Style.BOLD)], [Run(_title(document))], contents],
        (
            *in_rows(buttons, _BUTTONS_A_ROW),
            *_turning(page, pages, Verb.DOCUMENT, key_of(document.id)),
            *_on_the_web(document, "", public_url),
            (back,),
        ),
    )


def clause_screen(
    document: Document, clause: Clause, page: int, public_url: str | None = None
) -> Screen:
    """A whole clause, word for word, under the heads of its parents; a page at a time."""
    above = [
        [Run(_head(document, parent, _HEAD), Style.ITALIC)]
        for parent in parents_of(document, clause)
    ]
    head = joined([[Run(full_citation(document, clause.label), Style.BOLD)], *above], "\n")
    room = MAX_UNITS - utf16_length("".join(run.text for run in head)) - len("\n\n")
    text = document.text[clause.start : clause.end]
    pieces, page, pages = _page_of(split([Run(text)], max_units=max(room, _HEAD)), page, 1)
    key = (key_of(document.id), key_of(clause.address))
    contents = Button(texts.BACK_TO_CONTENTS, Press(Verb.DOCUMENT, (key[0], "0")))
    return screen(
        [head, *pieces],
        (
            *_turning(page, pages, Verb.CLAUSE, *key),
            *_on_the_web(document, clause.address, public_url),
            (contents,),
        ),
    )


def clauses_screen(
    documents: Mapping[str, Document], named: Sequence[tuple[str, str]], title: str
) -> Screen | None:
    """Clauses to choose, each by its full citation; None when there is none of them now."""
    found = [
        (documents[id_], clause)
        for id_, address in named
        if id_ in documents and (clause := find_clause(documents[id_], address)) is not None
    ]
    if not found:
        return None
    lines: list[Block] = [
        [Run(f"{number}. {full_citation(document, clause.label)}")]
        for number, (document, clause) in enumerate(found, 1)
    ]
    buttons = [
        Button(str(number), _opening(document, clause))
        for number, (document, clause) in enumerate(found, 1)
    ]
    return screen([titled(title, lines)], in_rows(buttons, _BUTTONS_A_ROW))


def hits_screen(query: str, hits: Sequence[ClauseHit]) -> Screen:
    """Found clauses, the best first."""
    if not hits:
        return screen([[Run(texts.FOUND_NONE.format(query=shortened(query, _LINE)))]])
    blocks: list[Block] = [[Run(texts.FOUND.format(query=shortened(query, _LINE)), Style.BOLD)]]
    for number, hit in enumerate(hits, 1):
        cited = full_citation(hit.document, hit.clause.label)
        words = shortened(hit.document.text[hit.start : hit.end], _SNIPPET)
        blocks.append([Run(f"{number}. {cited}", Style.BOLD), Run(f"\n{words}")])
    buttons = [
        Button(str(number), _opening(hit.document, hit.clause))
        for number, hit in enumerate(hits, 1)
    ]
    return screen(blocks, in_rows(buttons, _BUTTONS_A_ROW))


def find_clause(document: Document, address: str) -> Clause | None:
    """The clause of an address."""
    return next((clause for clause in document.clauses if clause.address == address), None)


def parents_of(document: Document, clause: Clause) -> list[Clause]:
    """The clauses round a clause, the outermost first."""
    above: list[Clause] = []
    while clause.parent is not None and (parent := find_clause(document, clause.parent)):
        above.insert(0, parent)
        clause = parent
    return above


def in_rows(buttons: Sequence[Button], wide: int) -> Keyboard:
    """Buttons in rows of so many."""
    return tuple(tuple(buttons[at : at + wide]) for at in range(0, len(buttons), wide))


def _opening(document: Document, clause: Clause) -> Press:
    return Press(Verb.OPEN, (key_of(document.id), key_of(clause.address)))


def _head(document: Document, clause: Clause, length: int) -> str:
    """A clause's marker and title, else how it begins."""
    if clause.heading:
        return shortened(f"{clause.marker} {clause.heading}", length)
    first = document.text[clause.start : clause.end].partition("\n")[0]
    return shortened(first, length) or clause.label


def _title(document: Document) -> str:
    return shortened(document.title, _LINE)


def _turning(page: int, pages: int, verb: Verb, *about: str) -> Keyboard:
    if pages < 2:
        return ()
    here = Press(verb, (*about, str(page)))
    row = [Button(texts.PAGE.format(page=page + 1, pages=pages), here)]
    if page > 0:
        row.insert(0, Button(texts.PREVIOUS, Press(verb, (*about, str(page - 1)))))
    if page < pages - 1:
        row.append(Button(texts.NEXT, Press(verb, (*about, str(page + 1)))))
    return (tuple(row),)


def _on_the_web(document: Document, address: str, public_url: str | None) -> Keyboard:
    if public_url is None:
        return ()
    url = public_url.rstrip("/") + clause_url(document.id, address)
    return ((Button(texts.WHOLE_ON_THE_WEB, url=url),),)


def _page_of(items: Sequence[_T], page: int, size: int) -> tuple[Sequence[_T], int, int]:
    """A page's items, its number (the last one's, when there are not so many), and how many pages
    there are."""
    pages = max(1, -(-len(items) // size))
    page = min(max(page, 0), pages - 1)
    return items[page * size : (page + 1) * size], page, pages
