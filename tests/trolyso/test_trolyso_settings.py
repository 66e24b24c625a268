from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import SettingsError
from trolyso.settings import load_settings


@pytest.fixture(autouse=True)
def _only_these_variables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("CONFIG", "MODEL", "DATABASE_URL", "HOST", "PORT", "PUBLIC_URL"):
        monkeypatch.delenv(f"TROLYSO_{name}", raising=False)
    monkeypatch.delenv("TROLYSO_TELEGRAM_TOKEN", raising=False)
    monkeypatch.delenv("TROLYSO_TELEGRAM_BASE_URL", raising=False)
    monkeypatch.setenv("TROLYSO_HOME", str(tmp_path))


def _config(folder: Path, text: str) -> Path:
    path = folder / "trolyso.toml"
    path.write_text(text, "utf-8")
    return path


def test_defaults_are_a_server_on_this_machine_alone(tmp_path: Path) -> None:
    settings = load_settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.model is None
    assert settings.telegram_token is None
    assert settings.telegram_base_url == "https://api.telegram.org/bot"
    assert settings.snapshots_folder == tmp_path / "snapshots"
    assert settings.model_folder == tmp_path / "model"
    assert settings.library_folder == tmp_path / "library"


def test_without_a_home_the_users_data_directory_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("TROLYSO_HOME")
    monkeypatch.setattr("platformdirs.user_data_path", lambda name: tmp_path / "data" / name)
    assert load_settings().home == tmp_path / "data" / "trolyso"


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _config(tmp_path, 'port = 8100\nhost = "0.0.0.0"\n')
    monkeypatch.setenv("TROLYSO_PORT", "8200")
    settings = load_settings()
    assert (settings.host, settings.port) == ("0.0.0.0", 8200)  # noqa: S104


def test_a_named_file_is_read_instead_of_the_one_at_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _config(tmp_path, "port = 8100\n")
    elsewhere = tmp_path / "cấu hình"
    elsewhere.mkdir()
    named = _config(elsewhere, f'port = 8300\nhome = "{elsewhere.as_posix()}"\n')
    monkeypatch.setenv("TROLYSO_CONFIG", str(named))
    monkeypatch.delenv("TROLYSO_HOME")
    assert load_settings().port == 8300
    assert load_settings().home == elsewhere


def test_an_empty_variable_is_no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROLYSO_PORT", "")
    monkeypatch.setenv("TROLYSO_PUBLIC_URL", "")
    settings = load_settings()
    assert (settings.port, settings.public_url) == (8000, None)


def test_addresses_lose_their_final_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROLYSO_PUBLIC_URL", "https://troly.example.vn/")
    monkeypatch.setenv("TROLYSO_TELEGRAM_BASE_URL", "http://127.0.0.1:9000/bot/")
    settings = load_settings()
    assert settings.public_url == "https://troly.example.vn"
    assert settings.telegram_base_url == "http://127.0.0.1:9000/bot"


def test_secrets_are_masked_where_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROLYSO_TELEGRAM_TOKEN", "123456:AAsecret")
    monkeypatch.setenv("TROLYSO_DATABASE_URL", "postgresql://u:hush@db/x")
    settings = load_settings()
    assert settings.telegram_token is not None
    assert settings.telegram_token.get_secret_value() == "123456:AAsecret"
    for shown in (repr(settings), str(settings), settings.model_dump_json()):
        assert "AAsecret" not in shown
        assert "hush" not in shown


@pytest.mark.parametrize(
    "placeholder",
    ["<token>", "changeme", "CHANGE_ME", "your-token-here", "${TOKEN}", "xxxx", "...", "TODO"],
)
def test_a_placeholder_is_refused(monkeypatch: pytest.MonkeyPatch, placeholder: str) -> None:
    monkeypatch.setenv("TROLYSO_TELEGRAM_TOKEN", placeholder)
    with pytest.raises(SettingsError, match="telegram_token: vẫn là chữ mẫu") as caught:
        load_settings()
    assert "TROLYSO_TELEGRAM_TOKEN" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "tám nghìn", "port: cần một số nguyên (gặp 'tám nghìn')"),
        ("PORT", "70000", "port: cần một số từ 65535 trở xuống (gặp '70000')"),
        ("PORT", "-1", "port: cần một số từ 0 trở lên (gặp '-1')"),
        ("PUBLIC_URL", "troly.vn", "public_url: cần một địa chỉ http:// hoặc https://"),
        ("TELEGRAM_BASE_URL", "ftp://x/bot", "telegram_base_url: cần một địa chỉ http://"),
    ],
)
def test_a_wrong_value_is_named_with_what_was_found_and_expected(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(f"TROLYSO_{name}", value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert said in caught.value.message
    assert f"TROLYSO_{name}" in caught.value.hint


def test_the_value_of_a_secret_is_never_repeated(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _config(tmp_path, "telegram_token = 123456789\n")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert "telegram_token: cần một chuỗi" in caught.value.message
    assert "123456789" not in f"{caught.value}{caught.value.english}"


def test_an_unknown_key_of_the_file_is_refused(tmp_path: Path) -> None:
    _config(tmp_path, "prot = 8100\n")
    with pytest.raises(SettingsError, match="prot: không có thiết lập này"):
        load_settings()


@pytest.mark.parametrize("content", [b"port = \n", "port = 8100 # cổng".encode("utf-16")])
def test_a_file_that_is_not_toml_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "trolyso.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=r"Không đọc được tệp cấu hình .*trolyso\.toml"):
        load_settings()


def test_a_named_file_that_does_not_exist_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TROLYSO_CONFIG", str(tmp_path / "absent.toml"))
    with pytest.raises(SettingsError, match=r"absent\.toml, nhưng không có tệp ấy"):
        load_settings()
