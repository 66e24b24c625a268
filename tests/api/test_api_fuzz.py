"""Anything at all, to every door: never an error of the server's, nothing undocumented, never long.

schemathesis sends what the OpenAPI document describes and what nearly does; this sends what nobody
would think of."""

from __future__ import annotations

import http.client
import json
import time
from contextlib import closing
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from api.app import create_app
from tests.api.api_testing import PLAN

# Arguments are long on purpose; hypothesis would rather not print them.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

# Far above what any of it takes, far below what a person would call hanging.
_BOUND = 10.0

# Anything Unicode has, halves of surrogate pairs and NUL included, and long runs of it.
WORDS = st.text(st.characters(exclude_categories=()), max_size=60) | st.builds(
    lambda piece, times: piece * times,
    st.sampled_from(["a", "\0", "ế", "e\u0302\u0301", "\ud800", "🇻🇳", "\u202e", "[1]", "../", "%"]),
    st.sampled_from([1, 50, 2_001, 30_000]),
)
# Beyond what a double, 64 bits, or Python's own limit on digits takes.
NUMBERS = st.integers() | st.floats() | st.sampled_from([10**30, -(2**63), 10**400])
LEAVES = st.none() | st.booleans() | NUMBERS | WORDS
JSONS = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)  # fmt: skip
RAW = st.binary(max_size=400) | st.sampled_from(
    [
        b"[" * 100_000,
        b'{"question":' * 20_000,
        b'{"question": "\\ud800"}',
        b'{"question": "\xff\xfe"}',
        b'{"question": ' + b"9" * 5_000 + b"}",
        b'{"question": NaN}',
        b'{"question": "a", "question": "b"}',
        b"\xef\xbb\xbf{}",
        "{}".encode("utf-16"),
    ]
)
KINDS = st.sampled_from(
    [b"application/json", b"application/json", b"application/json", b"text/plain", b"",
     b"multipart/form-data; boundary=b", b"application/x-www-form-urlencoded"]
)  # fmt: skip
VALUES = st.binary(max_size=80).map(lambda b: b.translate(None, b"\r\n\0"))
NAMES = st.sampled_from(
    ["accept", "accept-encoding", "accept-language", "authorization", "cookie", "content-type",
     "content-encoding", "if-none-match", "if-modified-since", "range", "origin", "x-api-key",
     "x-request-id", "x-forwarded-for", "x-forwarded-proto", "expect", "upgrade", "te", "via",
     "access-control-request-method", "content-disposition", "forwarded", "mcp-session-id"]
)  # fmt: skip


def _operations() -> list[tuple[str, str, dict[str, Any]]]:
    paths = create_app(lambda: None, version="1").openapi()["paths"]
    return [
        (m.upper(), p, operation)
        for p, methods in paths.items()
        for m, operation in methods.items()
    ]


OPERATIONS = _operations()


@pytest.mark.parametrize("called", OPERATIONS, ids=lambda called: " ".join(called[:2]))
def test_whatever_is_sent_is_answered_as_documented(
    whole: httpx.Client, called: tuple[str, str, dict[str, Any]]
) -> None:
    method, path, operation = called
    named = [p["name"] for p in operation.get("parameters", ()) if p["in"] == "query"]
    fields = _fields(operation)
    key = whole.headers["authorization"].encode()
    # Besides what is documented: a path that leads elsewhere (a "/" in an id), a head that is no
    # HTTP, or a 304. The unforeseen is documented and must not happen.
    expected = {*operation["responses"], "304", "400", "404", "405", "413"} - {"500"}

    @given(
        ids=st.lists(WORDS | st.just(PLAN.id), min_size=2, max_size=2),
        query=st.lists(
            st.tuples(st.sampled_from([*named, "x"]) | WORDS, WORDS | NUMBERS.map(repr)), max_size=4
        ),
        headers=st.lists(st.tuples(NAMES, VALUES), max_size=3),
        body=RAW
        | JSONS.map(_json)
        | st.dictionaries(st.sampled_from([*fields, "x"]), JSONS, max_size=5).map(_json),
        kind=KINDS,
    )
    @settings(
        max_examples=25, deadline=None, suppress_health_check=list(HealthCheck),
        phases=[Phase.generate], database=None,
    )  # fmt: skip
    @seed(7)
    def call(
        ids: list[str],
        query: list[tuple[str, str]],
        headers: list[tuple[str, bytes]],
        body: bytes,
        kind: bytes,
    ) -> None:
        target = path
        for place, id_ in zip(_places(path), ids, strict=False):
            target = target.replace(place, _quoted(id_)[:20_000] or "x")
        if query:
            target += "?" + "&".join(f"{_quoted(k)}={_quoted(v)}" for k, v in query)
        given_headers = {"authorization": key, "content-type": kind, **dict(headers)}
        began = time.monotonic()
        status = _send(
            whole, method, target[:60_000], given_headers, body if method == "POST" else b""
        )
        assert time.monotonic() - began < _BOUND
        assert str(status) in expected, (status, target[:200])

    call()


@pytest.mark.parametrize("target", ["/", "/documents", f"/documents/{PLAN.id}", "/evaluation",
                                    "/admin", "/key", "/mcp", "/static/site.css"])  # fmt: skip
def test_a_page_asked_for_in_any_way_is_a_page(whole: httpx.Client, target: str) -> None:
    known = ("q", "h", "province", "year", "document", "lang", "theme", "badge", "page", "quote")

    @given(
        query=st.lists(st.tuples(st.sampled_from(known) | WORDS, WORDS), max_size=5),
        headers=st.lists(st.tuples(NAMES, VALUES), max_size=3),
        method=st.sampled_from(["GET", "POST", "HEAD"]),
        body=RAW,
    )
    @settings(
        max_examples=25, deadline=None, suppress_health_check=list(HealthCheck),
        phases=[Phase.generate], database=None,
    )  # fmt: skip
    @seed(7)
    def call(
        query: list[tuple[str, str]], headers: list[tuple[str, bytes]], method: str, body: bytes
    ) -> None:
        asked = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in query)
        began = time.monotonic()
        status = _send(whole, method, f"{target}?{asked}"[:60_000], dict(headers), body)
        assert time.monotonic() - began < _BOUND
        assert status < 500, (status, asked[:200])

    call()


def _send(
    client: httpx.Client, method: str, target: str, headers: dict[str, bytes], body: bytes
) -> int:
    """The status of a response, read to its end. Not httpx, which refuses to send most of this."""
    connection = http.client.HTTPConnection(client.base_url.host, client.base_url.port or 80, 30)
    with closing(connection):
        connection.putrequest(method, target, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.putheader("content-length", str(len(body)))
        try:
            connection.endheaders(body)
            with connection.getresponse() as answer:
                answer.read()
                return answer.status
        except ConnectionError:
            # A head that is no HTTP is answered 400 and hung up on, body or no body.
            return HTTPStatus.BAD_REQUEST


def _fields(operation: dict[str, Any]) -> list[str]:
    content = operation.get("requestBody", {}).get("content", {})
    reference = str(content.get("application/json", {}).get("schema", {}).get("$ref", ""))
    schemas = create_app(lambda: None, version="1").openapi()["components"]["schemas"]
    schema = schemas.get(reference.rpartition("/")[2], {})
    return list(schema.get("properties", ()))


def _places(path: str) -> list[str]:
    return [f"{{{part.partition('}')[0]}}}" for part in path.split("{")[1:]]


def _quoted(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def _json(value: object) -> bytes:
    return json.dumps(value).encode()
