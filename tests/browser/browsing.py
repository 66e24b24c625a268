"""What a person does in a browser, for the tests to do: sizes, typing, taps, reading the screen."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import (
    url_contains,
    visibility_of_element_located,
)
from selenium.webdriver.support.wait import WebDriverWait

QUESTION = "so noi vu co nhiem vu gi trong ke hoach 87 quang ngai"
PLAN = "quang-ngai-87-kh-ubnd-2024"
PHONE = (360, 740)
TABLET = (768, 1024)
DESK = (1280, 900)

Driver = webdriver.Chrome

AXE = files("selenium_axe_python").joinpath("axe-core/axe.min.js").read_text(encoding="utf-8")
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = "axe.run(document, {runOnly: arguments[0]}).then(arguments[1], e => arguments[1](String(e)))"

# The page shows the whole answer to a question, and can be asked again.
_ANSWERED = """
return document.querySelector("h1")?.textContent === arguments[0]
    && !!document.querySelector(".answer:not([aria-busy])")
    && !document.querySelector("form.ask button.main").disabled;
"""


def resize(driver: Driver, size: tuple[int, int], *, touch: bool = False) -> None:
    """Make the screen this wide and high, a phone's where it is narrow."""
    width, height = size
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": touch})


def prefer(driver: Driver, scheme: str = "", media: str = "") -> None:
    """Have the machine prefer light or dark colours, or print."""
    features = [{"name": "prefers-color-scheme", "value": scheme}] if scheme else []
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features, "media": media})


def one(driver: Driver, selector: str) -> WebElement:
    """The first element that a selector finds."""
    return driver.find_element(By.CSS_SELECTOR, selector)


def wait_for(driver: Driver, selector: str) -> WebElement:
    """The element, as soon as it is shown."""

    located = (By.CSS_SELECTOR, selector)
    return WebDriverWait(driver, 20).until(visibility_of_element_located(located))


def ask(driver: Driver, address: str, question: str = QUESTION) -> None:
    """Go to the first page and ask there."""
    driver.get(address)
    ask_here(driver, question)


def ask_here(driver: Driver, question: str) -> None:
    """Ask on the page that is open."""
    driver.find_element(By.NAME, "q").send_keys(question)
    one(driver, "form.ask button.main").click()
    WebDriverWait(driver, 20).until(lambda d: d.execute_script(_ANSWERED, question))


def first_mark(driver: Driver) -> WebElement:
    """The first [1] of the answer."""
    return driver.find_element(By.LINK_TEXT, "[1]")


def lit(driver: Driver) -> WebElement:
    """The clause that the reader has lit."""
    WebDriverWait(driver, 10).until(url_contains("/documents/"))
    return one(driver, ":target")


def background(element: WebElement) -> str:
    """The colour an element stands on."""
    return element.value_of_css_property("background-color")


def tap(driver: Driver, element: WebElement) -> None:
    """Touch an element with a finger."""
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    box = driver.execute_script("return arguments[0].getBoundingClientRect()", element)
    point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    touch = "Input.dispatchTouchEvent"
    driver.execute_cdp_cmd(touch, {"type": "touchStart", "touchPoints": [point]})
    driver.execute_cdp_cmd(touch, {"type": "touchEnd", "touchPoints": []})


def press(driver: Driver, *keys: str) -> None:
    """Press keys, whatever has the focus."""
    ActionChains(driver).send_keys(*keys).perform()


def tab_to(driver: Driver, element: WebElement) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(40):
        press(driver, Keys.TAB)
        if driver.switch_to.active_element == element:
            return
    raise AssertionError(f"Tab never reaches {element.tag_name} {element.text!r}")


def clipboard(driver: Driver) -> str:
    """What was copied."""
    permissions = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    driver.execute_cdp_cmd("Browser.grantPermissions", permissions)
    read: Any = driver.execute_async_script(
        "navigator.clipboard.readText().then(arguments[0], e => arguments[0](String(e)))"
    )
    return str(read)


def violations(driver: Driver) -> list[tuple[str, list[str]]]:
    """What axe-core objects to: the rule, and the elements."""
    driver.execute_script(AXE)
    found: Any = driver.execute_async_script(_RUN, _RULES)
    assert isinstance(found, dict), found
    return [(item["id"], [node["html"] for node in item["nodes"]]) for item in found["violations"]]
