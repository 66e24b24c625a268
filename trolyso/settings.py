"""The settings: environment ``TROLYSO_*``, then a TOML file, then defaults. Typed, read once.

The TOML file is the one ``TROLYSO_CONFIG`` names, else ``trolyso.toml`` in the data directory where
there is one; its keys are the fields below, in lower case. Nothing is read when this module is
imported: ``load_settings`` reads, and what needs settings is given them.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from pydantic import (
    AfterValidator,
    AnyHttpUrl,
    BeforeValidator,
    Field,
    SecretStr,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from corpus.errors import SettingsError

PREFIX = "TROLYSO_"

RATE_ELSEWHERE = 120
"""Requests a minute from one key or address, where the server listens beyond this machine."""

# A value left as an example shows it: <token>, ${TOKEN}, changeme, your-token-here, xxxx, TODO.
_PLACEHOLDER = re.compile(
    r"<.*>|\$\{?\w+\}?|\.{3}|x{3,}|todo|change[-_ ]?me|replace[-_ ]?me|your[-_ ]?.*|.*[-_ ]here",
    re.IGNORECASE,
)

_HTTP_URL: TypeAdapter[AnyHttpUrl] = TypeAdapter(AnyHttpUrl)


def _http_url(value: str) -> str:
    """The value as given, without a final slash, once it is known to be an http(s) address."""
    _HTTP_URL.validate_python(value)
    return value.rstrip("/")


HttpUrl = Annotated[str, AfterValidator(_http_url)]


def _ids(value: object) -> object:
    """Numbers parted by commas, as an environment variable holds them; or a list, or one number, as
    a TOML file does."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return [value] if isinstance(value, int) else value


TelegramIds = Annotated[frozenset[int], NoDecode, BeforeValidator(_ids)]


class Settings(BaseSettings):
    """Every setting of the product. Secrets are masked wherever the settings are printed."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    home: Path = Field(default_factory=lambda: platformdirs.user_data_path("trolyso"))
    """The data directory: library, snapshots, prepared model, database."""

    model: str | None = None
    """Another sentence-transformers model, a folder or a name; None is the one that ships."""

    index: str | None = None
    """Where to answer from: ``milvus://host:19530``; None: the snapshots of the data folder."""

    milvus_token: SecretStr | None = None
    """What a Milvus server asks for: ``user:password``, or a key."""

    database_url: SecretStr | None = None
    """Where what changes is kept, a SQLAlchemy URL; None is SQLite in the data directory. Secret,
    for it may hold a password."""

    retention_days: int = Field(default=90, ge=1)
    """How many days questions, answers and feedback are kept."""

    ingest_max_megabytes: int = Field(default=100, ge=1)
    """The largest file that ``trolyso ingest`` reads, in megabytes."""

    ingest_max_pages: int = Field(default=3000, ge=1)
    """The most pages of a PDF with a text layer."""

    ingest_max_scanned_pages: int = Field(default=200, ge=1)
    """The most scanned pages of a file; OCR takes some seconds a page."""

    ingest_max_seconds: int = Field(default=600, ge=1)
    """How long one file may take to read, in seconds."""

    host: str = "127.0.0.1"
    """The address the server listens on."""

    port: int = Field(default=8000, ge=0, le=65_535)
    """The port the server listens on; 0 lets the system choose."""

    allow_anonymous: bool | None = None
    """Whether questions are answered without an API key; None: on loopback addresses only."""

    rate_limit: int | None = Field(default=None, ge=0)
    """Requests a minute from one key or address; 0 for no limit. None: no limit on loopback
    addresses, ``RATE_ELSEWHERE`` on others."""

    queue: int = Field(default=256, ge=64)
    """Questions that may wait while all cores compute; beyond them the server says it is busy."""

    request_seconds: float = Field(default=30, gt=0)
    """How long a request may take to come in, and a question to be answered."""

    cors_origins: list[str] = []
    """Other sites whose pages may call the API, such as ``https://congdan.example.vn``."""

    trusted_proxies: str = "127.0.0.1"
    """Addresses, parted by commas, whose ``X-Forwarded-For`` and ``-Proto`` are believed."""

    log_requests: bool = False
    """Whether each request is told to standard error, as JSON."""

    log_questions: bool = False
    """Whether the questions stand in that log."""

    traces_endpoint: HttpUrl | None = None
    """An OTLP collector that takes traces, such as ``http://127.0.0.1:4318/v1/traces``; needs the
    extra ``otel``."""

    public_url: HttpUrl | None = None
    """The address people reach the web page under; what links in messages point to."""

    telegram_token: SecretStr | None = None
    """The token that BotFather gave."""

    telegram_base_url: HttpUrl = "https://api.telegram.org/bot"
    """The Bot API server, up to where the token follows."""

    telegram_webhook_url: HttpUrl | None = None
    """Where Telegram reaches the bot, over HTTPS; without it the bot asks Telegram itself."""

    telegram_webhook_host: str = "127.0.0.1"
    """The address the bot listens on for its webhook."""

    telegram_webhook_port: int = Field(default=8081, ge=1, le=65_535)
    """The port the bot listens on for its webhook."""

    telegram_access: Literal["open", "allow-list", "pairing"] = "open"
    """Who may use the bot: everyone, those of ``telegram_allowed``, or whom an administrator
    approves."""

    telegram_allowed: TelegramIds = frozenset()
    """Telegram's numbers of the people on the list, parted by commas."""

    telegram_admins: TelegramIds = frozenset()
    """Telegram's numbers of the bot's administrators, parted by commas."""

    telegram_history_turns: int = Field(default=10, ge=0, le=50)
    """How many earlier questions of a conversation count for a follow-up."""

    telegram_history_minutes: int = Field(default=30, ge=1)
    """Minutes of silence after which a conversation begins anew."""

    telegram_questions_per_minute: int = Field(default=20, ge=1)
    """Questions of one person in a minute before they are slowed down."""

    telegram_log_questions: bool = False
    """Whether the bot's log shows what people ask."""

    @field_validator("*", mode="before")
    @classmethod
    def _no_placeholder(cls, value: object, info: ValidationInfo) -> object:
        if isinstance(value, str) and _PLACEHOLDER.fullmatch(value.strip()):
            raise ValueError("vẫn là chữ mẫu, chưa được thay bằng giá trị thật")
        return value

    @field_validator("home", mode="after")
    @classmethod
    def _absolute_home(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        file = config_file()
        if file is None:
            return init_settings, env_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, file)

    @property
    def database_file(self) -> Path:
        """The SQLite database, where no other is set."""
        return self.home / "trolyso.db"

    @property
    def library_folder(self) -> Path:
        """Ingested documents."""
        return self.home / "library"

    @property
    def snapshots_folder(self) -> Path:
        """Snapshots, the current one pointed to."""
        return self.home / "snapshots"

    @property
    def model_folder(self) -> Path:
        """The prepared model."""
        return self.home / "model"

    @property
    def eval_folder(self) -> Path:
        """What measuring keeps: the latest report, vectors and indices of benchmarks."""
        return self.home / "eval"

    @property
    def eval_report(self) -> Path:
        """The report of the latest evaluation."""
        return self.eval_folder / "latest.json"


def config_file() -> Path | None:
    """The TOML file to read: the one ``TROLYSO_CONFIG`` names, else ``trolyso.toml`` in the data
    directory if it exists. Raises SettingsError when the named one does not."""
    if named := os.environ.get(f"{PREFIX}CONFIG"):
        file = Path(named).expanduser()
        if not file.is_file():
            raise SettingsError(
                f"{PREFIX}CONFIG chỉ tới {file}, nhưng không có tệp ấy.",
                english=f"{PREFIX}CONFIG names {file}, which is not a file.",
                hint="Hãy sửa đường dẫn hoặc bỏ biến này.",
            )
        return file
    home = os.environ.get(f"{PREFIX}HOME")
    folder = Path(home).expanduser() if home else platformdirs.user_data_path("trolyso")
    file = folder / "trolyso.toml"
    return file if file.is_file() else None


def load_settings() -> Settings:
    """The settings as environment, file and defaults give them. Raises SettingsError, naming the
    setting and what was expected, never the value of a secret."""
    try:
        return Settings()
    except ValidationError as error:
        raise _unusable(error.errors(include_input=True, include_url=False)) from None
    except (OSError, ValueError) as error:  # the TOML file: unreadable, not TOML, not UTF-8
        raise SettingsError(
            f"Không đọc được tệp cấu hình {config_file()}: {error}.",
            english=f"The configuration file cannot be read: {error}.",
            hint="Tệp phải là TOML, mã hóa UTF-8.",
        ) from error


_EXPECTED = {
    "int_parsing": "cần một số nguyên",
    "greater_than_equal": "cần một số từ {ge} trở lên",
    "less_than_equal": "cần một số từ {le} trở xuống",
    "url_parsing": "cần một địa chỉ http:// hoặc https://",
    "url_scheme": "cần một địa chỉ http:// hoặc https://",
    "extra_forbidden": "không có thiết lập này",
    "string_type": "cần một chuỗi",
    "int_type": "cần một số nguyên",
    "path_type": "cần một đường dẫn",
    "literal_error": "cần một trong: {expected}",
    "bool_parsing": "cần true hoặc false",
    "frozen_set_type": "cần các số, cách nhau bằng dấu phẩy",
}
SECRET = frozenset({"telegram_token", "database_url", "milvus_token"})
"""Settings whose values nobody is shown."""


def _unusable(errors: list[ErrorDetails]) -> SettingsError:
    described = [_describe(error) for error in errors]
    names = ", ".join(dict.fromkeys(f"{PREFIX}{str(error['loc'][0]).upper()}" for error in errors))
    return SettingsError(
        f"Thiết lập không dùng được: {'; '.join(described)}.",
        english=f"Unusable settings: {names}.",
        hint=f"Hãy sửa biến môi trường {names} hoặc khóa tương ứng trong trolyso.toml.",
    )


def _describe(error: ErrorDetails) -> str:
    name = str(error["loc"][0])
    context = error.get("ctx", {})
    cause = context.get("error")
    expected = _EXPECTED.get(error["type"], str(cause) if cause else error["msg"])
    found = "" if name in SECRET else f" (gặp {error['input']!r})"
    return f"{name}: {expected.format(**context)}{found}"
