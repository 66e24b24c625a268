"""Errors of the framework, in the contract's shape or as pages."""

from __future__ import annotations

import httpx
import pytest

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def test_an_unknown_path_is_a_404_in_both_languages(client: httpx.Client) -> None:
    response = client.get("/v1/nope")
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "not_found"
    assert response.json()["error"]["message"] == (
        "Không có địa chỉ /v1/nope. / There is nothing at /v1/nope."
    )


def test_a_wrong_method_is_a_405_that_names_the_right_one(client: httpx.Client) -> None:
    response = client.get("/v1/ask")
    assert response.status_code == 405
    assert response.headers["allow"] == "POST"
    assert response.json()["error"]["code"] == "method_not_allowed"
    assert "Dùng POST." in response.json()["error"]["hint"]


@pytest.mark.parametrize("path", ["/nope", "/documents/khong-co", "/<script>alert(1)</script>"])
def test_a_browser_gets_a_page_that_leads_on(client: httpx.Client, path: str) -> None:
    response = client.get(path, headers=BROWSER)
    assert response.status_code == 404
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert 'href="/documents"' in response.text
    assert "<script>" not in response.text


def test_a_program_gets_json_where_a_browser_gets_a_page(client: httpx.Client) -> None:
    assert client.get("/documents/khong-co").json()["error"]["code"] == "not_found"


def test_the_api_answers_a_browser_in_json(client: httpx.Client) -> None:
    assert client.get("/v1/nope", headers=BROWSER).json()["error"]["code"] == "not_found"


@pytest.mark.parametrize("path", ["/", "/healthz", "/v1/documents", "/static/site.css", "/nope"])
def test_head_is_get_without_the_body(client: httpx.Client, path: str) -> None:
    head, get = client.head(path), client.get(path)
    assert head.status_code == get.status_code
    assert head.headers["content-length"] == get.headers["content-length"]
    assert head.content == b""


@pytest.mark.parametrize("path", ["/", "/documents", "/v1/documents", "/nope", "/static/site.css"])
def test_every_response_carries_the_security_headers(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-cache"
    assert "server" not in headers
