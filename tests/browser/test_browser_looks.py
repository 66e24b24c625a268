"""How the pages look and weigh: on a phone, in the dark, to axe-core, on the wire."""

from __future__ import annotations

from typing import Any

import pytest

from answer.protocol import AssistantLike
from tests.browser.browsing import (
    DESK,
    PHONE,
    PLAN,
    QUESTION,
    TABLET,
    Driver,
    background,
    one,
    prefer,
    resize,
    violations,
)

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/?lang=en",
    f"/?q={QUESTION}",
    "/?q=Sở Tài chính có nhiệm vụ gì?&h=Sở Nội vụ làm gì?&province=Quảng Ngãi",
    "/?q=thời tiết hôm nay",
    "/documents",
    "/documents?q=không có",
    f"/documents/{PLAN}#IV.5",
    "/documents/khong-co",
    "/evaluation",
    "/docs",
    "/admin",
)

FIRST_PAGE_BUDGET = 60_000
"""Bytes of the first page with all it loads."""


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_by_day_at_a_desk_nor_by_night_on_a_phone(
    browser: Driver, address: str, page: str
) -> None:
    for size, scheme in ((DESK, "light"), (PHONE, "dark")):
        resize(browser, size)
        prefer(browser, scheme)
        browser.get(address + page)
        assert violations(browser) == [], (size, scheme)


def test_axe_finds_nothing_in_a_table_nor_in_what_a_click_opens(
    browser: Driver, address: str, table_address: str
) -> None:
    for size in (DESK, PHONE):
        resize(browser, size)
        browser.get(f"{table_address}/documents/bang#PL.r1")
        assert violations(browser) == []
    browser.get(f"{address}/?q={QUESTION}")
    one(browser, ".rate .bad").click()
    one(browser, ".filters summary").click()
    assert violations(browser) == []


@pytest.mark.parametrize("size", [PHONE, TABLET, DESK], ids=["phone", "tablet", "desk"])
def test_nothing_is_wider_than_the_screen(
    browser: Driver, address: str, assistant: AssistantLike, size: tuple[int, int]
) -> None:
    resize(browser, size)
    for page in (*PAGES, *(f"/documents/{id_}" for id_ in assistant.documents)):
        browser.get(address + page)
        wide = "const {scrollWidth, clientWidth} = document.documentElement;"
        assert browser.execute_script(f"{wide} return scrollWidth - clientWidth") == 0, page


def test_no_page_breaks_its_own_content_policy_or_misses_a_file(
    browser: Driver, address: str
) -> None:
    for page in PAGES:
        browser.get(address + page)
    missing = f"{address}/documents/khong-co - "  # the page that is asked for in vain
    log = browser.get_log("browser")  # type: ignore[no-untyped-call]
    assert [entry for entry in log if not entry["message"].startswith(missing)] == []


def test_the_page_is_dark_where_dark_is_preferred_or_chosen(browser: Driver, address: str) -> None:
    light, dark = "rgba(246, 247, 248, 1)", "rgba(16, 20, 24, 1)"
    for scheme, theme, ground in (
        ("light", "", light),
        ("dark", "", dark),
        ("light", "?theme=dark", dark),
        ("light", "", dark),  # remembered
        ("dark", "?theme=light", light),
        ("dark", "?theme=auto", dark),
    ):
        prefer(browser, scheme)
        browser.get(f"{address}/{theme}")
        assert background(one(browser, "body")) == ground, (scheme, theme)


def test_the_first_page_is_light_and_waits_for_its_style_alone(
    browser: Driver, address: str
) -> None:
    browser.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": True})
    try:
        browser.get(address)
        entries: Any = browser.execute_script(
            "return [...performance.getEntriesByType('navigation'),"
            "...performance.getEntriesByType('resource')].map(e => e.toJSON())"
        )
    finally:
        browser.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": False})
    assert {entry["name"].startswith(address) for entry in entries} == {True}
    assert sum(entry["transferSize"] for entry in entries) < FIRST_PAGE_BUDGET
    resources = entries[1:]
    blocking = [e["name"] for e in resources if e["renderBlockingStatus"] == "blocking"]
    assert blocking == [f"{address}/static/site.css"]


def test_lines_are_as_long_as_the_eye_likes_them(browser: Driver, address: str) -> None:
    """45 to 90 letters, on a desk."""
    browser.get(f"{address}/documents/{PLAN}")
    letters = browser.execute_script(
        "const p = [...document.querySelectorAll('.law p')].find(p => p.textContent.length > 400);"
        "const lines = Math.round(p.clientHeight / parseFloat(getComputedStyle(p).lineHeight));"
        "return p.textContent.length / lines;"
    )
    assert 45 <= letters <= 90
