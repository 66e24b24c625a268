"""Every operation of the OpenAPI document, called with what fits it and what does not: no error of
the server's, no status and no shape that the document does not name."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def api(whole: httpx.Client) -> schemathesis.BaseSchema:
    """The document of the app, whose operations are called with an administrator's key."""
    schema = schemathesis.openapi.from_url(f"{whole.base_url}/openapi.json")
    headers = {"Authorization": whole.headers["authorization"]}
    schema.config.update(headers=headers, base_url=str(whole.base_url))
    return schema


def _operations() -> list[str]:
    paths = create_app(lambda: None, version="1").openapi()["paths"]
    return [f"{method.upper()} {path}" for path, methods in paths.items() for method in methods]


@pytest.mark.parametrize("operation", _operations())
def test_an_operation_answers_as_documented(api: schemathesis.BaseSchema, operation: str) -> None:
    method, path = operation.split(" ")

    @given(case=api[path][method].as_strategy())
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @seed(1)
    def call(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(checks=CHECKS)

    call()
