"""Documents and clauses over HTTP."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

import httpx
import pytest

from answer.documents import document_detail, document_summary
from corpus.model import Clause, Document, Reading, Report
from tests.api.api_testing import LAW, PLAN, REPORT, ScriptedAssistant
from tests.making import make_document


def test_the_list_holds_every_document_in_the_order_of_ids(client: httpx.Client) -> None:
    assert client.get("/v1/documents").json() == {
        "items": [document_summary(document) for document in (LAW, PLAN, REPORT)],
        "next_cursor": None,
    }


def test_unknown_metadata_is_null(client: httpx.Client) -> None:
    item = client.get("/v1/documents").json()["items"][2]
    assert item["number"] is None
    assert item["issued_on"] is None


def test_following_the_cursor_gives_every_document_once(client: httpx.Client) -> None:
    seen, cursor = [], ""
    while True:
        page = client.get("/v1/documents", params={"limit": 2, "cursor": cursor}).json()
        assert len(page["items"]) <= 2
        seen += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == [LAW.id, PLAN.id, REPORT.id]


def test_a_page_that_ends_with_the_last_document_has_no_next(client: httpx.Client) -> None:
    assert client.get("/v1/documents", params={"limit": 3}).json()["next_cursor"] is None


@pytest.mark.parametrize("limit", ["0", "1001", "x"])
def test_a_page_size_out_of_bounds_is_refused(client: httpx.Client, limit: str) -> None:
    response = client.get("/v1/documents", params={"limit": limit})
    assert response.status_code == 422
    assert "“limit”" in response.json()["error"]["message"]


def test_a_document_comes_with_its_report_and_clauses(client: httpx.Client) -> None:
    detail = client.get(f"/v1/documents/{PLAN.id}").json()
    assert detail == document_detail(PLAN)
    assert detail["report"]["dropped"][0]["text"] == "Lượt xem: 322"
    assert [clause["address"] for clause in detail["clauses"]] == [
        "mở đầu", "I", "I.1", "I.1.a", "II", "II.1",
    ]  # fmt: skip


def test_what_ocr_read_and_nobody_confirmed_is_marked(
    client: httpx.Client, scripted: ScriptedAssistant
) -> None:
    reading = Reading("scan", "tesseract", True, 0.91, (0.91, None))
    scanned = replace(PLAN, unconfirmed=("number",), report=Report(reading=reading))
    scripted.documents = {PLAN.id: scanned}
    report = client.get(f"/v1/documents/{PLAN.id}").json()["report"]
    assert report["unconfirmed"] == ["number"]
    assert report["reading"] == {
        "format": "scan",
        "method": "tesseract",
        "ocr": True,
        "confidence": 0.91,
        "pages": [0.91, None],
    }
    assert "chưa có người xác nhận" in client.get(f"/documents/{PLAN.id}").text
    scripted.documents = {PLAN.id: PLAN}
    assert "chưa có người xác nhận" not in client.get(f"/documents/{PLAN.id}").text


def test_the_text_is_plain_utf8_and_clauses_are_slices_of_it_in_code_points(
    client: httpx.Client,
) -> None:
    response = client.get(f"/v1/documents/{PLAN.id}/text")
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.text == PLAN.text
    clause = client.get(f"/v1/documents/{PLAN.id}/clauses/II.1").json()
    assert response.text[clause["start"] : clause["end"]] == clause["text"]
    assert clause["text"].startswith("1. Sở Nội vụ: Phối hợp")


@pytest.mark.parametrize(
    ("document", "clause"),
    [(document, clause) for document in (PLAN, LAW) for clause in document.clauses],
    ids=lambda value: value.address if isinstance(value, Clause) else value.id,
)
def test_every_clause_is_found_by_its_percent_encoded_address(
    client: httpx.Client, document: Document, clause: Clause
) -> None:
    path = f"/v1/documents/{document.id}/clauses/{quote(clause.address, safe='')}"
    found = client.get(path).json()
    assert found["address"] == clause.address
    assert found["text"] == document.text[clause.start : clause.end]


def test_addresses_with_slashes_tildes_and_pilcrows_are_found(
    client: httpx.Client, scripted: ScriptedAssistant
) -> None:
    text = "mở\nIII. A\nIII. B\nđoạn"
    odd = make_document("odd", text)
    addresses = {clause.address for clause in odd.clauses}
    assert "III~2" in addresses
    scripted.documents = {"odd": odd}
    for address in addresses:
        for spelled in (quote(address, safe=""), quote(address)):
            found = client.get(f"/v1/documents/odd/clauses/{spelled}")
            assert found.json()["address"] == address


def test_a_clause_can_be_cited(client: httpx.Client) -> None:
    clause = client.get(f"/v1/documents/{LAW.id}/clauses/{quote('Đ1.1')}").json()
    assert clause["label"] == "khoản 1 Điều 1"
    assert clause["full_citation"] == ("khoản 1 Điều 1 Luật Giao dịch điện tử số 20/2023/QH15")
    assert clause["url"] == f"/documents/{LAW.id}#%C4%901.1"
    assert clause["parent"] == "Đ1"


@pytest.mark.parametrize("rest", ["", "/text", "/clauses/I"])
def test_an_unknown_document_is_a_404_that_names_it(client: httpx.Client, rest: str) -> None:
    response = client.get(f"/v1/documents/khong-co{rest}")
    assert response.status_code == 404
    error = response.json()["error"]
    assert error["code"] == "not_found"
    assert "khong-co" in error["message"]
    assert "/v1/documents" in error["hint"]


def test_an_unknown_clause_is_a_404_that_names_it(client: httpx.Client) -> None:
    response = client.get(f"/v1/documents/{PLAN.id}/clauses/IX.9")
    assert response.status_code == 404
    assert "IX.9" in response.json()["error"]["message"]


@pytest.mark.parametrize(
    "path", ["..%2f..%2fetc%2fpasswd", "%00", "%ff", "a%0d%0aset-cookie:x", "😀", "%2e%2e"]
)
def test_odd_ids_are_unknown_documents_and_nothing_more(client: httpx.Client, path: str) -> None:
    response = client.get(f"/v1/documents/{path}/text")
    assert response.status_code == 404
    assert set(response.json()["error"]) == {"code", "message", "hint"}
    assert "set-cookie" not in response.headers
