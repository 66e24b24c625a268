"""The page to ask on, and the answer as a page of its own: the same with and without JavaScript."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from answer.keeping import Door
from answer.model import MAX_QUESTION, Answer, Question
from api.context import Assistant, Context
from api.page.answer_view import view_answer
from api.page.catalogue import Catalogue
from api.page.rendering import render
from api.page.site import PageSite
from api.problem import Problem
from corpus.cite import document_name
from corpus.errors import QuestionError
from corpus.model import Document
from index.model import Filters

router = APIRouter(include_in_schema=False)

MAX_TURNS = 6
"""Earlier questions a page carries along in its address, the latest ones."""

Pairs = Sequence[tuple[str, str]]
"""Names and values of a query, in order."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A restriction of the search as the form shows it: its field, its value, its name for people,
    and the page without it."""

    field: str
    value: str
    name: str
    without: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of a page asks: the question, the questions before it, the restrictions."""

    question: str
    history: tuple[str, ...]
    limits: Pairs

    @property
    def filters(self) -> Filters:
        """The restrictions as the index takes them; a year that is none restricts nothing."""
        of = {field: [v for f, v in self.limits if f == field] for field in _FIELDS}
        years = tuple(int(value) for value in of["year"] if value.isdecimal())
        return Filters(tuple(of["document"]), tuple(of["province"]), years)

    def url(self, question: str, history: Sequence[str]) -> str:
        """The page that answers a question after these, under the same restrictions."""
        return ask_url([*_turns(history), *self.limits], question)


_FIELDS = ("province", "year", "document")


@router.get("/")
async def home(
    request: Request,
    assistant: Assistant,
    context: Context,
    site: PageSite,
    h: Annotated[list[str], Query(default_factory=list)],
    province: Annotated[list[str], Query(default_factory=list)],
    year: Annotated[list[str], Query(default_factory=list)],
    document: Annotated[list[str], Query(default_factory=list)],
    q: str = "",
) -> Response:
    """The page to ask on; with ``q``, its answer, understood after the earlier questions ``h`` and
    searched for within the restrictions."""
    given = zip(_FIELDS, (province, year, document), strict=True)
    limits = tuple(
        (f, v.strip()) for f, values in given for v in dict.fromkeys(values) if v.strip()
    )
    asked = Asked(q, tuple(turn for turn in h if turn.strip())[-MAX_TURNS:], limits)
    catalogue = await context.compute(lambda: site.catalogue.of(assistant))
    form = _form(asked, assistant.documents, catalogue)
    problem: Problem | None = None
    if q.strip():
        try:
            question = Question(q, asked.history, asked.filters)
        except QuestionError as error:
            problem = Problem.of(error)
        else:
            answer = await context.ask(request, assistant, question, Door.PAGE)
            return _answer_page(request, asked, question, answer, form)
    examples = await context.compute(lambda: site.examples.of(assistant))
    return render(
        request,
        "home.html",
        problem.status if problem else 200,
        problem=problem,
        examples=[(text, asked.url(text, ())) for text in examples],
        documents=len(assistant.documents),
        **form,
    )


def ask_url(pairs: Pairs, question: str) -> str:
    """The page that answers the question, with what else its address carries."""
    return "/?" + urlencode([*pairs, ("q", question)])


def _answer_page(
    request: Request, asked: Asked, question: Question, answer: Answer, form: Mapping[str, object]
) -> Response:
    turns = (*question.history, question.text)[-MAX_TURNS:]
    earlier = [
        (text, asked.url(text, question.history[:place]))
        for place, text in enumerate(question.history)
    ]
    suggestions = [(text, asked.url(text, turns)) for text in answer.suggestions]
    return render(
        request,
        "answer.html",
        view=view_answer(answer),
        earlier=earlier,
        suggestions=suggestions,
        **{**form, "question": question.text, "value": "", "history": turns},
    )


def _form(
    asked: Asked, documents: Mapping[str, Document], catalogue: Catalogue
) -> dict[str, object]:
    """What the form to ask needs."""
    return {
        "value": asked.question,
        "history": (),
        "limits": [_limit(asked, pair, documents) for pair in asked.limits],
        "provinces": catalogue.provinces,
        "years": catalogue.years,
        "max_question": MAX_QUESTION,
        "max_turns": MAX_TURNS,
    }


def _limit(asked: Asked, pair: tuple[str, str], documents: Mapping[str, Document]) -> Limit:
    field, value = pair
    document = documents.get(value) if field == "document" else None
    rest = [*_turns(asked.history), *(other for other in asked.limits if other != pair)]
    without = ask_url(rest, asked.question) if asked.question.strip() else "/?" + urlencode(rest)
    return Limit(field, value, document_name(document) if document else value, without)


def _turns(history: Sequence[str]) -> Pairs:
    return [("h", turn) for turn in history]
