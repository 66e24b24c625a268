"""The web page: ask, read the answer, open a source. Works without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import Response

from answer.keeping import Door
from answer.model import MAX_QUESTION, Answer, Question
from api.context import Assistant, Context
from api.documents import find_document
from api.page.answer_view import view_answer
from api.page.reader_view import view_document
from api.page.rendering import render
from api.page.site import PageSite, Site
from api.problem import Problem
from corpus.errors import QuestionError
from corpus.model import Document, Span
from corpus.text import fold

router = APIRouter(include_in_schema=False)

MAX_TURNS = 6
"""Earlier questions a page carries along in its address, the latest ones."""

# A quote's place in the text: "11959-12035".
_QUOTE = re.compile(r"(\d{1,9})-(\d{1,9})")

_ELSEWHERE = "Văn bản khác"


@router.get("/")
async def home(
    assistant: Assistant,
    context: Context,
    site: PageSite,
    h: Annotated[list[str], Query(default_factory=list)],
    q: str = "",
) -> Response:
    """The page to ask on; with ``q``, its answer, understood after the earlier questions ``h``."""
    if not q.strip():
        return await _home_page(assistant, context, site)
    history = tuple(turn for turn in h if turn.strip())[-MAX_TURNS:]
    try:
        question = Question(q, history)
    except QuestionError as error:
        return await _home_page(assistant, context, site, q, Problem.of(error))
    answer = await context.ask(assistant, question, Door.PAGE)
    return _answer_page(assistant, question, answer)


@router.get("/documents")
def documents_page(assistant: Assistant) -> Response:
    """The documents of the corpus by province or issuer."""
    return render("documents.html", groups=_by_place(assistant.documents.values()))


@router.get("/documents/{document_id}")
def reader_page(assistant: Assistant, document_id: str, quote: str = "") -> Response:
    """The reader. ``quote`` (``start-end``) marks the words cited; the address after ``#`` lights
    the clause."""
    document = find_document(assistant, document_id)
    span = _QUOTE.fullmatch(quote)
    view = view_document(document, Span(int(span[1]), int(span[2])) if span else None)
    return render("reader.html", view=view, document=document)


async def _home_page(
    assistant: Assistant,
    context: Context,
    site: Site,
    question: str = "",
    problem: Problem | None = None,
) -> Response:
    examples = await context.compute(lambda: site.examples.of(assistant))
    return render(
        "home.html",
        problem.status if problem else 200,
        question=question,
        problem=problem,
        examples=[(text, ask_url(text)) for text in examples],
        documents=len(assistant.documents),
        max_question=MAX_QUESTION,
    )


def _answer_page(assistant: Assistant, question: Question, answer: Answer) -> Response:
    turns = (*question.history, question.text)
    return render(
        "answer.html",
        question=question.text,
        earlier=[
            (text, ask_url(text, question.history[:place]))
            for place, text in enumerate(question.history)
        ],
        view=view_answer(answer, assistant.documents),
        suggestions=[(text, ask_url(text, turns[-MAX_TURNS:])) for text in answer.suggestions],
        history=turns[-MAX_TURNS:],
        max_question=MAX_QUESTION,
    )


def ask_url(question: str, history: tuple[str, ...] = ()) -> str:
    """The page that answers the question after these earlier ones."""
    return "/?" + urlencode([*(("h", turn) for turn in history), ("q", question)])


def _by_place(documents: Iterable[Document]) -> list[tuple[str, list[Document]]]:
    """Documents under their province's name, those of no province under their issuer's, the rest
    at the end; names in alphabetical order, the latest document first."""
    latest_first = sorted(documents, key=_day, reverse=True)
    grouped = groupby(sorted(latest_first, key=_place), key=_place)
    return [(_place_name(group[0]), group) for group in (list(group) for _, group in grouped)]


def _day(document: Document) -> str:
    return document.issued_on.isoformat() if document.issued_on else ""


def _place_name(document: Document) -> str:
    return document.province or document.issuer or _ELSEWHERE


def _place(document: Document) -> tuple[bool, bool, str]:
    national = document.province is None
    return national, national and document.issuer is None, fold(_place_name(document))
