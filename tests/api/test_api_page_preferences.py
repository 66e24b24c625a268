"""Language and colours: asked for in the address, kept in a cookie."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.api.api_testing import PLAN


@pytest.fixture
def visitor(client: httpx.Client) -> Iterator[httpx.Client]:
    """A client without cookies, who asks for pages."""
    accept = {"accept": "text/html"}
    with httpx.Client(base_url=client.base_url, headers=accept, timeout=20) as visitor:
        yield visitor


def test_pages_are_vietnamese_first_whatever_the_browser_prefers(visitor: httpx.Client) -> None:
    response = visitor.get("/", headers={"accept-language": "en"})
    assert response.headers["content-language"] == "vi"
    assert '<html lang="vi" data-theme="auto">' in response.text


@pytest.mark.parametrize("path", ["/", "/?q=a", "/documents", f"/documents/{PLAN.id}", "/nope"])
def test_a_page_asked_for_in_english_is_english_and_so_are_the_next(
    visitor: httpx.Client, path: str
) -> None:
    first = visitor.get(path, params=httpx.URL(path).params.merge({"lang": "en"}))
    assert '<html lang="en"' in first.text
    assert "Skip to main content" in first.text
    assert 'lang="en"' in visitor.get("/").text


def test_the_switch_keeps_what_was_asked(visitor: httpx.Client) -> None:
    text = visitor.get("/", params=[("h", "một"), ("q", "hai & ba")]).text
    assert 'href="?h=m%E1%BB%99t&amp;q=hai+%26+ba&amp;lang=en"' in text


def test_colours_are_kept_and_go_back_to_the_machines(visitor: httpx.Client) -> None:
    assert 'data-theme="dark"' in visitor.get("/", params={"theme": "dark"}).text
    assert 'data-theme="dark"' in visitor.get("/documents").text
    assert 'data-theme="auto"' in visitor.get("/", params={"theme": "auto"}).text
    assert 'data-theme="auto"' in visitor.get("/").text


@pytest.mark.parametrize("asked", ["fr", "", "<b>", "en\r\nx: y"])
def test_what_is_no_language_changes_nothing(visitor: httpx.Client, asked: str) -> None:
    response = visitor.get("/", params={"lang": asked})
    assert '<html lang="vi"' in response.text
    assert "set-cookie" not in response.headers


def test_the_cookie_is_for_the_server_alone(visitor: httpx.Client) -> None:
    cookie = visitor.get("/", params={"lang": "en"}).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_a_shared_cache_tells_the_versions_apart(visitor: httpx.Client) -> None:
    assert "cookie" in visitor.get("/").headers["vary"]
