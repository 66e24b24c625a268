"""What administrators may ask, and that nobody else learns of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from threading import Event

import pytest

from bot import texts
from bot.settings import BotSettings
from corpus.errors import SnapshotError
from tests.bot.botapi_server import BotApiServer
from tests.bot.looking import press, texts_of
from tests.bot.running import running_bot
from tests.bot.small_assistant import REFUSED, SmallAssistant
from trolyso.store import Store

ADMIN = 1


class Rebuilding:
    """A rebuild that waits to be let through, and then fails when told to."""

    def __init__(self) -> None:
        self.go = Event()
        self.fails = False
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        self.go.wait(20)
        if self.fails:
            raise SnapshotError("Đĩa đầy.", english="The disk is full.")
        return 12


@pytest.fixture
def rebuilding() -> Rebuilding:
    return Rebuilding()


@pytest.fixture(autouse=True)
def administered(
    server: BotApiServer,
    small_assistant: SmallAssistant,
    settings: BotSettings,
    store: Store,
    rebuilding: Rebuilding,
) -> Iterator[None]:
    server.state.open_chat(ADMIN)
    with running_bot(
        small_assistant,
        replace(settings, admins=frozenset({ADMIN})),
        store,
        rebuild=rebuilding,
    ):
        yield


def said_to_admin(server: BotApiServer, count: int) -> list[str]:
    server.wait_for(lambda: len(server.state.shown(ADMIN)) >= count)
    return texts_of(server.state.shown(ADMIN))


def test_usage_is_counted_today_and_in_seven_days(
    server: BotApiServer, small_assistant: SmallAssistant
) -> None:
    small_assistant.answers["lạ"] = REFUSED
    server.state.say(7, "một")
    server.state.say(7, "lạ")
    first, _ = server.wait_for_sent(2)
    press(server, first, "👎")
    server.wait_for_sent(3)
    server.state.say(ADMIN, "/thongke")
    (figures,) = said_to_admin(server, 1)
    counted = "2 câu hỏi, 1 câu không trả lời được · 0 👍 1 👎 · trả lời trong 0 ms"
    assert figures.count(counted) == 2
    assert figures.endswith(
        "Được dẫn nhiều nhất trong 7 ngày\n1 × Kế hoạch 87/KH-UBND của UBND tỉnh Mẫu"
    )


def test_the_latest_complaints_come_with_question_and_answer(
    server: BotApiServer,
) -> None:
    server.state.say(ADMIN, "/phanhoi")
    assert said_to_admin(server, 1) == [texts.NO_COMPLAINTS]
    server.state.say(7, "câu bị chê <b>")
    server.wait_for(lambda: server.state.shown(7))
    press(server, server.state.shown(7)[0], "👎")
    server.wait_for(lambda: len(server.state.shown(7)) == 2)
    press(server, server.state.shown(7)[1], "Thiếu ý")
    server.wait_for(lambda: "Đã ghi nhận" in server.state.shown(7)[1]["text"])
    server.state.say(ADMIN, "/phanhoi")
    complaints = said_to_admin(server, 2)[1]
    assert "· Thiếu ý\nHỏi: câu bị chê <b>\nĐáp: 5. Sở Nội vụ: Phối hợp" in complaints


def test_a_rebuild_is_announced_done_once_and_told_of(
    server: BotApiServer, rebuilding: Rebuilding
) -> None:
    server.state.say(ADMIN, "/capnhat")
    server.state.say(ADMIN, "/capnhat")
    assert said_to_admin(server, 2) == [texts.REBUILDING, texts.ALREADY_REBUILDING]
    rebuilding.go.set()
    assert said_to_admin(server, 3)[2] == texts.REBUILT.format(count=12, seconds=0)
    rebuilding.fails = True
    server.state.say(ADMIN, "/capnhat")
    assert said_to_admin(server, 5)[4] == texts.NOT_REBUILT.format(error="Đĩa đầy.")
    assert rebuilding.times == 2


@pytest.mark.parametrize("command", ["/thongke", "/phanhoi", "/capnhat", "/quyen"])
def test_to_everyone_else_they_are_unknown_like_any_other(
    server: BotApiServer, rebuilding: Rebuilding, command: str
) -> None:
    server.state.say(7, command)
    server.state.say(7, "/khongco")
    assert texts_of(server.wait_for_sent(2)) == [texts.UNKNOWN_COMMAND] * 2
    assert rebuilding.times == 0


def test_in_a_group_an_administrator_is_nobody_special(server: BotApiServer) -> None:
    server.state.open_group(-9)
    server.state.say(-9, "/thongke", user_id=ADMIN)
    server.state.say(-9, "/hoi", user_id=ADMIN)
    assert texts_of(server.wait_for_sent(1)) == [texts.ASK_WHAT]
