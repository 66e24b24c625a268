"""Both ways to ask see the same assistant: in this process, and over HTTP on loopback."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from answer.assistant import Assistant
from api.app import create_app
from api.server import make_server
from eval.errors import EvalError
from eval.invariants import faults
from eval.questions import EvalQuestion
from eval.targets import InProcess, OverHttp

_PLAN = "quang-ngai-87-kh-ubnd-2024"
_ASKED = EvalQuestion(
    id="q",
    question="Kế hoạch 87 của Quảng Ngãi giao Sở Nội vụ việc gì?",
    type="duty",
    variant="clean",
    history=(),
    answerable=False,
    needs=(),
    facts=(),
    forbidden=(),
)
_TOO_LONG = EvalQuestion("q", "x" * 2_001, "duty", "clean", (), False, (), (), ())


@pytest.fixture
def server(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of the real app over the real assistant."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    running = make_server(create_app(lambda: assistant, version="0"))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        running.should_exit = True
        thread.join()


def test_over_http_the_reply_is_the_one_in_process(assistant: Assistant, server: str) -> None:
    near = InProcess(assistant).ask(_ASKED)
    with OverHttp(server + "/") as target:
        far = target.ask(_ASKED)
    assert target.name == server
    assert near.citations[0].document_id == _PLAN
    assert (far.status, far.answer, far.citations) == (near.status, near.answer, near.citations)
    assert far.latency_ms > 0


def test_over_http_the_documents_are_the_ones_in_process(assistant: Assistant, server: str) -> None:
    near = InProcess(assistant).document(_PLAN)
    with OverHttp(server) as target:
        far = target.document(_PLAN)
        assert target.document("không-có") is None
    assert near is not None
    assert far == near
    assert far.source == "002_17b4e7730abc4f52.txt"
    assert InProcess(assistant).document("không-có") is None
    assert faults(InProcess(assistant).ask(_ASKED), {_PLAN: far}) == ()


def test_a_question_that_is_refused_by_contract_fails_alone(
    assistant: Assistant, server: str
) -> None:
    near = InProcess(assistant).ask(_TOO_LONG)
    assert near.status == "error"
    assert near.error is not None
    assert "2.001 ký tự" in near.error
    with OverHttp(server) as target:
        far = target.ask(_TOO_LONG)
    assert far.error is not None
    assert far.error.startswith("HTTP 422: ")


class _NotOurs(BaseHTTPRequestHandler):
    """Some other web server, which answers everything with JSON of its own."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"status": "answered"}')

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name above us
        pass


def test_a_reply_that_is_not_in_the_contracts_shape_fails_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with HTTPServer(("127.0.0.1", 0), _NotOurs) as other:
        threading.Thread(target=other.handle_request).start()
        with OverHttp(f"http://127.0.0.1:{other.server_port}") as target:
            reply = target.ask(_ASKED)
    assert reply.error == "trả lời sai dạng hợp đồng: KeyError('answer')"


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "ftp://127.0.0.1", "127.0.0.1:8000"])
def test_where_no_server_answers_the_run_ends_in_words(url: str) -> None:
    with OverHttp(url) as target, pytest.raises(EvalError, match="Không hỏi được máy chủ tại"):
        target.ask(_ASKED)
