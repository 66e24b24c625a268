"""GET /v1/search over HTTP."""

from __future__ import annotations

import httpx
import pytest

from corpus.cite import full_citation
from index.model import Filters
from tests.api.api_testing import PLAN, ScriptedAssistant


def test_a_search_gives_ranked_clauses_that_can_be_cited(client: httpx.Client) -> None:
    body = client.get("/v1/search", params={"q": "đào tạo", "k": 2}).json()
    clause = PLAN.clauses[0]
    assert body["query"] == "đào tạo"
    assert len(body["items"]) == 2
    assert body["items"][0] == {
        "document_id": PLAN.id,
        "document_number": "87/KH-UBND",
        "document_title": PLAN.title,
        "clause": "mở đầu",
        "label": clause.label,
        "heading": clause.heading,
        "full_citation": full_citation(PLAN, clause.label),
        "text": PLAN.text[clause.start : clause.end],
        "start": clause.start,
        "end": clause.end,
        "score": 0.5,
        "url": f"/documents/{PLAN.id}#m%E1%BB%9F%20%C4%91%E1%BA%A7u",
    }


def test_filters_repeat_in_the_query(client: httpx.Client, scripted: ScriptedAssistant) -> None:
    client.get(
        "/v1/search?q=a&k=3&document_id=x&document_id=y&province=Qu%E1%BA%A3ng+Nam&year=2024"
    )
    assert scripted.searched == [("a", 3, Filters(("x", "y"), ("Quảng Nam",), (2024,)))]


def test_ten_clauses_are_the_default(client: httpx.Client, scripted: ScriptedAssistant) -> None:
    client.get("/v1/search?q=a")
    assert scripted.searched == [("a", 10, Filters())]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("", "Trường “q” bắt buộc phải có"),
        ("q=", "Trường “q” không được để trống"),
        ("q=a&k=0", "Trường “k” ít nhất là 1, nhận được"),
        ("q=a&k=101", "Trường “k” nhiều nhất là 100, nhận được"),
        ("q=a&year=nay", "Trường “year[0]” phải là số nguyên, nhận được 'nay'"),
        ("q=" + "a" * 2001, "Trường “q” dài quá 2000 ký tự"),
    ],
)
def test_a_search_that_does_not_fit_is_refused_by_field(
    client: httpx.Client, query: str, named: str
) -> None:
    response = client.get(f"/v1/search?{query}")
    assert response.status_code == 422
    assert named in response.json()["error"]["message"]
