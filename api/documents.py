"""Documents and their clauses, as data."""

from __future__ import annotations

from bisect import bisect_right
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from answer.documents import document_detail, document_summary
from answer.protocol import AssistantLike
from api.context import Assistant
from api.errors import error_responses
from api.schemas import ClauseDetail, DocumentDetail, DocumentPage
from corpus.cite import clause_url, full_citation
from corpus.errors import NotFoundError
from corpus.model import Clause, Document
from corpus.text import nfc

router = APIRouter(prefix="/v1/documents", tags=["Văn bản"])

MAX_PAGE = 1_000


@router.get(
    "",
    response_model=DocumentPage,
    summary="Danh sách văn bản",
    responses=error_responses(422, 503),
)
def list_documents(
    assistant: Assistant,
    limit: Annotated[int, Query(ge=1, le=MAX_PAGE, description="Documents a page.")] = 200,
    cursor: Annotated[
        str, Query(description="`next_cursor` of the page before; empty for the first.")
    ] = "",
) -> Response:
    """Documents in the order of their ids. A page starts after its cursor, so that documents
    that come or go between two pages never shift the others."""
    ids = sorted(assistant.documents)
    first = bisect_right(ids, cursor)
    page = ids[first : first + limit]
    more = first + limit < len(ids)
    return JSONResponse(
        {
            "items": [document_summary(assistant.documents[id_]) for id_ in page],
            "next_cursor": page[-1] if more else None,
        }
    )


@router.get(
    "/{document_id}",
    response_model=DocumentDetail,
    summary="Một văn bản với các điều khoản",
    responses=error_responses(404, 422, 503),
)
def get_document(document_id: str, assistant: Assistant) -> Response:
    """A document's metadata, its reading report, and its clauses in text order."""
    return JSONResponse(document_detail(find_document(assistant, document_id)))


@router.get(
    "/{document_id}/text",
    response_class=Response,
    summary="Nguyên văn",
    responses={
        200: {"content": {"text/plain": {"schema": {"type": "string"}}}},
        **error_responses(404, 422, 503),
    },
)
def get_text(document_id: str, assistant: Assistant) -> Response:
    """The canonical text that every `start` and `end` counts in, in Unicode code points."""
    return PlainTextResponse(find_document(assistant, document_id).text)


@router.get(
    "/{document_id}/clauses/{address:path}",
    response_model=ClauseDetail,
    summary="Một điều khoản",
    responses=error_responses(404, 422, 503),
)
def get_clause(document_id: str, address: str, assistant: Assistant) -> Response:
    """A clause by its address, percent-encoded UTF-8: `IV.2.c`, `%C4%905.2.a`."""
    document = find_document(assistant, document_id)
    clause = find_clause(document, address)
    return JSONResponse(
        {
            "document_id": document.id,
            "address": clause.address,
            "label": clause.label,
            "heading": clause.heading,
            "level": clause.level.value,
            "parent": clause.parent,
            "start": clause.start,
            "end": clause.end,
            "text": document.text[clause.start : clause.end],
            "full_citation": full_citation(document, clause.label),
            "url": clause_url(document.id, clause.address),
        }
    )


def find_document(assistant: AssistantLike, document_id: str) -> Document:
    """The document with this id. Raises NotFoundError."""
    document = assistant.documents.get(document_id)
    if document is None:
        raise NotFoundError(
            f"Không có văn bản “{document_id}” trong kho.",
            english=f"There is no document “{document_id}” in the corpus.",
            hint="Các văn bản hiện có: /documents (API: /v1/documents).",
        )
    return document


def find_clause(document: Document, address: str) -> Clause:
    """The document's clause at this address. Raises NotFoundError."""
    wanted = nfc(address)
    for clause in document.clauses:
        if clause.address == wanted:
            return clause
    raise NotFoundError(
        f"Văn bản “{document.id}” không có điều khoản “{address}”.",
        english=f"Document “{document.id}” has no clause “{address}”.",
        hint=f"Các điều khoản hiện có: /v1/documents/{document.id}.",
    )
