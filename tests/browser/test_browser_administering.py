"""The administrator's page on the whole product: real files, a real build, the real assistant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from answer.access import Scope
from answer.keeping import Door, Exchange, Feedback, Rating
from api.app import create_app
from api.services import Services
from index.model import silent
from tests.browser.browsing import (
    PHONE,
    Driver,
    ask,
    first_mark,
    lit,
    one,
    prefer,
    resize,
    violations,
    wait_for,
)
from tests.browser.conftest import serving
from trolyso.administration import Desk
from trolyso.settings import Settings
from trolyso.store import open_store, sqlite_url
from trolyso.wiring import live_assistant

pytestmark = pytest.mark.browser

_PATIENCE = 180

_NOTICE = """UBND TỈNH QUẢNG NGÃI
Số: 12/TB-UBND
Quảng Ngãi, ngày 01 tháng 02 năm 2025
THÔNG BÁO
Về việc đào tạo chuyển đổi số, cụ thể như sau:
1. Sở Nội vụ đào tạo cán bộ chuyên trách, hoàn thành trong tháng 6/2025.
2. Sở Tài chính bố trí kinh phí đào tạo.
"""
_HOSTILE = "<img src=x onerror=document.title=1> & 'kế hoạch'.txt"


@pytest.fixture(scope="module")
def served(
    furnish: Callable[[Path], Settings], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """The address of the whole product over a data directory of its own, and a key for it."""
    settings = furnish(tmp_path_factory.mktemp("administering"))
    store = open_store(sqlite_url(settings.database_file))
    _, secret = store.keys.create("quản trị", [Scope.ADMIN])
    exchange = Exchange("a1", Door.PAGE, "Bao giờ xong?", "Không rõ.", "not_stated", (), 1.0)
    store.answers.record(exchange)
    store.feedback.rate(Feedback("a1", Rating.BAD, comment="<b>Thiếu</b> thời hạn"))
    desk = Desk(settings, store.jobs)
    live = live_assistant(settings, lambda: nullcontext(silent), lambda line: None)
    live.open()
    services = Services(store.answers, store.feedback, store.keys, desk)
    with serving(create_app(live.current, version="test", services=services)) as address:
        yield address, secret
    live.close()
    desk.close()
    store.close()


def test_an_uploaded_document_is_read_confirmed_and_answered_from(
    browser: Driver, served: tuple[str, str], tmp_path: Path
) -> None:
    address, _ = served
    _enter(browser, *served)
    file = tmp_path / "thông báo.txt"
    file.write_text(_NOTICE, "utf-8")
    _upload(browser, file)
    read = wait_for(browser, ".jobs li.done li a")
    assert read.text == "12/TB-UBND"
    _confirm_issuer(browser)
    question = "Thông báo 12/TB-UBND: Sở Nội vụ đào tạo cán bộ hoàn thành khi nào?"
    WebDriverWait(browser, _PATIENCE).until(lambda d: "6 văn bản" in _corpus(d, address))
    ask(browser, address, question)
    assert "tháng 6/2025" in one(browser, ".answer.answered").text
    first_mark(browser).click()
    assert "Sở Nội vụ đào tạo cán bộ chuyên trách" in lit(browser).text


def test_markup_in_an_uploaded_files_name_stays_text_for_the_administrator(
    browser: Driver, served: tuple[str, str], tmp_path: Path
) -> None:
    _enter(browser, *served)
    file = tmp_path / _HOSTILE
    file.write_text("", "utf-8")
    _upload(browser, file)
    told = wait_for(browser, ".jobs > ul > li:first-child.done li")
    assert _HOSTILE in told.text
    assert browser.title != "1"
    assert not browser.find_elements(By.CSS_SELECTOR, "#desk img")


def test_what_people_say_is_shown_as_they_wrote_it(
    browser: Driver, served: tuple[str, str]
) -> None:
    _enter(browser, *served)
    assert wait_for(browser, ".opinions blockquote").text == "<b>Thiếu</b> thời hạn"


def test_axe_finds_nothing_on_the_desk_in_either_theme_or_width(
    browser: Driver, served: tuple[str, str]
) -> None:
    _enter(browser, *served)
    for theme in ("light", "dark"):
        prefer(browser, theme)
        assert violations(browser) == []
    resize(browser, PHONE)
    assert violations(browser) == []
    wide = "const {scrollWidth, clientWidth} = document.documentElement;"
    assert browser.execute_script(f"{wide} return scrollWidth - clientWidth") == 0


def test_a_wrong_key_is_told_and_asked_for_again(browser: Driver, served: tuple[str, str]) -> None:
    _enter(browser, served[0], "tls_00000000_" + "a" * 43, wait=".problem[role=alert]")
    assert "không đúng" in one(browser, ".problem[role=alert]").text
    assert one(browser, "form.key").is_displayed()


def _enter(driver: Driver, address: str, secret: str, wait: str = "#desk") -> None:
    driver.get(f"{address}/admin")
    driver.execute_script("sessionStorage.clear()")
    driver.refresh()
    wait_for(driver, "form.key input").send_keys(secret)
    one(driver, "form.key button").click()
    wait_for(driver, wait)


def _confirm_issuer(driver: Driver) -> None:
    """From the finished job to the reading report, and a field set right there."""
    one(driver, ".jobs li.done li button").click()
    box = wait_for(driver, ".held details[open] [id^='province-']")
    assert box.get_attribute("value") == "Quảng Ngãi"
    assert violations(driver) == []
    title = one(driver, ".held details[open] [id^='title-']")
    title.clear()
    title.send_keys("Đào tạo chuyển đổi số năm 2025")
    one(driver, ".confirm button").click()
    assert "Đã xác nhận" in wait_for(driver, ".held .told").text
    driver.switch_to.active_element.click()
    told = wait_for(driver, ".held details[open] h3 ~ p").text
    assert told == "Đã có người xác nhận: Trích yếu."


def _upload(driver: Driver, file: Path) -> None:
    before = len(driver.find_elements(By.CSS_SELECTOR, ".jobs > ul > li"))
    one(driver, ".upload input[type=file]").send_keys(str(file))
    one(driver, ".upload button").click()
    WebDriverWait(driver, _PATIENCE).until(
        lambda d: (
            len(d.find_elements(By.CSS_SELECTOR, ".jobs > ul > li")) > before
            and not d.find_elements(By.CSS_SELECTOR, ".jobs li:is(.queued, .running)")
        )
    )


def _corpus(driver: Driver, address: str) -> str:
    driver.get(address)
    return one(driver, ".corpus").text
