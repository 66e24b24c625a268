"""POST /v1/ask over HTTP."""

from __future__ import annotations

import json
import threading
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from answer.model import Answer, Question, Status
from index.model import Filters
from tests.api.api_testing import ANSWERED, ScriptedAssistant


def ask(client: httpx.Client, **body: object) -> httpx.Response:
    return client.post("/v1/ask", json={"question": "Sở Nội vụ làm gì?", **body})


def test_an_answer_arrives_as_the_contract_spells_it(client: httpx.Client) -> None:
    response = ask(client)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert response.json() == ANSWERED.as_json()


def test_vietnamese_travels_as_utf8_not_as_escapes(client: httpx.Client) -> None:
    assert "Phối hợp đào tạo cán bộ" in ask(client).content.decode("utf-8")


def test_the_assistant_gets_question_history_and_filters(
    client: httpx.Client, scripted: ScriptedAssistant
) -> None:
    ask(
        client,
        question="  Bao giờ xong? ",
        history=["Sở Nội vụ làm gì?"],
        filters={"document_ids": ["a"], "provinces": ["Quảng Ngãi"], "years": [2024]},
    )
    assert scripted.asked == [
        Question("Bao giờ xong?", ("Sở Nội vụ làm gì?",), Filters(("a",), ("Quảng Ngãi",), (2024,)))
    ]


def test_a_refusal_is_an_answer_with_status_200(
    client: httpx.Client, scripted: ScriptedAssistant
) -> None:
    scripted.reply = lambda question: Answer(Status.NO_DOCUMENT, "Chưa có văn bản của tỉnh này.")
    response = ask(client)
    assert response.status_code == 200
    assert response.json()["status"] == "no_document"


def test_a_stream_gives_status_citations_text_and_the_whole_answer_in_this_order(
    client: httpx.Client,
) -> None:
    response = ask(client, stream=True)
    assert response.headers["content-type"].startswith("text/event-stream")
    events = [
        (lines[0].removeprefix("event: "), json.loads(lines[1].removeprefix("data: ")))
        for lines in (block.split("\n") for block in response.text.strip().split("\n\n"))
    ]
    names = [name for name, _ in events]
    assert names[:3] == ["status", "citations", "text"]
    assert set(names[2:-1]) == {"text"}
    assert events[0][1] == {"status": "answered"}
    assert events[1][1] == ANSWERED.as_json()["citations"]
    assert "".join(data["text"] for name, data in events if name == "text") == ANSWERED.answer
    assert events[-1] == ("answer", ANSWERED.as_json())


def test_a_question_of_2000_characters_passes_and_one_more_is_refused_with_both_numbers(
    client: httpx.Client,
) -> None:
    assert ask(client, question="ế" * 2000).status_code == 200
    response = ask(client, question="ế" * 2001)
    assert response.status_code == 422
    assert response.json()["error"] == {
        "code": "invalid_question",
        "message": "Câu hỏi dài 2.001 ký tự; tối đa 2.000. "
        "/ The question has 2001 characters; at most 2000.",
        "hint": "Hãy rút gọn câu hỏi.",
    }


def test_a_question_typed_in_decomposed_form_is_not_longer_for_it(client: httpx.Client) -> None:
    decomposed = unicodedata.normalize("NFD", "ế" * 2000)
    assert len(decomposed) == 6000
    assert ask(client, question=decomposed).status_code == 200


def test_a_history_of_50_passes_and_51_is_refused(client: httpx.Client) -> None:
    assert ask(client, history=["Câu trước"] * 50).status_code == 200
    response = ask(client, history=["Câu trước"] * 51)
    assert response.status_code == 422
    assert "51" in response.json()["error"]["message"]
    assert "50" in response.json()["error"]["message"]


@pytest.mark.parametrize("question", ["", "  \n "])
def test_an_empty_question_is_refused(client: httpx.Client, question: str) -> None:
    response = ask(client, question=question)
    assert response.status_code == 422
    assert response.json()["error"]["message"].startswith("Câu hỏi đang trống.")


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "Trường “question” bắt buộc phải có"),
        ({"question": 5}, "Trường “question” phải là chuỗi ký tự, nhận được 5"),
        ({"question": "a", "histroy": []}, "Trường “histroy” không có trong yêu cầu này"),
        ({"question": "a", "history": "b"}, "Trường “history” phải là danh sách"),
        ({"question": "a", "history": ["b", 1]}, "Trường “history[1]” phải là chuỗi ký tự"),
        ({"question": "a", "filters": {"years": ["x"]}}, "Trường “filters.years[0]” phải là số"),
        ({"question": "a", "filters": {"year": []}}, "Trường “filters.year” không có"),
        ({"question": "a", "stream": "yes"}, "Trường “stream” phải là true hoặc false"),
        ([], "Trường “body” phải là đối tượng JSON"),
    ],
)
def test_a_request_that_does_not_fit_is_refused_by_field(
    client: httpx.Client, body: object, named: str
) -> None:
    response = client.post("/v1/ask", json=body)
    assert response.status_code == 422
    error = response.json()["error"]
    assert error["code"] == "invalid_request"
    assert named in error["message"]
    assert " / Field “" in error["message"]


def test_a_body_sent_as_a_form_is_told_the_content_type(client: httpx.Client) -> None:
    response = client.post("/v1/ask", content=b'{"question": "a"}')
    assert response.status_code == 422
    assert "Content-Type: application/json" in response.json()["error"]["message"]


@pytest.mark.parametrize("body", [b"{", b"question=a", b"\xff\xfe"])
def test_a_body_that_is_not_json_is_a_400(client: httpx.Client, body: bytes) -> None:
    response = client.post("/v1/ask", content=body, headers={"content-type": "application/json"})
    assert response.status_code == 400
    assert set(response.json()["error"]) == {"code", "message", "hint"}


def test_half_a_surrogate_pair_is_refused_and_can_be_told(client: httpx.Client) -> None:
    for body in (b'{"question": "\\ud800"}', b'{"question": "a", "\\ud800": 1}'):
        response = client.post(
            "/v1/ask", content=body, headers={"content-type": "application/json"}
        )
        assert response.status_code == 422
        assert response.json()["error"]["code"] == "invalid_request"


def test_the_longest_question_with_the_longest_history_fits_even_escaped(
    client: httpx.Client,
) -> None:
    body = json.dumps({"question": "ế" * 2000, "history": ["ế" * 2000] * 50}, ensure_ascii=True)
    response = client.post("/v1/ask", content=body, headers={"content-type": "application/json"})
    assert response.status_code == 200


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("size", [1100 * 1024, 4000 * 1024])
def test_a_body_over_the_limit_is_a_413(client: httpx.Client, size: int, chunked: bool) -> None:
    body = b'{"question": "' + b"a" * size + b'"}'
    content = iter([body[:1000], body[1000:]]) if chunked else body
    response = client.post("/v1/ask", content=content, headers={"content-type": "application/json"})
    assert response.status_code == 413
    assert response.json()["error"]["code"] == "body_too_large"
    assert "1 MiB" in response.json()["error"]["message"]


def test_the_server_answers_others_while_questions_compute(
    client: httpx.Client, scripted: ScriptedAssistant
) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def hold(question: Question) -> Answer:
        begun.set()
        may_end.wait(15)
        return ANSWERED

    scripted.reply = hold
    with ThreadPoolExecutor(50) as pool:
        asked = [pool.submit(ask, client) for _ in range(50)]
        assert begun.wait(10)
        assert client.get("/healthz").status_code == 200
        assert client.get("/v1/documents").status_code == 200
        may_end.set()
        assert [waiting.result().status_code for waiting in asked] == [200] * 50


def test_an_unexpected_error_is_a_500_whose_trace_goes_to_the_log_alone(
    client: httpx.Client, scripted: ScriptedAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(question: Question) -> Answer:
        raise RuntimeError("secret detail")

    scripted.reply = fail
    response = ask(client)
    assert response.status_code == 500
    assert response.json()["error"]["code"] == "internal_error"
    assert "secret" not in response.text
    assert "Traceback" not in response.text
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "POST '/v1/ask' failed" in caplog.text
    assert "secret detail" in caplog.text
    assert client.get("/healthz").status_code == 200
