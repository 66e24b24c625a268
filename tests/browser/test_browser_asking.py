"""Asking in a real browser: from the question over its marks to the lit clause, in every way people
have; what is copied, rated, remembered, limited."""

from __future__ import annotations

import re

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from answer.keeping import Rating, Reason
from tests.browser.browsing import (
    DESK,
    PHONE,
    PLAN,
    QUESTION,
    Driver,
    ask,
    ask_here,
    background,
    clipboard,
    first_mark,
    lit,
    one,
    press,
    resize,
    tab_to,
    tap,
    wait_for,
)
from trolyso.store import Store

pytestmark = pytest.mark.browser

# White space between two tags: where templates break their lines and a script does not.
BETWEEN_TAGS = re.compile(r">\s+|\s+<")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("kind", ["browser", "plain_browser"])
def test_a_question_leads_over_its_mark_to_the_lit_clause(
    request: pytest.FixtureRequest, address: str, kind: str, size: tuple[int, int]
) -> None:
    driver: Driver = request.getfixturevalue(kind)
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


@pytest.mark.parametrize(
    "question",
    [
        QUESTION,
        "Sở Tài chính có nhiệm vụ gì?",
        "Kế hoạch 12 của tỉnh Cà Mau nói gì?",
        "thời tiết hôm nay",
        "<b>Kế hoạch 87</b> & 'ban hành' ngày nào?",
    ],
)
def test_an_answer_that_streams_in_is_drawn_as_the_server_draws_it(
    browser: Driver, address: str, question: str
) -> None:
    ask(browser, address, "Kế hoạch 87 ban hành ngày nào?")
    ask_here(browser, question)
    streamed = one(browser, "#conversation").get_attribute("innerHTML")
    browser.refresh()
    served = one(browser, "#conversation").get_attribute("innerHTML")
    assert _laid_out_alike(streamed or "") == _laid_out_alike(served or "-")


def _laid_out_alike(html: str) -> str:
    return BETWEEN_TAGS.sub(lambda space: space.group().strip(), html)


def test_back_and_forward_go_between_answers(browser: Driver, address: str) -> None:
    ask(browser, address)
    ask_here(browser, "thế còn Sở Tài chính?")
    browser.back()
    WebDriverWait(browser, 10).until(lambda d: one(d, "h1").text == QUESTION)
    assert "Sở Nội vụ" in one(browser, ".answer").text
    browser.forward()
    WebDriverWait(browser, 10).until(lambda d: one(d, "h1").text == "thế còn Sở Tài chính?")
    browser.back()
    browser.back()
    assert wait_for(browser, ".intro h1").text == "Hỏi văn bản, nhận đúng điều khoản"


def test_the_keyboard_alone_suffices(browser: Driver, address: str) -> None:
    browser.get(address)
    tab_to(browser, browser.find_element(By.NAME, "q"))
    press(browser, QUESTION, Keys.ENTER)
    wait_for(browser, ".answer:not([aria-busy])")
    assert browser.switch_to.active_element == one(browser, "h1")
    tab_to(browser, first_mark(browser))
    assert one(browser, ".peek").is_displayed()
    press(browser, Keys.ENTER)
    assert lit(browser).get_attribute("id") == "IV.5"
    tab_to(browser, wait_for(browser, ".clause-bar .next"))
    press(browser, Keys.ENTER)
    WebDriverWait(browser, 10).until(lambda d: lit(d).get_attribute("id") == "IV.6")


def test_pointing_at_a_mark_shows_its_quote(browser: Driver, address: str) -> None:
    ask(browser, address)
    peek = one(browser, ".peek")
    assert not peek.is_displayed()
    ActionChains(browser).move_to_element(first_mark(browser)).perform()
    assert "khoản 5 mục IV Kế hoạch số 87/KH-UBND" in peek.text


def test_a_tap_on_a_mark_shows_its_quote_and_a_second_one_opens_the_source(
    browser: Driver, address: str
) -> None:
    resize(browser, PHONE, touch=True)
    ask(browser, address)
    tap(browser, first_mark(browser))
    assert "5. Sở Nội vụ" in one(browser, ".peek").text
    tap(browser, first_mark(browser))
    assert lit(browser).get_attribute("id") == "IV.5"


@pytest.mark.parametrize("kind", ["browser", "plain_browser"])
def test_a_follow_up_is_asked_after_the_earlier_question(
    request: pytest.FixtureRequest, address: str, kind: str
) -> None:
    driver: Driver = request.getfixturevalue(kind)
    ask(driver, address)
    ask_here(driver, "thế còn Sở Tài chính?")
    assert one(driver, ".earlier li").text == QUESTION
    assert "tiếp câu" in one(driver, ".interpreted").text
    assert "Sở Tài chính" in one(driver, ".answer").text


def test_an_example_is_answered_at_a_click(browser: Driver, address: str) -> None:
    browser.get(address)
    example = one(browser, ".chips a")
    question = example.text
    example.click()
    wait_for(browser, ".answer.answered:not([aria-busy])")
    assert one(browser, "h1").text == question


def test_a_refusal_says_what_there_is(browser: Driver, address: str) -> None:
    ask(browser, address, "Kế hoạch 12 của tỉnh Cà Mau nói gì?")
    answer = one(browser, ".answer.no_document")
    assert "Trong kho chưa có văn bản này" in answer.text
    assert "Kế hoạch 87/KH-UBND của UBND tỉnh Quảng Ngãi" in answer.text
    assert not browser.find_elements(By.CSS_SELECTOR, ".sources")


def test_an_answer_is_copied_with_its_sources(browser: Driver, address: str) -> None:
    ask(browser, address)
    one(browser, ".tools .copy").click()
    assert wait_for(browser, ".tools .told").text == "Đã sao chép"
    copied = clipboard(browser)
    assert copied.startswith("Sở Nội vụ: Phối hợp với Sở Thông tin và Truyền thông")
    assert (
        "[1] khoản 5 mục IV Kế hoạch số 87/KH-UBND ngày 05/4/2024 của UBND tỉnh Quảng Ngãi: "
        "“5. Sở Nội vụ" in copied
    )
    assert re.search(rf"{address}/documents/{PLAN}\?quote=\d+-\d+#IV\.5$", copied)


def test_a_rating_with_its_reason_is_kept(browser: Driver, address: str, store: Store) -> None:
    ask(browser, address)
    one(browser, ".rate .bad").click()
    wait_for(browser, ".why")
    one(browser, ".why input[value=incomplete]").click()
    one(browser, ".why textarea").send_keys("Thiếu <i>thời hạn</i>")
    one(browser, ".why button").click()
    WebDriverWait(browser, 10).until(lambda d: not one(d, ".why").is_displayed())
    assert one(browser, ".tools .told").text == "Đã ghi nhận, cảm ơn bạn."
    assert one(browser, ".rate .bad").get_attribute("aria-pressed") == "true"
    complaint = store.feedback.complaints(1)[0]
    assert complaint.exchange.question == QUESTION
    assert complaint.feedback.rating is Rating.BAD
    assert complaint.feedback.reason is Reason.INCOMPLETE
    assert complaint.feedback.comment == "Thiếu <i>thời hạn</i>"


def test_this_browser_remembers_what_was_asked_until_it_is_told_to_forget(
    browser: Driver, address: str
) -> None:
    browser.get(address)
    assert not one(browser, ".history").is_displayed()
    ask_here(browser, QUESTION)
    ask_here(browser, "thế còn Sở Tài chính?")
    browser.get(address)
    remembered = browser.find_elements(By.CSS_SELECTOR, ".history li a")
    assert [link.text for link in remembered] == ["thế còn Sở Tài chính?", QUESTION]
    remembered[0].click()
    wait_for(browser, ".answer:not([aria-busy])")
    assert one(browser, ".earlier li").text == QUESTION
    browser.get(address)
    one(browser, ".history button").click()
    assert not one(browser, ".history").is_displayed()
    browser.refresh()
    assert not one(browser, ".history").is_displayed()


def test_a_question_is_limited_to_a_province_a_year_a_document(
    browser: Driver, address: str
) -> None:
    browser.get(address)
    one(browser, ".filters summary").click()
    Select(one(browser, "#loc-province")).select_by_visible_text("Tây Ninh")
    Select(one(browser, "#loc-year")).select_by_visible_text("2024")
    limits = browser.find_elements(By.CSS_SELECTOR, ".limits li")
    assert [limit.text.split()[0] for limit in limits] == ["Tây", "2024"]
    limits[1].find_element(By.TAG_NAME, "a").click()
    ask_here(browser, "Sở Tài chính có nhiệm vụ gì?")
    sources = browser.find_elements(By.CSS_SELECTOR, ".sources li > a")
    assert sources
    assert all("Tây Ninh" in source.text for source in sources)
    wait_for(browser, "#loc-document")
    assert len(Select(one(browser, "#loc-document")).options) == 6


def test_a_document_is_chosen_from_the_list_without_javascript(
    plain_browser: Driver, address: str
) -> None:
    plain_browser.get(f"{address}/documents?q=4660")
    one(plain_browser, ".within").click()
    assert "Kế hoạch 4660/KH-UBND" in one(plain_browser, ".limits").text
    ask_here(plain_browser, "Sở Tài chính có nhiệm vụ gì?")
    sources = plain_browser.find_elements(By.CSS_SELECTOR, ".sources li > a")
    assert all("4660/KH-UBND" in source.text for source in sources)
    assert "Kế hoạch 4660/KH-UBND" in one(plain_browser, ".limits").text


def test_a_server_that_cannot_be_reached_leaves_the_question_in_its_box(
    browser: Driver, address: str
) -> None:
    browser.get(address)
    offline = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
    try:
        browser.find_element(By.NAME, "q").send_keys(QUESTION)
        one(browser, "form.ask button.main").click()
        alert = wait_for(browser, "form.ask .problem")
        assert alert.text.startswith("Không kết nối được với máy chủ.")
        assert browser.find_element(By.NAME, "q").get_attribute("value") == QUESTION
    finally:
        browser.execute_cdp_cmd("Network.emulateNetworkConditions", {**offline, "offline": False})
    one(browser, "form.ask button.main").click()
    wait_for(browser, ".answer.answered:not([aria-busy])")
    assert not browser.find_elements(By.CSS_SELECTOR, ".problem")


def test_a_question_that_is_too_long_comes_back_with_the_reason(
    browser: Driver, address: str
) -> None:
    browser.get(address)
    browser.execute_script(
        "const box = document.querySelector('[name=q]');"
        "box.removeAttribute('maxlength'); box.value = 'a'.repeat(2001);"
    )
    one(browser, "form.ask button.main").click()
    assert "Câu hỏi dài 2.001 ký tự; tối đa 2.000." in wait_for(browser, ".problem").text


def test_the_page_speaks_english_when_asked_to(browser: Driver, address: str) -> None:
    browser.get(address)
    one(browser, ".language").click()
    assert one(browser, "h1").text == "Ask the documents, get the very clause"
    ask_here(browser, QUESTION)
    assert one(browser, ".answer h2").text == "Answer"
    assert one(browser, ".said").get_attribute("lang") == "vi"
    ask_here(browser, "Who leads the network of digital transformation in Quang Ngai?")
    assert one(browser, ".said").get_attribute("lang") == "en"
    assert one(browser, ".said p").get_attribute("lang") == "vi"
    ask_here(browser, QUESTION)
    one(browser, ".language").click()
    assert one(browser, ".answer h2").text == "Trả lời"
    assert one(browser, "h1").text == QUESTION
