"""Who may use the bot: everyone, a list, or whom an administrator approves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import texts
from bot.keeping import Applicant, Standing
from bot.settings import Access, BotSettings
from tests.bot.botapi_server import BotApiServer
from tests.bot.looking import labels_of, press, texts_of
from tests.bot.running import running_bot
from tests.bot.small_assistant import SmallAssistant
from trolyso.store import Store

ADMIN, AN, BINH = 1, 7, 8


@pytest.fixture(autouse=True)
def chats(server: BotApiServer) -> None:
    server.state.open_chat(ADMIN, "Quản trị")
    server.state.open_chat(BINH, "Bình")


@pytest.fixture
def by_list(settings: BotSettings) -> BotSettings:
    return replace(
        settings,
        access=Access.ALLOW_LIST,
        allowed=frozenset({AN}),
        admins=frozenset({ADMIN}),
    )


@pytest.fixture
def by_pairing(settings: BotSettings) -> BotSettings:
    return replace(settings, access=Access.PAIRING, admins=frozenset({ADMIN}))


def test_only_those_on_the_list_and_administrators_are_answered(
    server: BotApiServer, small_assistant: SmallAssistant, by_list: BotSettings, store: Store
) -> None:
    with running_bot(small_assistant, by_list, store):
        for person in (BINH, AN, ADMIN):
            server.state.say(person, f"câu của {person}")
        server.wait_for_sent(3)
    assert texts_of(server.state.shown(BINH)) == [texts.NOT_ALLOWED.format(user_id=BINH)]
    assert {question.text for question in small_assistant.asked} == {"câu của 7", "câu của 1"}


def test_a_person_is_paired_by_an_administrators_yes_and_stays_paired(
    server: BotApiServer, small_assistant: SmallAssistant, by_pairing: BotSettings, store: Store
) -> None:
    with running_bot(small_assistant, by_pairing, store):
        server.state.say(AN, "/start")
        server.state.say(AN, "cho hỏi")
        server.wait_for_sent(3)
        first, second = server.state.shown(AN)
        (request,) = server.state.shown(ADMIN)  # asked once
        assert first["text"] == second["text"]
        applicant = store.admission.applicant(AN)
        assert applicant is not None
        assert first["text"] == texts.APPLIED.format(code=applicant.code)
        assert request["text"] == f"An (mã số 7) xin dùng bot. Mã đối chiếu: {applicant.code}."
        assert labels_of(request) == [["Duyệt", "Không duyệt"]]
        press(server, request, "Duyệt")
        server.wait_for(lambda: texts.APPROVED in texts_of(server.state.shown(AN)))
        server.wait_for(lambda: request["text"] == "An (7): đã duyệt.")
    with running_bot(small_assistant, by_pairing, store):
        server.state.say(AN, "một")
        server.wait_for(lambda: len(server.state.shown(AN)) == 4)
    assert [question.text for question in small_assistant.asked] == ["một"]


def test_an_approval_can_be_revoked_and_given_again(
    server: BotApiServer, small_assistant: SmallAssistant, by_pairing: BotSettings, store: Store
) -> None:
    with running_bot(small_assistant, by_pairing, store):
        server.state.say(AN, "một")
        server.wait_for(lambda: server.state.shown(ADMIN))
        press(server, server.state.shown(ADMIN)[0], "Duyệt")
        server.wait_for(lambda: len(server.state.shown(AN)) == 2)
        server.state.say(ADMIN, "/quyen")
        server.wait_for(lambda: len(server.state.shown(ADMIN)) == 2)
        list_ = server.state.shown(ADMIN)[1]
        assert list_["text"] == "Quyền dùng bot\n1. An (7): đã duyệt."
        press(server, list_, "1. Thu hồi")
        server.wait_for(lambda: texts.REVOKED in texts_of(server.state.shown(AN)))
        server.state.say(AN, "hai")
        server.wait_for(lambda: texts.APPLICATION_REFUSED in texts_of(server.state.shown(AN)))
        press(server, list_, "Duyệt")
        server.wait_for(lambda: texts_of(server.state.shown(AN)).count(texts.APPROVED) == 2)
        server.state.say(AN, "ba")
        server.wait_for(lambda: small_assistant.asked)
    assert [question.text for question in small_assistant.asked] == ["ba"]


def test_who_is_not_an_administrator_approves_nobody(
    server: BotApiServer, small_assistant: SmallAssistant, by_pairing: BotSettings, store: Store
) -> None:
    store.admission.apply(Applicant(BINH, "Bình", "ABC", Standing.APPROVED))
    with running_bot(small_assistant, by_pairing, store):
        server.state.say(AN, "một")
        server.wait_for(lambda: server.state.shown(AN))
        mine = server.state.shown(AN)[0]
        for user in (AN, BINH):
            query = server.state.press({**mine, "chat": {"id": user, "type": "private"}}, "ya:7")
            server.wait_for(lambda: query in server.state.toasts)  # noqa: B023
        server.state.say(AN, "hai")
        server.wait_for(lambda: len(server.state.shown(AN)) == 2)
    assert small_assistant.asked == []


def test_in_a_group_nobody_sees_a_code(
    server: BotApiServer, small_assistant: SmallAssistant, by_pairing: BotSettings, store: Store
) -> None:
    server.state.open_group(-9)
    with running_bot(small_assistant, by_pairing, store):
        server.state.say(-9, "chuyện của nhóm", user_id=AN)
        server.state.say(-9, "/hoi một", user_id=AN)
        server.wait_for(lambda: server.state.shown(-9))
        server.state.say(ADMIN, "hai")
        server.wait_for(lambda: server.state.shown(ADMIN))
    assert texts_of(server.state.shown(-9)) == [texts.ASK_IN_PRIVATE]
