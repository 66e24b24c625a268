"""Inline mode: answers to put into any chat."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot import texts
from bot.settings import Access, BotSettings
from tests.bot.botapi_server import BotApiServer
from tests.bot.running import running_bot
from tests.bot.small_assistant import QUOTE, REFUSED, SmallAssistant
from trolyso.store import Store


def answered(server: BotApiServer, query: str) -> dict[str, Any]:
    """What the bot offered for a query."""
    return server.wait_for(lambda: server.state.inline[query]) or {}


@pytest.mark.usefixtures("bot")
def test_a_question_is_offered_its_answer_with_the_question_and_the_source(
    server: BotApiServer,
) -> None:
    offer = answered(server, server.state.type_inline(7, "Sở Nội vụ làm gì?"))
    (result,) = offer["results"]  # the only clause is cited by the answer already
    assert result["title"] == "Sở Nội vụ làm gì?"
    assert result["description"].startswith("5. Sở Nội vụ: Phối hợp")
    assert result["shown"]["text"].startswith("Hỏi: Sở Nội vụ làm gì?\n\n")
    assert f"{QUOTE} [1]" in result["shown"]["text"]
    assert "Nguồn\n[1] khoản 5 Kế hoạch số 87/KH-UBND" in result["shown"]["text"]
    assert offer["is_personal"] in (True, "true")


@pytest.mark.usefixtures("bot")
def test_a_refusal_is_offered_alone(server: BotApiServer, small_assistant: SmallAssistant) -> None:
    small_assistant.answers["Kế hoạch 99 nói gì?"] = REFUSED
    offer = answered(server, server.state.type_inline(7, "Kế hoạch 99 nói gì?"))
    assert [result["shown"]["text"].split("\n\n")[1] for result in offer["results"]] == [
        REFUSED.answer
    ]


@pytest.mark.usefixtures("bot")
def test_who_types_on_is_answered_once(
    server: BotApiServer, small_assistant: SmallAssistant
) -> None:
    queries = [server.state.type_inline(7, "Sở Nội vụ làm gì?"[:end]) for end in (9, 12, 17)]
    answered(server, queries[-1])
    assert [server.state.inline[query] for query in queries[:-1]] == [None, None]
    assert [question.text for question in small_assistant.asked] == ["Sở Nội vụ làm gì?"]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("text", ["", "Sở"])
def test_a_few_letters_are_no_question(server: BotApiServer, text: str) -> None:
    offer = answered(server, server.state.type_inline(7, text))
    assert offer["results"] == []
    assert offer["button"]["text"] == texts.INLINE_HINT


def test_who_may_not_use_the_bot_is_offered_to_ask_for_it(
    server: BotApiServer, small_assistant: SmallAssistant, settings: BotSettings, store: Store
) -> None:
    closed = replace(settings, access=Access.ALLOW_LIST)
    with running_bot(small_assistant, closed, store):
        offer = answered(server, server.state.type_inline(7, "Sở Nội vụ làm gì?"))
    assert offer["results"] == []
    assert offer["button"]["text"] == texts.INLINE_NOT_ALLOWED
    assert small_assistant.asked == []
