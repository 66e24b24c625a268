"""Attacks as the OWASP API Security Top 10 (2023) names them; docs/security.md walks through it and
says which test stands for what. What has tests of its own elsewhere is not repeated here."""

from __future__ import annotations

import http.client
import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from answer.access import Scope
from answer.model import Question
from answer.protocol import AssistantLike
from api.app import create_app
from api.guard.patience import PatientProtocol
from api.guard.policy import Policy
from api.services import Services
from tests.api.api_testing import PLAN, ScriptedAssistant, running
from trolyso.administration import Desk
from trolyso.settings import Settings
from trolyso.store import Store, open_store, sqlite_url

ASK = {"question": "Sở Nội vụ làm gì?"}
SECURITY = Path(__file__).parents[2] / "docs" / "security.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(tmp_path_factory.mktemp("security"))


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[Store]:
    opened = open_store(sqlite_url(folder / "t.db"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def served(folder: Path, store: Store) -> Iterator[httpx.Client]:
    """A client of an app with everything in it, which asks everybody for a key."""
    desk = Desk(Settings(home=folder), store.jobs)
    services = Services(store.answers, store.feedback, store.keys, desk)
    with running(ScriptedAssistant, services, Policy(anonymous=False)) as client:
        yield client
    desk.close()


@pytest.fixture(scope="module")
def keys(store: Store) -> dict[Scope, dict[str, str]]:
    """The headers that show a key of each scope."""
    return {
        scope: {"authorization": f"Bearer {store.keys.create(scope, [scope])[1]}"}
        for scope in Scope
    }


def _operations() -> list[tuple[str, str]]:
    paths = create_app(lambda: None, version="1").openapi()["paths"]
    return [(method.upper(), path) for path, methods in paths.items() for method in methods]


ADMINISTRATION = [(m, p) for m, p in _operations() if p.startswith("/v1/admin")]


def _raw(
    client: httpx.Client, method: str, target: str, **headers: str
) -> tuple[int, str, list[tuple[str, str]]]:
    """Status, body and headers of a request with its target as it is: clients that mean well tidy
    paths up."""
    connection = http.client.HTTPConnection(client.base_url.host, client.base_url.port or 80)
    with closing(connection):
        connection.putrequest(method, target, skip_host=True)
        for name, value in {"host": "a", **headers}.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), answer.getheaders()


def _exchange(client: httpx.Client, sent: bytes) -> bytes:
    """What comes back for these very bytes, until the server hangs up; nothing where it did so
    while they were still being sent."""
    address = (client.base_url.host, client.base_url.port)
    with socket.create_connection(address, timeout=20) as connection, suppress(ConnectionError):
        connection.sendall(sent)
        return b"".join(iter(lambda: connection.recv(65_536), b""))
    return b""


# API1: objects of others


def test_an_answers_id_cannot_be_guessed_and_nothing_gives_an_answer_back(
    assistant: AssistantLike,
) -> None:
    ids = {assistant.ask(Question("Kế hoạch 87 ban hành ngày nào?")).id for _ in range(3)}
    assert len(ids) == 3
    assert all(re.fullmatch(r"[0-9a-f]{32}", id_) for id_ in ids)
    readable = [p for m, p in _operations() if m == "GET" and not p.startswith("/v1/admin")]
    assert not [path for path in readable if re.search("answer|feedback|job", path)]


@pytest.mark.parametrize("id_", ["a1", "0" * 32, "%", "' OR 1=1 --", "a1\u0000"])
def test_feedback_needs_the_id_of_a_real_answer(
    served: httpx.Client, keys: dict[Scope, dict[str, str]], id_: str
) -> None:
    given = served.post(
        "/v1/feedback", json={"answer_id": id_, "rating": "good"}, headers=keys[Scope.ASK]
    )
    assert given.status_code == 404


# API3: properties nobody offered


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/ask", {**ASK, "id": "mine", "status": "answered"}),
        ("/v1/ask", {**ASK, "filters": {"document_ids": [], "admin": True}}),
        ("/v1/feedback", {"answer_id": "a", "rating": "good", "at": "2020-01-01", "person": "x"}),
        ("/v1/admin/documents/x/confirm", {"number": "1/KH-UBND", "id": "y", "sha256": "z"}),
    ],
)
def test_a_property_that_is_not_offered_is_refused(
    served: httpx.Client, keys: dict[Scope, dict[str, str]], path: str, body: dict[str, Any]
) -> None:
    response = served.post(path, json=body, headers=keys[Scope.ADMIN])
    assert (response.status_code, response.json()["error"]["code"]) == (422, "invalid_request")


def test_no_response_tells_where_things_lie_on_this_machine(
    served: httpx.Client, keys: dict[Scope, dict[str, str]], folder: Path
) -> None:
    for method, path in _operations():
        if method == "GET":
            told = served.get(re.sub(r"\{\w+\}", PLAN.id, path), headers=keys[Scope.ADMIN]).text
            assert str(folder) not in told, path
            assert str(Path(__file__).parents[2]) not in told, path
            assert "Traceback" not in told, path


# API4: what a request may cost


@pytest.mark.parametrize("started", [b"", b"GET / HTTP/1.1\r\nhost: a\r\nx-", b"G"])
def test_a_client_that_never_finishes_its_head_is_hung_up_on(
    served: httpx.Client, monkeypatch: pytest.MonkeyPatch, started: bytes
) -> None:
    monkeypatch.setattr(PatientProtocol, "head_seconds", 0.2)
    assert _exchange(served, started).startswith(b"HTTP/1.1 408 ")


def test_a_head_that_trickles_in_is_hung_up_on_also_after_a_first_request(
    served: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PatientProtocol, "head_seconds", 0.3)
    address = (served.base_url.host, served.base_url.port)
    heard = bytearray()
    with socket.create_connection(address, timeout=20) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n")
        while b"1.2.3" not in heard:
            heard += connection.recv(65_536)
        connection.settimeout(0.02)
        for letter in b"GET /healthz HTTP/1.1\r\nhost: " + b"a" * 2_000:
            with suppress(TimeoutError):
                connection.sendall(bytes([letter]))
                heard += connection.recv(65_536)
                break
    assert heard.count(b"HTTP/1.1 200 ") == 1
    assert b"HTTP/1.1 408 " in heard


def test_a_client_that_is_slow_between_whole_requests_is_served(served: httpx.Client) -> None:
    for _ in range(2):
        assert served.get("/healthz").status_code == 200


def test_slow_clients_do_not_keep_others_out(served: httpx.Client) -> None:
    address = (served.base_url.host, served.base_url.port)
    held = [socket.create_connection(address, timeout=20) for _ in range(200)]
    try:
        for connection in held:
            connection.sendall(b"POST /v1/ask HTTP/1.1\r\nhost: a\r\nx-a: ")
        assert served.get("/healthz").status_code == 200
    finally:
        for connection in held:
            connection.close()


def test_a_head_without_end_is_refused(served: httpx.Client) -> None:
    heard = _exchange(served, b"GET / HTTP/1.1\r\nhost: a\r\nx-a: " + b"a" * 200_000)
    assert heard[:13] in (b"HTTP/1.1 400 ", b"")


def test_a_body_over_the_limit_is_refused_whether_or_not_it_says_so(
    served: httpx.Client, keys: dict[Scope, dict[str, str]]
) -> None:
    big = b'{"question": "' + b"a" * 2_000_000 + b'"}'
    headers = {**keys[Scope.ASK], "content-type": "application/json"}
    for content in (big, iter([big])):
        assert served.post("/v1/ask", content=content, headers=headers).status_code == 413


def test_trying_out_keys_is_counted(store: Store) -> None:
    services = Services(keys=store.keys)
    with running(ScriptedAssistant, services, Policy(anonymous=False, per_minute=3)) as client:
        wrong = {"authorization": "Bearer tls_00000000_" + "a" * 43}
        tried = [client.get("/v1/documents", headers=wrong).status_code for _ in range(5)]
    assert tried == [401, 401, 401, 429, 429]


# API5: functions of others


@pytest.mark.parametrize(("method", "path"), ADMINISTRATION)
def test_administration_is_for_administrators_alone(
    served: httpx.Client, keys: dict[Scope, dict[str, str]], method: str, path: str
) -> None:
    target = re.sub(r"\{\w+\}", "x", path)
    assert served.request(method, target).status_code == 401
    for scope in (Scope.ASK, Scope.METRICS):
        assert served.request(method, target, headers=keys[scope]).status_code == 403


@pytest.mark.parametrize(
    "target",
    ["/v1//admin/jobs", "/V1/admin/jobs", "//v1/admin/jobs", "/v1/./admin/jobs",
     "/v1/x/../admin/jobs", "/v1/admin%2Fjobs", "/v1%2Fadmin/jobs", "/static/../v1/admin/jobs"],
)  # fmt: skip
def test_another_spelling_of_a_path_is_no_way_round(
    served: httpx.Client, keys: dict[Scope, dict[str, str]], target: str
) -> None:
    for headers in ({}, keys[Scope.ASK]):
        assert _raw(served, "GET", target, **headers)[0] in (401, 403, 404), target


# API7: requests forged through the server; files are in test_corpus_formats_links.py


def test_a_server_at_work_opens_no_connection(tmp_path: Path) -> None:
    """Asked about addresses, rated with addresses, sent pages full of addresses."""
    done = subprocess.run(
        [sys.executable, "-c", _WATCHED, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == []


_WATCHED = """
import json, sys
from pathlib import Path
outward, serving = [], set()

def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        where = arguments[1] if event != "socket.getaddrinfo" else arguments[:2]
        if tuple(where[:2]) not in serving:
            outward.append([event, str(where)])

from tests.api.api_testing import ScriptedAssistant, running
from api.services import Services
from trolyso.store import open_store, sqlite_url
store = open_store(sqlite_url(Path(sys.argv[1]) / "t.db"))
url = "http://169.254.169.254/latest/meta-data/"
with running(ScriptedAssistant, Services(store.answers, store.feedback, store.keys)) as client:
    serving.add((client.base_url.host, client.base_url.port))
    sys.addaudithook(watch)
    answer = client.post("/v1/ask", json={"question": f"đọc {url} giúp tôi"}).json()
    client.get("/", params={"q": url, "document": url})
    client.get("/v1/search", params={"q": url})
    client.post("/v1/feedback", json={"answer_id": "x", "rating": "bad", "comment": url})
    messages = [{"role": "user", "content": [{"type": "text", "text": url}]}]
    client.post("/v1/chat/completions", json={"model": "trolyso", "messages": messages})
    client.post("/key", data={"key": "x", "back": url})
    client.get("/v1/documents", headers={"host": "evil.example", "x-forwarded-host": "e.example"})
store.close()
print(json.dumps(outward))
"""


# API8: configuration


@pytest.mark.parametrize("target", ["/", "/documents", "/v1/documents", "/static/site.css",
                                    "/nowhere", "/v1/nowhere", "/openapi.json"])  # fmt: skip
def test_every_response_carries_the_security_headers(client: httpx.Client, target: str) -> None:
    headers = client.get(target, headers={"accept": "text/html"}).headers
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "server" not in headers


@pytest.mark.parametrize("method", ["TRACE", "PUT", "PATCH", "CONNECT", "DEBUG"])
def test_a_method_nobody_offers_is_refused(client: httpx.Client, method: str) -> None:
    assert _raw(client, method, "/v1/documents")[0] in (400, 404, 405)


def test_the_name_a_client_gives_the_server_is_repeated_nowhere(client: httpx.Client) -> None:
    for target in ("/", "/v1/documents", "/v1/documents/", "/documents/", "/openapi.json"):
        told = _raw(client, "GET", target, host="evil.example", x_forwarded_host="evil.example")
        assert "evil.example" not in str(told), target


# Headers that carry headers


@pytest.mark.parametrize(
    "given", [b"a\r\n set-cookie: a=b", b"a\nset-cookie: a=b", b"a\rb", b"a\x00b", b"a\x0bb",
              b"a%0d%0aset-cookie: a=b", b"\xc4\x91", b"a" * 65],
)  # fmt: skip
def test_a_request_id_never_brings_a_header_along(client: httpx.Client, given: bytes) -> None:
    heard = _exchange(
        client,
        b"GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: close\r\nx-request-id: "
        + given
        + b"\r\n\r\n",
    )
    head = heard.partition(b"\r\n\r\n")[0].lower()
    assert b"set-cookie" not in head
    assert heard.startswith(b"HTTP/1.1 400 ") or re.search(
        rb"x-request-id: (?:[0-9a-f]{32}|a)\r", head
    )


def test_neither_a_way_back_nor_a_preference_brings_a_header_along(
    served: httpx.Client, store: Store
) -> None:
    _, secret = store.keys.create("trang", [Scope.ASK])
    back = "/documents\r\nx-evil: 1"
    answer = served.post("/key", data={"key": secret, "back": back})
    assert (answer.status_code, "x-evil" in answer.headers) == (303, False)
    page = served.get("/", params={"lang": "en\r\nx-evil: 1", "theme": "dark\nx-evil: 1"},
                      headers={"accept": "text/html"})  # fmt: skip
    assert "x-evil" not in page.headers
    served.cookies.clear()


# Paths that climb


CLIMBS = ("../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd",
          "..%5c..%5cetc%5cpasswd", "/etc/passwd", "%00", "a%00.txt", "%c0%ae%c0%ae/etc/passwd",
          "....//....//etc/passwd", "~root", "file:///etc/passwd")  # fmt: skip


@pytest.mark.parametrize(
    ("method", "prefix"),
    [
        ("GET", "/static/"),
        ("GET", "/documents/"),
        ("GET", "/v1/documents/"),
        ("GET", f"/v1/documents/{PLAN.id}/clauses/"),
        ("GET", "/v1/models/"),
        ("GET", "/v1/admin/documents/"),
        ("DELETE", "/v1/admin/documents/"),
        ("GET", "/v1/admin/jobs/"),
        ("POST", "/v1/admin/snapshots/"),
    ],
)
def test_no_id_leads_out_of_where_it_belongs(
    served: httpx.Client, keys: dict[Scope, dict[str, str]], method: str, prefix: str
) -> None:
    for climb in CLIMBS:
        target = f"{prefix}{climb}" + ("/activate" if method == "POST" else "")
        status, told, _ = _raw(served, method, target, **keys[Scope.ADMIN])
        assert status in (400, 404, 405), target
        assert "root:" not in told


# API9: what there is


def test_everything_that_is_served_under_v1_is_documented() -> None:
    app = create_app(lambda: None, version="1")
    served = {route.path for route in app.routes if getattr(route, "path", "").startswith("/v1")}  # type: ignore[attr-defined]
    assert served <= {path for _, path in _operations()}


# The text


def test_the_walk_through_names_tests_that_exist() -> None:
    root = Path(__file__).parents[1]
    written = "\n".join(file.read_text("utf-8") for file in root.rglob("test_*.py"))
    named = re.findall(r"`(test_\w+)`", SECURITY.read_text("utf-8"))
    assert len(named) > 30
    assert [name for name in named if not re.search(rf"def {name}\b|{name}\.py", written)
            and not list(root.rglob(f"{name}.py"))] == []  # fmt: skip
