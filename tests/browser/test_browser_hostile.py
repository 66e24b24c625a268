"""Nothing anyone writes becomes code: in documents, file names, questions, answers, addresses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from answer.model import Answer, Note, Question, Status
from api.app import create_app
from tests.api.api_testing import ScriptedAssistant
from tests.browser.browsing import Driver, ask_here, one, wait_for
from tests.browser.conftest import serving
from tests.making import cite, make_document

pytestmark = pytest.mark.browser

HOSTILE = (
    "<img src=x onerror=document.title='gone'><script>document.title='gone'</script>\"'&{{7*7}}"
)


@pytest.fixture(scope="module")
def hostile_address() -> Iterator[str]:
    """A server whose documents and answers are full of markup."""
    document = make_document(
        "doc", f"{HOSTILE}\nI. {HOSTILE}\n1. {HOSTILE}\nPHỤ LỤC\nTT | {HOSTILE}\n1 | {HOSTILE}",
        title=HOSTILE, number=HOSTILE, kind=HOSTILE, issuer=HOSTILE, province=HOSTILE,
        signer=HOSTILE, source=f"{HOSTILE}.docx", truncated=True,
    )  # fmt: skip

    def reply(question: Question) -> Answer:
        cited = cite(document, document.clauses[-1].address)
        notes = (Note("successor", HOSTILE),)
        text = f"{HOSTILE} [1] javascript:alert(1)"
        return Answer(Status.ANSWERED, text, (cited,), HOSTILE, notes, (HOSTILE,))

    assistant = ScriptedAssistant(reply, {"doc": document})
    with serving(create_app(lambda: assistant, version="test")) as address:
        yield address


def test_markup_in_documents_and_file_names_stays_text(
    browser: Driver, hostile_address: str
) -> None:
    for page in ("/", "/documents", "/documents/doc", f"/documents/{HOSTILE}"):
        browser.get(hostile_address + page)
        _nothing_ran(browser)
        assert HOSTILE in (one(browser, "main").get_attribute("textContent") or ""), page


def test_markup_in_questions_and_answers_stays_text_streamed_or_served(
    browser: Driver, hostile_address: str
) -> None:
    browser.get(hostile_address)
    ask_here(browser, HOSTILE)
    _nothing_ran(browser)
    assert HOSTILE in one(browser, ".said").text
    ask_here(browser, f"{HOSTILE}2")
    _nothing_ran(browser)
    browser.refresh()
    _nothing_ran(browser)
    assert one(browser, ".earlier li").text == HOSTILE
    browser.get(hostile_address)
    assert wait_for(browser, ".history li").text == f"{HOSTILE}2"
    _nothing_ran(browser)


def test_a_remembered_address_elsewhere_is_not_followed(
    browser: Driver, hostile_address: str
) -> None:
    browser.get(hostile_address)
    browser.execute_script(
        "localStorage.setItem('trolyso.history', JSON.stringify(["
        "{question: 'a', url: 'javascript:document.title=1'},"
        "{question: 'b', url: 'https://elsewhere.example/'},"
        "{question: 'c', url: '/?q=c'}]))"
    )
    browser.refresh()
    links = browser.find_elements(By.CSS_SELECTOR, ".history li a")
    assert [link.text for link in links] == ["c"]


def _nothing_ran(driver: Driver) -> None:
    WebDriverWait(driver, 10).until(
        lambda d: d.execute_script("return document.readyState") == "complete"
    )
    assert driver.title != "gone"
    images = driver.find_elements(By.TAG_NAME, "img")
    sources = {image.get_attribute("src") or "" for image in images}
    assert all(source.endswith("/static/icon.svg") for source in sources)
    assert not driver.find_elements(By.CSS_SELECTOR, "script:not([src])")
    log = driver.get_log("browser")  # type: ignore[no-untyped-call]
    assert [entry for entry in log if "404 (Not Found)" not in entry["message"]] == []
