"""Who is let in, how much, how long, how often."""

from __future__ import annotations

import json
import logging
import os
import re
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed

import httpx
import pytest

from answer.access import Scope
from api.guard.policy import Policy
from api.services import Services
from tests.api.api_testing import ANSWERED, ScriptedAssistant, running
from trolyso.store import Store

ASK = {"question": "Sở Nội vụ làm gì?"}


@pytest.fixture(scope="module")
def keyed(store: Store) -> Iterator[httpx.Client]:
    """A client of an app that answers nobody without a key."""
    with running(ScriptedAssistant, Services(keys=store.keys), Policy(anonymous=False)) as client:
        yield client


def _bearer(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"}


@pytest.mark.parametrize("path", ["/v1/documents", "/v1/search?q=a", "/metrics", "/", "/documents"])
def test_without_a_key_nothing_is_told(keyed: httpx.Client, path: str) -> None:
    response = keyed.get(path)
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert response.json()["error"]["code"] == "key_required"


@pytest.mark.parametrize(
    "path", ["/healthz", "/readyz", "/docs", "/openapi.json", "/static/site.css"]
)
def test_what_tells_nothing_of_documents_needs_no_key(keyed: httpx.Client, path: str) -> None:
    assert keyed.get(path).status_code == 200


@pytest.mark.parametrize("header", ["authorization", "x-api-key"])
def test_a_key_opens_the_door_until_it_is_revoked(
    keyed: httpx.Client, store: Store, header: str
) -> None:
    key, secret = store.keys.create("kiểm thử", [Scope.ASK])
    headers = _bearer(secret) if header == "authorization" else {header: secret}
    assert keyed.post("/v1/ask", json=ASK, headers=headers).status_code == 200
    store.keys.revoke(key.id)
    refused = keyed.post("/v1/ask", json=ASK, headers=headers)
    assert (refused.status_code, refused.json()["error"]["code"]) == (401, "invalid_key")


@pytest.mark.parametrize("secret", ["x", "tls_00000000_" + "a" * 43, "tls_" + "é" * 9])
def test_an_unknown_key_is_refused(keyed: httpx.Client, secret: str) -> None:
    response = keyed.get("/v1/documents", headers={b"x-api-key": secret.encode()})
    assert response.status_code == 401


def test_a_key_does_what_its_scopes_say_and_no_more(keyed: httpx.Client, store: Store) -> None:
    _, ask = store.keys.create("hỏi", [Scope.ASK])
    _, metrics = store.keys.create("giám sát", [Scope.METRICS])
    _, admin = store.keys.create("quản trị", [Scope.ADMIN])
    allowed = {
        (name, path): keyed.get(path, headers=_bearer(secret)).status_code == 200
        for name, secret in (("ask", ask), ("metrics", metrics), ("admin", admin))
        for path in ("/v1/documents", "/metrics")
    }
    assert allowed == {
        ("ask", "/v1/documents"): True, ("ask", "/metrics"): False,
        ("metrics", "/v1/documents"): False, ("metrics", "/metrics"): True,
        ("admin", "/v1/documents"): True, ("admin", "/metrics"): True,
    }  # fmt: skip
    refused = keyed.get("/metrics", headers=_bearer(ask))
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "scope_missing")


def test_administration_wants_its_key_even_where_questions_are_free(client: httpx.Client) -> None:
    assert client.get("/v1/admin/anything").status_code == 401


def test_a_key_typed_into_the_page_is_kept_from_scripts_and_other_sites(
    keyed: httpx.Client, store: Store
) -> None:
    _, secret = store.keys.create("trang", [Scope.ASK])
    answer = keyed.post("/key", data={"key": f" {secret} ", "back": "/documents"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/documents")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    keyed.cookies.clear()
    page = keyed.get("/documents", headers={"cookie": f"trolyso_key={secret}"})
    assert page.status_code == 200


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_signing_in_leads_to_no_other_site(keyed: httpx.Client, store: Store, back: str) -> None:
    _, secret = store.keys.create("trang", [Scope.ASK])
    answer = keyed.post("/key", data={"key": secret, "back": back})
    keyed.cookies.clear()
    assert answer.headers["location"] == "/"


def test_a_wrong_key_typed_in_is_refused(keyed: httpx.Client) -> None:
    assert keyed.post("/key", data={"key": "wrong"}).status_code == 401


def test_over_the_rate_a_client_is_told_when_to_come_back() -> None:
    with running(ScriptedAssistant, policy=Policy(per_minute=3)) as client:
        responses = [client.post("/v1/ask", json=ASK) for _ in range(4)]
        assert [r.status_code for r in responses] == [200, 200, 200, 429]
        assert [r.headers["ratelimit-remaining"] for r in responses] == ["2", "1", "0", "0"]
        assert responses[-1].headers["ratelimit-limit"] == "3"
        assert 0 < int(responses[-1].headers["retry-after"]) <= 60
        assert responses[-1].json()["error"]["code"] == "too_many_requests"
        assert client.get("/healthz").status_code == 200


def test_each_key_has_a_rate_of_its_own(store: Store) -> None:
    secrets = [store.keys.create(name, [Scope.ASK])[1] for name in ("a", "b")]
    services = Services(keys=store.keys)
    with running(ScriptedAssistant, services, Policy(anonymous=False, per_minute=1)) as client:
        codes = [
            client.post("/v1/ask", json=ASK, headers=_bearer(secret)).status_code
            for secret in (*secrets, secrets[0])
        ]
    assert codes == [200, 200, 429]


def test_by_default_nothing_is_counted(client: httpx.Client) -> None:
    assert "ratelimit-limit" not in client.post("/v1/ask", json=ASK).headers


def test_a_full_queue_is_a_503_and_empties_again() -> None:
    gate = threading.Event()

    def slow(question: object) -> object:
        gate.wait(20)
        return ANSWERED

    scripted = ScriptedAssistant(slow)  # type: ignore[arg-type]
    room, too_many = 2 + (os.cpu_count() or 1), 10
    limits = httpx.Limits(max_connections=room + too_many)
    with (
        running(lambda: scripted, policy=Policy(queue=2)) as client,
        httpx.Client(base_url=client.base_url, timeout=20, limits=limits) as crowd,
        ThreadPoolExecutor(room + too_many) as pool,
    ):
        # All at once, before the first of them waits.
        asked = [pool.submit(crowd.post, "/v1/ask", json=ASK) for _ in range(room + too_many)]
        done = as_completed(asked, timeout=20)
        for refused in (next(done).result() for _ in range(too_many)):
            assert (refused.status_code, refused.json()["error"]["code"]) == (503, "busy")
            assert refused.headers["retry-after"]
        gate.set()
        assert [answered.result().status_code for answered in done] == [200] * room
        assert client.post("/v1/ask", json=ASK).status_code == 200


def test_a_question_that_takes_too_long_is_given_up() -> None:
    gate = threading.Event()

    def never(question: object) -> object:
        gate.wait(20)
        return ANSWERED

    scripted = ScriptedAssistant(never)  # type: ignore[arg-type]
    with running(lambda: scripted, policy=Policy(seconds=0.2)) as client:
        response = client.post("/v1/ask", json=ASK)
        assert (response.status_code, response.json()["error"]["code"]) == (503, "took_too_long")
        gate.set()


def test_a_body_that_trickles_in_is_given_up() -> None:
    with running(ScriptedAssistant, policy=Policy(seconds=0.3)) as client:
        address = (client.base_url.host, client.base_url.port)
        with socket.create_connection(address, timeout=20) as connection:
            connection.sendall(
                b"POST /v1/ask HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n"
                b"content-length: 100\r\n\r\n{"
            )
            assert connection.recv(4096).startswith(b"HTTP/1.1 408 ")


def test_another_sites_page_may_call_only_when_it_is_named(client: httpx.Client) -> None:
    origin = {"origin": "https://congdan.example.vn"}
    assert (
        "access-control-allow-origin"
        not in client.post("/v1/ask", json=ASK, headers=origin).headers
    )
    policy = Policy(origins=("https://congdan.example.vn",))
    with running(ScriptedAssistant, policy=policy) as open_client:
        allowed = open_client.post("/v1/ask", json=ASK, headers=origin).headers
        assert allowed["access-control-allow-origin"] == origin["origin"]
        other = open_client.post("/v1/ask", json=ASK, headers={"origin": "https://evil.example"})
        assert "access-control-allow-origin" not in other.headers


def test_a_request_is_named_and_timed(client: httpx.Client) -> None:
    response = client.post("/v1/ask", json=ASK, headers={"x-request-id": "abc-1"})
    assert response.headers["x-request-id"] == "abc-1"
    timing = response.headers["server-timing"]
    assert re.fullmatch(r"answer;dur=12\.3, app;dur=\d+\.\d", timing)
    forged = client.get("/healthz", headers={"x-request-id": "a b{}"})
    assert re.fullmatch(r"[0-9a-f]{32}", forged.headers["x-request-id"])


def test_long_responses_are_compressed_and_streams_are_not(client: httpx.Client) -> None:
    headers = {"accept-encoding": "gzip"}
    document = client.get("/openapi.json", headers=headers)
    assert document.headers["content-encoding"] == "gzip"
    stream = client.post("/v1/ask", json={**ASK, "stream": True}, headers=headers)
    assert "content-encoding" not in stream.headers


def test_metrics_count_requests_answers_and_what_is_served(client: httpx.Client) -> None:
    client.post("/v1/ask", json=ASK)
    client.get("/nowhere")
    text = client.get("/metrics").text
    assert re.search(r'trolyso_answers_total\{door="api",status="answered"\} \d', text)
    assert re.search(
        r'trolyso_requests_total\{method="POST",route="/v1/ask",status="200"\} \d', text
    )
    assert 'route="(none)",status="404"' in text
    assert "trolyso_snapshot_documents 3.0" in text
    assert "trolyso_snapshot_built_timestamp_seconds 1.7958" in text
    assert "trolyso_answer_stage_seconds_bucket" in text


@pytest.mark.parametrize("told", [False, True])
def test_the_log_tells_requests_and_no_question_unless_asked_to(
    caplog: pytest.LogCaptureFixture, told: bool
) -> None:
    caplog.set_level(logging.INFO, "trolyso.requests")
    with running(ScriptedAssistant, policy=Policy(log_questions=told)) as client:
        client.post("/v1/ask", json={"question": "điều bí mật"})
        client.get("/", params={"q": "điều bí mật"})
    every = [json.loads(r.message) for r in caplog.records if r.name == "trolyso.requests"]
    # The server of another test may still be writing the line of its last request.
    lines = [line for line in every if line["route"] in ("/v1/ask", "/")]
    assert [(line["route"], line["status"]) for line in lines] == [("/v1/ask", 200), ("/", 200)]
    assert lines[0]["answer_status"] == "answered"
    assert ("bí mật" in caplog.text) is told


def test_a_document_that_has_not_changed_is_not_sent_again(client: httpx.Client) -> None:
    for path in ("", "/quang-ngai-87-kh-ubnd-2024", "/quang-ngai-87-kh-ubnd-2024/text",
                 "/quang-ngai-87-kh-ubnd-2024/clauses/II.1"):  # fmt: skip
        first = client.get(f"/v1/documents{path}")
        assert first.headers["last-modified"] == "Sat, 28 Nov 2026 07:30:00 GMT"
        for header, value in (
            ("if-none-match", first.headers["etag"]),
            ("if-none-match", f'"other", {first.headers["etag"]}'),
            ("if-modified-since", first.headers["last-modified"]),
        ):
            again = client.get(f"/v1/documents{path}", headers={header: value})
            assert (again.status_code, again.content) == (304, b"")
        stale = {"if-none-match": '"other"', "if-modified-since": first.headers["last-modified"]}
        assert client.get(f"/v1/documents{path}", headers=stale).status_code == 200
        odd = client.get(f"/v1/documents{path}", headers={"if-modified-since": "yesterday"})
        assert odd.status_code == 200
