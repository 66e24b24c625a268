"""Documents, contents, clauses and searches, over the shipped documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from answer.assistant import Assistant
from bot import texts
from bot.settings import BotSettings
from tests.bot.botapi_server import BotApiServer
from tests.bot.looking import buttons_of, labels_of, press, texts_of
from tests.bot.running import running_bot
from tests.bot.small_assistant import DOCUMENT
from trolyso.store import Store

PLAN = "quang-ngai-87-kh-ubnd-2024"


@pytest.fixture(autouse=True)
def real_bot(assistant: Assistant, settings: BotSettings, store: Store) -> Iterator[None]:
    """The bot over the shipped documents, with a web reader."""
    public = replace(settings, public_url="https://hoi.tinhmau.vn")
    with running_bot(assistant, public, store):
        yield


def test_documents_are_found_by_province_then_contents_then_clause_in_one_message(
    server: BotApiServer, assistant: Assistant
) -> None:
    server.state.say(7, "/vanban")
    (message,) = server.wait_for_sent(1)
    assert message["text"].startswith(f"Văn bản đang có\n{len(assistant.documents)} văn bản.")
    press(server, message, "Quảng Ngãi (")
    server.wait_for(lambda: message["text"].startswith("Quảng Ngãi\n"))
    plan = assistant.documents[PLAN]
    assert "Kế hoạch 87/KH-UBND của UBND tỉnh Quảng Ngãi" in message["text"]
    number = message["text"].split(". Kế hoạch 87/KH-UBND")[0].rsplit("\n", 1)[-1]
    press(server, message, number)
    server.wait_for(lambda: "\nMục lục\n" in message["text"])
    heads = [clause for clause in plan.clauses if clause.level.value == "mục"]
    assert f"{heads[0].marker} {heads[0].heading}"[:60] in message["text"]
    opening = message["text"].split(f". {heads[0].marker}")[0].rsplit("\n", 1)[-1]
    press(server, message, opening)
    server.wait_for(lambda: message["text"].startswith(f"{heads[0].label} Kế hoạch số 87"))
    body = plan.text[heads[0].start : heads[0].end]
    assert body.split("\n")[1] in message["text"]
    press(server, message, texts.BACK_TO_CONTENTS)
    server.wait_for(lambda: "\nMục lục\n" in message["text"])
    press(server, message, "⬆ Quảng Ngãi")
    server.wait_for(lambda: message["text"].startswith("Quảng Ngãi\n"))
    press(server, message, texts.BACK_TO_PROVINCES)
    server.wait_for(lambda: message["text"].startswith("Văn bản đang có"))
    assert len(server.state.sent) == 1


def test_an_answers_clause_opens_whole_with_its_parents_and_a_way_to_the_web(
    server: BotApiServer, assistant: Assistant
) -> None:
    server.state.say(7, "mạng lưới chuyển đổi số của tỉnh Quảng Ngãi phải thiết lập xong khi nào?")
    (answer,) = server.wait_for_sent(1)
    press(server, answer, texts.SEE_QUOTE)
    _, opened = server.wait_for_sent(2)
    plan = assistant.documents[PLAN]
    clause = next(clause for clause in plan.clauses if clause.address == "IV.2.c")
    assert opened["text"].startswith("điểm c khoản 2 mục IV Kế hoạch số 87/KH-UBND")
    assert opened["text"].endswith(plan.text[clause.start : clause.end])
    assert "\nIV. " in opened["text"]
    assert "\n2. Sở Thông tin và Truyền thông" in opened["text"]
    web = [button["url"] for row in buttons_of(opened) for button in row if "url" in button]
    assert web == ["https://hoi.tinhmau.vn/documents/quang-ngai-87-kh-ubnd-2024#IV.2.c"]


def test_a_long_clause_is_paged_in_place_and_loses_nothing(
    server: BotApiServer, assistant: Assistant
) -> None:
    plan = assistant.documents[PLAN]
    longest = max(plan.clauses, key=lambda clause: clause.end - clause.start)
    server.state.say(7, "/vanban")
    (message,) = server.wait_for_sent(1)
    press(server, message, "Quảng Ngãi (")
    server.wait_for(lambda: message["text"].startswith("Quảng Ngãi\n"))
    press(server, message, message["text"].split(". Kế hoạch 87/KH-UBND")[0].rsplit("\n", 1)[-1])
    server.wait_for(lambda: "\nMục lục\n" in message["text"])
    press(server, message, message["text"].split(f". {longest.marker}")[0].rsplit("\n", 1)[-1])
    server.wait_for(lambda: message["text"].startswith(f"{longest.label} "))
    head = message["text"].split("\n\n")[0]
    pages = [message["text"]]
    while "▶" in labels_of(message)[0]:
        before = message["text"]
        press(server, message, "▶")
        server.wait_for(lambda: message["text"] != before)  # noqa: B023 - waited for at once
        pages.append(message["text"])
    assert len(pages) > 1
    read = "".join(page.removeprefix(head) for page in pages)
    assert "".join(read.split()) == "".join(plan.text[longest.start : longest.end].split())


def test_a_search_shows_ranked_clauses_and_opens_one_below(server: BotApiServer) -> None:
    server.state.say(7, "/timkiem kinh phí thực hiện")
    (found,) = server.wait_for_sent(1)
    assert found["text"].startswith("Điều khoản khớp nhất với “kinh phí thực hiện”\n\n1. ")
    assert labels_of(found) == [["1", "2", "3", "4", "5"]]
    press(server, found, "1")
    _, opened = server.wait_for_sent(2)
    first = found["text"].split("\n")[2].removeprefix("1. ")
    assert opened["text"].startswith(first)


def test_a_search_for_nothing_says_how_to_search(server: BotApiServer) -> None:
    server.state.say(7, "/timkiem")
    assert texts_of(server.wait_for_sent(1)) == [texts.SEARCH_FOR_WHAT]


@pytest.mark.parametrize(
    ("data", "toast"),
    [
        ("c:AAAAAAAA:AAAAAAAA:0", texts.NOT_HERE_NOW),
        ("o:AAAAAAAA:AAAAAAAA", texts.NOT_HERE_NOW),
        ("d:AAAAAAAA:0", texts.NOT_HERE_NOW),
        ("p:AAAAAAAA:99", texts.NOT_HERE_NOW),
        ("n:abc", texts.NO_LONGER_KEPT),
        ("g:abc", texts.NO_LONGER_KEPT),
        ("q:abc:0", texts.NO_LONGER_KEPT),
        ("up:abc", texts.NO_LONGER_KEPT),
        ("dn:abc", texts.NO_LONGER_KEPT),
        ("w:abc:other", texts.NO_LONGER_KEPT),
        ("x:too:many", texts.NO_LONGER_KEPT),
        ("c:short:AAAAAAAA:0", texts.NO_LONGER_KEPT),
        ("drop table", texts.NO_LONGER_KEPT),
        ("", texts.NO_LONGER_KEPT),
    ],
)
def test_a_button_that_leads_nowhere_says_so(server: BotApiServer, data: str, toast: str) -> None:
    server.state.say(7, "/moi")
    (message,) = server.wait_for_sent(1)
    query = server.state.press(message, data)
    server.wait_for(lambda: server.state.toasts.get(query) == toast)
    assert DOCUMENT.id not in server.state.sent[0]["text"]


def test_every_answer_offers_only_buttons_that_fit(server: BotApiServer) -> None:
    server.state.say(7, "/start")
    server.state.say(7, "/vanban")
    server.wait_for_sent(2)
    every = [button for sent in server.state.sent for row in buttons_of(sent) for button in row]
    assert every
    assert all(len(button.get("callback_data", "x").encode()) <= 64 for button in every)
