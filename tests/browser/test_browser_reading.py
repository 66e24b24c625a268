"""Reading in a real browser: the lit clause, the contents, searching, citing, printing."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from corpus.cite import clause_url
from tests.browser.browsing import (
    PHONE,
    PLAN,
    Driver,
    clipboard,
    lit,
    one,
    prefer,
    press,
    resize,
    wait_for,
)

pytestmark = pytest.mark.browser


def test_an_address_with_vietnamese_letters_is_lit(browser: Driver, address: str) -> None:
    browser.get(address + clause_url(PLAN, "mở đầu"))
    assert lit(browser).text.startswith("Số: 87/KH-UBND")


@pytest.mark.parametrize("kind", ["browser", "plain_browser"])
def test_the_contents_lead_to_their_clause(
    request: pytest.FixtureRequest, address: str, kind: str
) -> None:
    driver: Driver = request.getfixturevalue(kind)
    resize(driver, PHONE)
    driver.get(f"{address}/documents/{PLAN}")
    contents = one(driver, "details.contents")
    assert contents.get_attribute("open") is None
    contents.find_element(By.TAG_NAME, "summary").click()
    contents.find_element(By.PARTIAL_LINK_TEXT, "TỔ CHỨC THỰC HIỆN").click()
    assert lit(driver).get_attribute("id") == "IV"
    if kind == "browser":
        assert contents.get_attribute("open") is None


@pytest.mark.parametrize("kind", ["browser", "plain_browser"])
def test_the_marker_of_a_clause_is_the_link_to_it(
    request: pytest.FixtureRequest, address: str, kind: str
) -> None:
    driver: Driver = request.getfixturevalue(kind)
    driver.get(f"{address}/documents/{PLAN}")
    marker = driver.find_element(By.CSS_SELECTOR, "[id='IV.2.c'] > p > .marker")
    assert marker.text == "c)"
    marker.click()
    assert driver.current_url.endswith(f"/documents/{PLAN}#IV.2.c")
    assert lit(driver).get_attribute("id") == "IV.2.c"


def test_the_bar_goes_from_clause_to_clause_and_copies(browser: Driver, address: str) -> None:
    browser.get(f"{address}/documents/{PLAN}")
    assert not one(browser, ".clause-bar").is_displayed()
    browser.get(f"{address}/documents/{PLAN}?quote=1-2#IV.2.c")
    assert one(browser, ".clause-bar .label").text == "điểm c khoản 2 mục IV"
    one(browser, ".clause-bar .next").click()
    _wait_until_lit(browser, "IV.2.d")
    one(browser, ".clause-bar .previous").click()
    one(browser, ".clause-bar .previous").click()
    _wait_until_lit(browser, "IV.2.b")
    one(browser, ".clause-bar .cite").click()
    wait_for(browser, ".clause-bar .told")
    citation = (
        "điểm b khoản 2 mục IV Kế hoạch số 87/KH-UBND ngày 05/4/2024 của UBND tỉnh Quảng Ngãi"
    )
    assert clipboard(browser) == citation
    one(browser, ".clause-bar .link-to").click()
    link = f"{address}/documents/{PLAN}#IV.2.b"
    WebDriverWait(browser, 10).until(lambda d: clipboard(d) == link)
    one(browser, ".clause-bar .close").click()
    WebDriverWait(browser, 10).until(lambda d: not one(d, ".clause-bar").is_displayed())
    assert not browser.find_elements(By.CSS_SELECTOR, ":target")


def _wait_until_lit(driver: Driver, id_: str) -> None:
    WebDriverWait(driver, 10).until(lambda d: lit(d).get_attribute("id") == id_)


def test_a_lit_clause_is_never_under_the_bar(browser: Driver, address: str) -> None:
    resize(browser, PHONE)
    browser.get(f"{address}/documents/{PLAN}#IV.8")
    clause, bar = lit(browser), one(browser, ".clause-bar")
    foot = browser.execute_script("return arguments[0].getBoundingClientRect().top", clause)
    top = browser.execute_script("return arguments[0].getBoundingClientRect().top", bar)
    assert 0 <= foot < top - 20


def test_searching_finds_words_typed_without_accents(browser: Driver, address: str) -> None:
    browser.get(f"{address}/documents/{PLAN}")
    one(browser, "#tim").send_keys("mang luoi chuyen doi so")
    told = wait_for(browser, ".find .told")
    first, all_ = told.text.split(" trên ")
    assert first == "1"
    assert int(all_) > 5
    assert browser.execute_script("return CSS.highlights.get('found').size") == int(all_)
    press(browser, Keys.ENTER)
    now = "return [...CSS.highlights.get('found-now')][0].toString()"
    assert browser.execute_script(now).lower() == "mạng lưới chuyển đổi số"
    press(browser, Keys.ENTER)
    assert told.text == f"2 trên {all_}"
    one(browser, ".find .up").click()
    one(browser, ".find .up").click()
    assert told.text == f"{all_} trên {all_}"
    one(browser, "#tim").clear()
    one(browser, "#tim").send_keys("xyz")
    assert told.text == "Không thấy"


def test_a_table_row_on_a_phone_says_what_its_cells_are(
    browser: Driver, table_address: str
) -> None:
    browser.get(f"{table_address}/documents/bang#PL.r1")
    wide = lit(browser)
    assert wide.find_elements(By.TAG_NAME, "td")[1].rect["y"] == wide.rect["y"]
    resize(browser, PHONE)
    row = lit(browser)
    head = "return getComputedStyle(arguments[0], '::before').content"
    cells = row.find_elements(By.TAG_NAME, "td")
    assert [browser.execute_script(head, cell) for cell in cells] == [
        '"TT"',
        '"Nhiệm vụ"',
        '"Cơ quan chủ trì"',
        '"Thời gian"',
    ]
    assert browser.execute_script("return document.documentElement.scrollWidth") == PHONE[0]
    assert cells[1].rect["y"] > cells[0].rect["y"]


def test_paper_has_the_words_of_the_law_and_nothing_to_click(browser: Driver, address: str) -> None:
    browser.get(f"{address}/documents/{PLAN}#IV.2.c")
    prefer(browser, "dark", "print")
    for gone in ("header.site", "footer.site", ".aside", ".clause-bar", ".acts"):
        assert not one(browser, gone).is_displayed(), gone
    assert one(browser, ".law").is_displayed()
    assert one(browser, "header.document dl").is_displayed()
    assert one(browser, "body").value_of_css_property("color") == "rgba(0, 0, 0, 1)"


def test_a_clause_without_a_marker_has_its_link_too(browser: Driver, address: str) -> None:
    browser.get(f"{address}/documents/{PLAN}")
    link = one(browser, "[id='kết'] .pilcrow")
    assert link.get_attribute("aria-label") == "Liên kết đến kết"
    browser.execute_script("arguments[0].focus()", link)
    WebDriverWait(browser, 10).until(lambda d: link.value_of_css_property("opacity") == "1")
    ActionChains(browser).send_keys(Keys.ENTER).perform()
    assert lit(browser).get_attribute("id") == "kết"
