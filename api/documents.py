"""Documents and their clauses, as data."""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from answer.documents import clause_summary, document_detail, document_summary
from answer.protocol import AssistantLike
from api.conditional import conditional
from api.context import Assistant
from api.errors import error_responses
from api.schemas import ClauseDetail, DocumentDetail, DocumentPage
from corpus.cite import clause_url, full_citation
from corpus.errors import NotFoundError
from corpus.model import Clause, Document
from corpus.text import nfc

router = APIRouter(prefix="/v1/documents", tags=["Văn bản"])

MAX_PAGE = 1_000

_JSON = "application/json"


def _cached(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route answers besides a document: that it has not changed, and errors."""
    fresh = {"description": "Not modified: the copy is still good."}
    return {304: fresh, **error_responses(*statuses)}


@router.get(
    "",
    response_model=DocumentPage,
    summary="Danh sách văn bản",
    responses=_cached(422, 503),
)
def list_documents(
    request: Request,
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
    items = [document_summary(assistant.documents[id_]) for id_ in page]
    body = {"items": items, "next_cursor": page[-1] if more else None}
    return conditional(request, _json(body), _JSON, assistant.built_at)


@router.get(
    "/{document_id}",
    response_model=DocumentDetail,
    summary="Một văn bản với các điều khoản",
    responses=_cached(404, 422, 503),
)
def get_document(document_id: str, request: Request, assistant: Assistant) -> Response:
    """A document's metadata, its reading report, and its clauses in text order."""
    body = document_detail(find_document(assistant, document_id))
    return conditional(request, _json(body), _JSON, assistant.built_at)


@router.get(
    "/{document_id}/text",
    response_class=Response,
    summary="Nguyên văn",
    responses={
        200: {"content": {"text/plain": {"schema": {"type": "string"}}}},
        **_cached(404, 422, 503),
    },
)
def get_text(document_id: str, request: Request, assistant: Assistant) -> Response:
    """The canonical text that every `start` and `end` counts in, in Unicode code points."""
    text = find_document(assistant, document_id).text.encode("utf-8")
    return conditional(request, text, "text/plain; charset=utf-8", assistant.built_at)


@router.get(
    "/{document_id}/clauses/{address:path}",
    response_model=ClauseDetail,
    summary="Một điều khoản",
    responses=_cached(404, 422, 503),
)
def get_clause(document_id: str, address: str, request: Request, assistant: Assistant) -> Response:
    """A clause by its address, percent-encoded UTF-8: `IV.2.c`, `%C4%905.2.a`."""
    document = find_document(assistant, document_id)
    clause = find_clause(document, address)
    body = {
        "document_id": document.id,
        **clause_summary(clause),
        "text": document.text[clause.start : clause.end],
        "full_citation": full_citation(document, clause.label),
        "url": clause_url(document.id, clause.address),
    }
    return conditional(request, _json(body), _JSON, assistant.built_at)


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


def _json(body: dict[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
