from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import SettingsError
from trolyso.settings import RATE_ELSEWHERE, Settings
from trolyso.web import policy_of

ELSEWHERE = ["0.0.0.0", "192.168.1.5", "::", "vanban.example.vn"]  # noqa: S104


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.9"])
def test_on_this_machine_anyone_may_ask_without_limit(host: str, tmp_path: Path) -> None:
    policy = policy_of(Settings(home=tmp_path), host, keyed=False)
    assert (policy.anonymous, policy.per_minute) == (True, None)


@pytest.mark.parametrize("host", ELSEWHERE)
def test_elsewhere_a_server_without_keys_does_not_start(host: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"keys create.*TROLYSO_ALLOW_ANONYMOUS=1"):
        policy_of(Settings(home=tmp_path), host, keyed=False)


@pytest.mark.parametrize("host", ELSEWHERE)
def test_elsewhere_a_key_is_wanted_and_requests_are_limited(host: str, tmp_path: Path) -> None:
    policy = policy_of(Settings(home=tmp_path), host, keyed=True)
    assert (policy.anonymous, policy.per_minute) == (False, RATE_ELSEWHERE)


def test_elsewhere_anyone_may_ask_when_that_is_meant(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, allow_anonymous=True, rate_limit=0)
    policy = policy_of(settings, ELSEWHERE[0], keyed=False)
    assert (policy.anonymous, policy.per_minute) == (True, None)


def test_behind_a_proxy_on_this_machine_keys_can_be_wanted_too(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, allow_anonymous=False)
    with pytest.raises(SettingsError, match="Chưa có khoá API nào"):
        policy_of(settings, "127.0.0.1", keyed=False)
    assert not policy_of(settings, "127.0.0.1", keyed=True).anonymous
