"""The page in a real browser: ask, see the source, read the lit clause; on a phone and a desk."""

from __future__ import annotations

import pytest
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import url_contains
from selenium.webdriver.support.wait import WebDriverWait

from answer.protocol import AssistantLike
from corpus.cite import clause_url

pytestmark = pytest.mark.browser

QUESTION = "so noi vu co nhiem vu gi trong ke hoach 87 quang ngai"
PLAN = "quang-ngai-87-kh-ubnd-2024"
PHONE = (360, 740)
DESK = (1280, 900)


def resize(driver: webdriver.Chrome, size: tuple[int, int], *, touch: bool = False) -> None:
    width, height = size
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": touch})


def ask(driver: webdriver.Chrome, address: str, question: str = QUESTION) -> None:
    driver.get(address)
    driver.find_element(By.NAME, "q").send_keys(question)
    driver.find_element(By.CSS_SELECTOR, "form.ask button").click()
    WebDriverWait(driver, 10).until(url_contains("q="))


def first_mark(driver: webdriver.Chrome) -> WebElement:
    return driver.find_element(By.LINK_TEXT, "[1]")


def lit(driver: webdriver.Chrome) -> WebElement:
    WebDriverWait(driver, 10).until(url_contains("/documents/"))
    return driver.find_element(By.CSS_SELECTOR, ":target")


def background(element: WebElement) -> str:
    return element.value_of_css_property("background-color")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("kind", ["browser", "plain_browser"])
def test_a_question_leads_over_its_mark_to_the_lit_clause(
    request: pytest.FixtureRequest, address: str, kind: str, size: tuple[int, int]
) -> None:
    driver: webdriver.Chrome = request.getfixturevalue(kind)
    resize(driver, size)
    ask(driver, address)
    first_mark(driver).click()
    clause = lit(driver)
    assert clause.get_attribute("id") == "IV.5"
    assert "5. Sở Nội vụ: Phối hợp với Sở Thông tin và Truyền thông" in clause.text
    neighbour = driver.find_element(By.ID, "IV.4")
    assert background(clause) != background(neighbour)
    top = clause.rect["y"] - driver.execute_script("return window.scrollY")
    assert 0 <= top < size[1]


def test_nothing_is_wider_than_a_phone(
    browser: webdriver.Chrome, address: str, assistant: AssistantLike
) -> None:
    resize(browser, PHONE)
    pages = ["/", f"/?q={QUESTION}", "/documents", "/documents/khong-co"]
    pages += [f"/documents/{id_}" for id_ in assistant.documents]
    for page in pages:
        browser.get(address + page)
        assert browser.execute_script("return document.documentElement.scrollWidth") == 360, page


def test_no_page_breaks_its_own_content_policy_or_misses_a_file(
    browser: webdriver.Chrome, address: str
) -> None:
    resize(browser, DESK)
    browser.get_log("browser")  # type: ignore[no-untyped-call]
    for page in ("/", f"/?q={QUESTION}", "/documents", f"/documents/{PLAN}#IV.5"):
        browser.get(address + page)
    assert browser.get_log("browser") == []  # type: ignore[no-untyped-call]


def test_an_address_with_vietnamese_letters_is_lit(browser: webdriver.Chrome, address: str) -> None:
    resize(browser, DESK)
    browser.get(address + clause_url(PLAN, "mở đầu"))
    assert lit(browser).text.startswith("Số: 87/KH-UBND")


def test_the_keyboard_alone_suffices(browser: webdriver.Chrome, address: str) -> None:
    resize(browser, DESK)
    browser.get(address)
    box = browser.find_element(By.NAME, "q")
    for _ in range(10):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        if browser.switch_to.active_element == box:
            break
    ActionChains(browser).send_keys(QUESTION, Keys.ENTER).perform()
    WebDriverWait(browser, 10).until(url_contains("q="))
    mark = first_mark(browser)
    for _ in range(10):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        if browser.switch_to.active_element == mark:
            break
    assert browser.find_element(By.CSS_SELECTOR, ".peek").is_displayed()
    ActionChains(browser).send_keys(Keys.ENTER).perform()
    assert lit(browser).get_attribute("id") == "IV.5"


def test_pointing_at_a_mark_shows_its_quote(browser: webdriver.Chrome, address: str) -> None:
    resize(browser, DESK)
    ask(browser, address)
    peek = browser.find_element(By.CSS_SELECTOR, ".peek")
    assert not peek.is_displayed()
    ActionChains(browser).move_to_element(first_mark(browser)).perform()
    assert "khoản 5 mục IV Kế hoạch số 87/KH-UBND" in peek.text


def test_a_tap_on_a_mark_shows_its_quote_and_a_second_one_opens_the_source(
    browser: webdriver.Chrome, address: str
) -> None:
    resize(browser, PHONE, touch=True)
    ask(browser, address)
    tap(browser, first_mark(browser))
    assert "5. Sở Nội vụ" in browser.find_element(By.CSS_SELECTOR, ".peek").text
    tap(browser, first_mark(browser))
    assert lit(browser).get_attribute("id") == "IV.5"


def tap(driver: webdriver.Chrome, element: WebElement) -> None:
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    box = driver.execute_script("return arguments[0].getBoundingClientRect()", element)
    point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    driver.execute_cdp_cmd(
        "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]}
    )
    driver.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize("kind", ["browser", "plain_browser"])
def test_a_follow_up_is_asked_after_the_earlier_question(
    request: pytest.FixtureRequest, address: str, kind: str
) -> None:
    driver: webdriver.Chrome = request.getfixturevalue(kind)
    resize(driver, DESK)
    ask(driver, address)
    driver.find_element(By.NAME, "q").send_keys("thế còn Sở Tài chính?")
    driver.find_element(By.CSS_SELECTOR, "form.ask button").click()
    WebDriverWait(driver, 10).until(url_contains("h="))
    assert driver.find_element(By.CSS_SELECTOR, ".earlier li").text == QUESTION
    assert "Sở Tài chính" in driver.find_element(By.CSS_SELECTOR, ".answer").text


def test_the_page_is_dark_where_dark_is_preferred(browser: webdriver.Chrome, address: str) -> None:
    resize(browser, DESK)
    grounds = {}
    for scheme in ("light", "dark"):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        browser.get(address)
        grounds[scheme] = background(browser.find_element(By.TAG_NAME, "body"))
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert grounds == {"light": "rgba(246, 247, 248, 1)", "dark": "rgba(16, 20, 24, 1)"}


def test_the_contents_lead_to_their_clause(browser: webdriver.Chrome, address: str) -> None:
    resize(browser, PHONE)
    browser.get(f"{address}/documents/{PLAN}")
    contents = browser.find_element(By.CSS_SELECTOR, "details.contents")
    assert contents.get_attribute("open") is None
    contents.find_element(By.TAG_NAME, "summary").click()
    contents.find_element(By.PARTIAL_LINK_TEXT, "TỔ CHỨC THỰC HIỆN").click()
    assert lit(browser).get_attribute("id") == "IV"
    assert contents.get_attribute("open") is None
