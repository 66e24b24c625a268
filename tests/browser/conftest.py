"""Debian's Chromium, driven over the real application on loopback."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from answer.protocol import AssistantLike
from api.app import create_app
from api.server import make_server
from api.services import Services
from tests.api.api_testing import ScriptedAssistant
from tests.browser.browsing import DESK, Driver, prefer, resize
from tests.making import make_document
from trolyso.store import Store, open_store, sqlite_url

CHROMIUM = shutil.which("chromium")
CHROMEDRIVER = shutil.which("chromedriver")

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

TABLE_TEXT = """KẾ HOẠCH
Chuyển đổi số năm 2025
I. NHIỆM VỤ
1. Các nhiệm vụ nêu tại Phụ lục.
PHỤ LỤC
TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian
1 | Đào tạo, bồi dưỡng cán bộ chuyên trách về chuyển đổi số | Sở Nội vụ | Quý I/2025
2 | Tuyên truyền, phổ biến kỹ năng số cho người dân | Sở Thông tin và Truyền thông | Cả năm"""


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The address of the app on a free port of loopback."""
    server = make_server(app)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(20)


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A database of the tests' own."""
    opened = open_store(sqlite_url(tmp_path_factory.mktemp("store") / "trolyso.db"), 30)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def address(assistant: AssistantLike, store: Store) -> Iterator[str]:
    """The address of a server over the shipped documents."""
    services = Services(store.answers, store.feedback)
    with serving(create_app(lambda: assistant, version="test", services=services)) as address:
        yield address


@pytest.fixture(scope="session")
def table_address() -> Iterator[str]:
    """The address of a server over one document, with a table of tasks."""
    assistant = ScriptedAssistant(documents={"bang": make_document("bang", TABLE_TEXT)})
    with serving(create_app(lambda: assistant, version="test")) as address:
        yield address


@pytest.fixture(scope="session")
def _browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    with _chromium(tmp_path_factory.mktemp("chromium"), javascript=True) as driver:
        yield driver


@pytest.fixture(scope="session")
def _plain_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    with _chromium(tmp_path_factory.mktemp("chromium"), javascript=False) as driver:
        yield driver


@pytest.fixture
def browser(_browser: Driver) -> Driver:
    """A browser as people have it, at a desk, that remembers nothing."""
    return _fresh(_browser)


@pytest.fixture
def plain_browser(_plain_browser: Driver) -> Driver:
    """The same with JavaScript turned off."""
    return _fresh(_plain_browser)


def _fresh(driver: Driver) -> Driver:
    driver.get("about:blank")
    driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
    driver.execute_cdp_cmd(
        "Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "local_storage"}
    )
    resize(driver, DESK)
    prefer(driver)
    driver.get_log("browser")  # type: ignore[no-untyped-call]
    return driver


def _chromium(profile: Path, *, javascript: bool) -> Driver:
    if CHROMIUM is None or CHROMEDRIVER is None:
        pytest.skip("needs the Debian packages chromium and chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not javascript:
        off = {"profile.managed_default_content_settings.javascript": 2}
        options.add_experimental_option("prefs", off)
    return webdriver.Chrome(options=options, service=Service(CHROMEDRIVER))
