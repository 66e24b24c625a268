"""The OpenAPI document and the responses it describes."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from api.schemas import (
    AskResponse,
    ClauseDetail,
    DocumentDetail,
    DocumentPage,
    ErrorBody,
    Health,
    Readiness,
    SearchResponse,
)
from tests.api.api_testing import ANSWERED, PLAN


@pytest.fixture
def openapi(client: httpx.Client) -> dict[str, Any]:
    document: dict[str, Any] = client.get("/openapi.json").json()
    return document


@pytest.mark.parametrize(
    ("path", "model"),
    [
        ("/v1/search?q=a", SearchResponse),
        ("/v1/documents", DocumentPage),
        (f"/v1/documents/{PLAN.id}", DocumentDetail),
        (f"/v1/documents/{PLAN.id}/clauses/II.1", ClauseDetail),
        ("/healthz", Health),
        ("/readyz", Readiness),
        ("/v1/documents/nope", ErrorBody),
    ],
)
def test_a_response_has_exactly_the_documented_fields(
    client: httpx.Client, path: str, model: type[BaseModel]
) -> None:
    body = client.get(path).json()
    assert model.model_validate(body).model_dump(mode="json") == body


def test_an_answer_has_exactly_the_documented_fields() -> None:
    body = ANSWERED.as_json()
    assert AskResponse.model_validate(body).model_dump(mode="json") == body


def test_it_is_openapi_3_1_and_names_the_public_server(openapi: dict[str, Any]) -> None:
    assert openapi["openapi"].startswith("3.1")
    assert openapi["info"]["version"] == "1.2.3"
    assert openapi["servers"] == [{"url": "https://vanban.example"}]


def test_it_lists_the_contract_and_not_the_pages(openapi: dict[str, Any]) -> None:
    assert set(openapi["paths"]) == {
        "/v1/ask",
        "/v1/search",
        "/v1/documents",
        "/v1/documents/{document_id}",
        "/v1/documents/{document_id}/text",
        "/v1/documents/{document_id}/clauses/{address}",
        "/v1/feedback",
        "/v1/chat/completions",
        "/v1/models",
        "/v1/models/{model}",
        "/healthz",
        "/readyz",
        "/metrics",
        "/v1/admin/documents",
        "/v1/admin/documents/{document_id}",
        "/v1/admin/documents/{document_id}/confirm",
        "/v1/admin/rebuild",
        "/v1/admin/jobs",
        "/v1/admin/jobs/{job_id}",
        "/v1/admin/snapshots",
        "/v1/admin/snapshots/{name}/activate",
        "/v1/admin/snapshots/rollback",
        "/v1/admin/feedback",
        "/v1/admin/usage",
    }


def test_every_error_has_the_contracts_shape(openapi: dict[str, Any]) -> None:
    for path, methods in openapi["paths"].items():
        for operation in methods.values():
            for status, response in operation["responses"].items():
                if int(status) >= 400:
                    schema = response["content"]["application/json"]["schema"]
                    assert schema == {"$ref": "#/components/schemas/ErrorBody"}, (path, status)
    assert "HTTPValidationError" not in openapi["components"]["schemas"]


def test_whoever_takes_a_body_says_what_becomes_of_a_torn_or_a_slow_one(
    openapi: dict[str, Any],
) -> None:
    for path, methods in openapi["paths"].items():
        for operation in methods.values():
            if "requestBody" in operation:
                assert {"400", "408", "413", "422"} <= set(operation["responses"]), path


def test_the_limits_and_an_example_of_a_question_are_documented(openapi: dict[str, Any]) -> None:
    fields = openapi["components"]["schemas"]["AskRequest"]["properties"]
    assert fields["question"]["maxLength"] == 2000
    assert fields["history"]["maxItems"] == 50
    assert fields["question"]["examples"]


def test_an_example_answer_and_an_example_stream_are_documented(openapi: dict[str, Any]) -> None:
    content = openapi["paths"]["/v1/ask"]["post"]["responses"]["200"]["content"]
    example = content["application/json"]["example"]
    assert AskResponse.model_validate(example).citations[0].clause == "IV.2.c"
    assert content["text/event-stream"]["example"].startswith("event: status\n")


def test_the_text_of_a_document_is_documented_as_text(openapi: dict[str, Any]) -> None:
    path = openapi["paths"]["/v1/documents/{document_id}/text"]
    assert "text/plain" in path["get"]["responses"]["200"]["content"]
