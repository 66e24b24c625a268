"""``trolyso bot``, as an IT officer runs it, against the strict Bot API server."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from answer.keeping import now
from corpus.errors import SettingsError
from tests.bot.botapi_server import BotApiServer
from trolyso.settings import Settings, load_settings
from trolyso.store import open_store, sqlite_url
from trolyso.wiring import telegram_settings

ROOT = Path(__file__).parents[2]


def run_bot(database: str, *options: str, **settings: str) -> subprocess.Popen[str]:
    """The command, with these settings in its environment."""
    given = {f"TROLYSO_{name}": value for name, value in settings.items()}
    return subprocess.Popen(
        [sys.executable, "-m", "trolyso", "bot", *options],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONUTF8": "1",
            "NO_PROXY": "127.0.0.1",
            "TROLYSO_DATABASE_URL": database,
            "NOTIFY_SOCKET": f"@trolyso-test-bot-{os.getpid()}",
            **given,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.usefixtures("at_home")
def test_the_command_answers_and_shows_its_token_to_nobody(tmp_path: Path) -> None:
    database = sqlite_url(tmp_path / "trolyso.db")
    with BotApiServer() as server, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(f"\0trolyso-test-bot-{os.getpid()}")
        systemd.settimeout(120)
        server.state.open_chat(7)
        server.state.say(7, "so noi vu co nhiem vu gi trong ke hoach 87 quang ngai")
        process = run_bot(
            database,
            "--quiet",
            TELEGRAM_TOKEN=server.token,
            TELEGRAM_BASE_URL=server.base_url,
            TELEGRAM_ADMINS="7, 8",
            PUBLIC_URL="https://hoi.tinhmau.vn",
        )
        try:
            for _ in range(2):
                assert systemd.recv(100) == b"READY=1\nWATCHDOG=1"
            cited = "khoản 5 mục IV Kế hoạch số 87/KH-UBND ngày 05/4/2024"
            server.wait_for(
                lambda: any(cited in each["text"] for each in server.state.shown(7)), 120
            )
            command = Path(f"/proc/{process.pid}/cmdline").read_text("utf-8")
        finally:
            process.send_signal(signal.SIGTERM)
            output, log = process.communicate(timeout=60)
    secret = server.token.split(":")[1]
    assert process.returncode == 0
    assert secret not in command + output + log
    events = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert {"connected", "answered"} <= {each["event"] for each in events}
    assert "nhiem vu" not in log
    assert "chat 7" in server.state.commands
    store = open_store(database)
    try:
        ((document, count),) = store.answers.usage(now() - timedelta(days=1)).documents
    finally:
        store.close()
    assert (document, count) == ("quang-ngai-87-kh-ubnd-2024", 1)


@pytest.mark.usefixtures("at_home")
def test_a_refused_token_ends_it_with_one_sentence_that_does_not_repeat_it(tmp_path: Path) -> None:
    with BotApiServer() as server:
        process = run_bot(
            sqlite_url(tmp_path / "trolyso.db"),
            "--quiet",
            TELEGRAM_TOKEN="123456:another_secret",
            TELEGRAM_BASE_URL=server.base_url,
        )
        _, log = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "Telegram từ chối mã truy cập (token) của bot." in log
    assert "another_secret" not in log


@pytest.mark.parametrize(
    ("given", "expected"),
    [("7", {7}), ("7,8", {7, 8}), (" 7 , 8, ", {7, 8}), ("", set())],
)
def test_numbers_of_people_are_parted_by_commas(
    monkeypatch: pytest.MonkeyPatch, given: str, expected: set[int]
) -> None:
    monkeypatch.setenv("TROLYSO_TELEGRAM_ADMINS", given)
    assert load_settings().telegram_admins == expected


@pytest.mark.parametrize("written", ["7", "[7]", '"7"'])
def test_in_a_file_they_are_a_number_a_list_or_text(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, written: str
) -> None:
    file = tmp_path / "trolyso.toml"
    file.write_text(f"telegram_allowed = {written}\n", encoding="utf-8")
    monkeypatch.setenv("TROLYSO_CONFIG", str(file))
    assert load_settings().telegram_allowed == {7}


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("TELEGRAM_ACCESS", "everyone", "cần một trong: 'open', 'allow-list' or 'pairing'"),
        ("TELEGRAM_ADMINS", "@an", "cần một số nguyên"),
        ("TELEGRAM_LOG_QUESTIONS", "maybe", "cần true hoặc false"),
        ("TELEGRAM_QUESTIONS_PER_MINUTE", "0", "cần một số từ 1 trở lên"),
        ("TELEGRAM_WEBHOOK_URL", "hoi.tinhmau.vn", "cần một địa chỉ"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_what_was_expected(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    monkeypatch.setenv(f"TROLYSO_{name}", value)
    with pytest.raises(SettingsError, match=expected) as refused:
        load_settings()
    assert f"TROLYSO_{name}" in refused.value.hint


def test_pairing_without_an_administrator_is_refused() -> None:
    settings = Settings.model_validate({"telegram_token": "123:AAA", "telegram_access": "pairing"})
    with pytest.raises(SettingsError, match="chưa có quản trị viên"):
        telegram_settings(settings)
