"""The page that tells the API, made of the OpenAPI document."""

from __future__ import annotations

import re
from html import unescape

import httpx

from api.page.reference import Input, operations


def test_every_operation_is_told_with_what_it_takes(client: httpx.Client) -> None:
    page = unescape(client.get("/docs", headers={"accept": "text/html"}).text)
    document = client.get("/openapi.json").json()
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            assert f"<code>{method.upper()} {path}</code>" in page
            assert told["summary"] in page
    assert "<code>question</code> (bắt buộc): string" in page


def test_what_a_request_takes_is_told_by_its_kind(client: httpx.Client) -> None:
    told = {(op.method, op.path): op for op in operations(client.get("/openapi.json").json())}
    feedback = {each.name: each for each in told["POST", "/v1/feedback"].inputs}
    assert feedback["rating"] == Input("rating", "good | bad", True, "")
    assert not feedback["comment"].required
    search = {each.name: each.kind for each in told["GET", "/v1/search"].inputs}
    assert (search["q"], search["year"]) == ("string", "[integer]")
    (files,) = told["POST", "/v1/admin/documents"].inputs
    assert (files.name, files.kind) == ("files", "[string]")


def test_the_page_needs_no_other_host(client: httpx.Client) -> None:
    page = client.get("/docs", headers={"accept": "text/html"}).text
    assert re.findall(r"(?:src|href)=\"(?:https?:)?//[^\"]*", page) == []
