"""Every operation of the OpenAPI document, called with what fits it and what does not: no error of
the server's, no status and no shape that the document does not name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from answer.access import Scope
from api.app import create_app
from api.services import Services
from tests.api.api_testing import ScriptedAssistant, running
from trolyso.administration import Desk
from trolyso.settings import Settings
from trolyso.store import open_store, sqlite_url

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[schemathesis.BaseSchema]:
    """The document of an app with everything in it, called with an administrator's key. Jobs stay
    queued: what they do has tests of its own."""
    folder = Path(tmp_path_factory.mktemp("schemathesis"))
    store = open_store(sqlite_url(folder / "t.db"))
    desk = Desk(Settings(home=folder), store.jobs)
    desk._runner.close()
    _, secret = store.keys.create("kiểm thử", [Scope.ADMIN])
    services = Services(store.answers, store.feedback, store.keys, desk)
    with running(ScriptedAssistant, services) as client:
        schema = schemathesis.openapi.from_url(f"{client.base_url}/openapi.json")
        schema.config.update(
            headers={"Authorization": f"Bearer {secret}"}, base_url=str(client.base_url)
        )
        yield schema
    desk.close()
    store.close()


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
