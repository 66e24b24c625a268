"""Settings that cannot work are refused at once, and the token is never repeated."""

from __future__ import annotations

import pytest

from bot.settings import BotSettings
from corpus.errors import SettingsError

MADE_UP = "123456:AAH-secret_part"


def test_the_token_is_not_in_the_settings_repr() -> None:
    settings = BotSettings(MADE_UP)
    assert settings.token == f"123456:{settings.token_secret}"
    assert "secret_part" not in repr(settings)
    assert "https://api.telegram.org/bot" in repr(settings)


@pytest.mark.parametrize(
    ("token", "found"),
    [
        ("", "đang trống"),
        ("changeme", "không đúng dạng"),
        ("654321", "không đúng dạng"),
        ("654321:", "không đúng dạng"),
        ("654321:a b", "không đúng dạng"),
        ("654321:a/b", "không đúng dạng"),
        ("654321:ab\n", "không đúng dạng"),
    ],
)
def test_what_is_no_token_is_refused_without_repeating_it(token: str, found: str) -> None:
    with pytest.raises(SettingsError, match=found) as refused:
        BotSettings(token)
    assert "TROLYSO_TELEGRAM_TOKEN" in refused.value.hint
    assert "654321" not in str(refused.value) + refused.value.english


@pytest.mark.parametrize(
    "base_url", ["", "127.0.0.1:9000/bot", "http://127.0.0.1:9000", "ftp://a/bot", "http:///bot"]
)
def test_a_bot_api_address_of_another_form_is_refused_with_what_was_found(base_url: str) -> None:
    with pytest.raises(SettingsError, match="cần dạng http") as refused:
        BotSettings(MADE_UP, base_url=base_url)
    assert repr(base_url) in refused.value.message


@pytest.mark.parametrize("public_url", ["", "hoi.tinhmau.vn", "javascript:alert(1)"])
def test_a_public_address_that_is_no_web_address_is_refused(public_url: str) -> None:
    with pytest.raises(SettingsError, match="Địa chỉ công khai"):
        BotSettings(MADE_UP, public_url=public_url)


def test_a_bot_api_server_of_ones_own_and_a_public_address_are_taken() -> None:
    settings = BotSettings(MADE_UP, "http://127.0.0.1:9000/bot", "https://hoi.tinhmau.vn")
    assert settings.base_url == "http://127.0.0.1:9000/bot"
    assert settings.public_url == "https://hoi.tinhmau.vn"
