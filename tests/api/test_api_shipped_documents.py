"""The doors over the real assistant and the shipped documents: what is cited can be looked up."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest

from answer.protocol import AssistantLike
from tests.api.api_testing import running


@pytest.fixture(scope="module")
def shipped(assistant: AssistantLike) -> Iterator[httpx.Client]:
    """A client of the app over the shipped documents."""
    with running(lambda: assistant) as client:
        yield client


def test_a_question_without_accents_is_answered_with_a_citation_that_resolves(
    shipped: httpx.Client,
) -> None:
    question = "so noi vu co nhiem vu gi trong ke hoach 87 quang ngai"
    answer = shipped.post("/v1/ask", json={"question": question}).json()
    assert answer["status"] == "answered"
    citation = answer["citations"][0]
    assert citation["document_number"] == "87/KH-UBND"
    assert citation["clause"] == "IV.5"
    path = f"/v1/documents/{citation['document_id']}"
    text = shipped.get(f"{path}/text").text
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    clause = shipped.get(f"{path}/clauses/{quote(citation['clause'])}").json()
    assert citation["quote"] in clause["text"]
    assert clause["full_citation"] == citation["full_citation"]
    assert clause["url"] == citation["url"]


def test_a_search_within_a_document_stays_in_it(shipped: httpx.Client) -> None:
    document_id = "quang-ngai-87-kh-ubnd-2024"
    query = {"q": "Sở Tài chính bố trí kinh phí", "document_id": document_id, "k": "5"}
    hits = shipped.get("/v1/search", params=query).json()["items"]
    assert {hit["document_id"] for hit in hits} == {document_id}
    assert any(hit["clause"].startswith("IV.6") for hit in hits)
    scores = [hit["score"] for hit in hits]
    assert scores == sorted(scores, reverse=True)


def test_the_five_shipped_documents_are_listed_by_their_files(shipped: httpx.Client) -> None:
    items = shipped.get("/v1/documents").json()["items"]
    numbers = {item["source"][:3]: item["number"] for item in items}
    assert numbers == {
        "000": "4660/KH-UBND",
        "001": None,
        "002": "87/KH-UBND",
        "003": "1155/QĐ-UBND",
        "004": "281/TB-VPUB",
    }


def test_an_example_on_the_home_page_leads_to_an_answer(shipped: httpx.Client) -> None:
    page = shipped.get("/", headers={"accept": "text/html"}).text
    link = page.split('<a href="/?q=')[1].split('"')[0]
    answer = shipped.get(f"/?q={link}", headers={"accept": "text/html"}).text
    assert '<section class="answer answered"' in answer
