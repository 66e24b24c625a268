"""Debian's Chromium, driven over the real application on loopback."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from answer.protocol import AssistantLike
from api.app import create_app
from api.server import make_server

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

OpenBrowser = Callable[[bool], webdriver.Chrome]


@pytest.fixture(scope="session")
def address(assistant: AssistantLike) -> Iterator[str]:
    """The address of a server over the shipped documents."""
    server = make_server(create_app(lambda: assistant, version="test"))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(20)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """A browser as people have it."""
    with _chromium(tmp_path_factory.mktemp("chromium"), javascript=True) as driver:
        yield driver


@pytest.fixture(scope="session")
def plain_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """A browser with JavaScript turned off."""
    with _chromium(tmp_path_factory.mktemp("chromium"), javascript=False) as driver:
        yield driver


def _chromium(profile: Path, *, javascript: bool) -> webdriver.Chrome:
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
