"""The documents: a list to find one in, and the reader."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.context import Assistant
from api.documents import find_document
from api.page.badges import Badge
from api.page.catalogue import Sought, by_place
from api.page.preferences import Preferences
from api.page.reader_view import view_document
from api.page.rendering import render
from api.page.site import PageSite
from api.page.words import words_of
from corpus.clock import vietnam_today
from corpus.model import Span

router = APIRouter(include_in_schema=False)

PAGE_SIZE = 100
"""Documents on one page of the list."""

# A quote's place in the text: "11959-12035".
_QUOTE = re.compile(r"(\d{1,9})-(\d{1,9})")


@router.get("/documents")
def documents_page(
    request: Request,
    assistant: Assistant,
    site: PageSite,
    q: str = "",
    province: str = "",
    year: str = "",
    state: str = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """The documents of the corpus by province or issuer, narrowed to what is sought. A year or a
    state that is none restricts nothing."""
    sought = Sought(
        q,
        province.strip(),
        int(year) if year.isdecimal() else None,
        next((badge for badge in Badge if badge.value == state), None),
    )
    catalogue = site.catalogue.of(assistant)
    found = list(catalogue.find(sought, vietnam_today()))
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(page, pages)
    asked = {"q": q, "province": province, "year": year, "state": state}

    def url_of(other: int) -> str:
        return "/documents?" + urlencode({**{k: v for k, v in asked.items() if v}, "page": other})

    say = words_of(Preferences.of(request).language)
    shown = found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return render(
        request,
        "documents.html",
        groups=by_place(shown, say("documents.elsewhere")),
        sought=sought,
        found=len(found),
        all=len(catalogue.documents),
        provinces=catalogue.provinces,
        years=catalogue.years,
        badges=list(Badge),
        page_number=page,
        pages=pages,
        previous_url=url_of(page - 1) if page > 1 else None,
        next_url=url_of(page + 1) if page < pages else None,
    )


@router.get("/documents/{document_id}")
def reader_page(
    request: Request, assistant: Assistant, site: PageSite, document_id: str, quote: str = ""
) -> Response:
    """The reader. ``quote`` (``start-end``) marks the words cited; the address after ``#`` lights
    the clause."""
    document = find_document(assistant, document_id)
    span = _QUOTE.fullmatch(quote)
    say = words_of(Preferences.of(request).language)
    return render(
        request,
        "reader.html",
        view=view_document(document, say, Span(int(span[1]), int(span[2])) if span else None),
        document=document,
        documents=assistant.documents,
        condition=site.catalogue.of(assistant).condition(document, vietnam_today()),
    )
