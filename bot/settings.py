"""What the bot needs to know, handed to it; nothing here reads the environment."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from corpus.errors import SettingsError

# A token as BotFather gives it: the bot's number, a colon, a secret.
_TOKEN = re.compile(r"(?P<id>[0-9]+):(?P<secret>[A-Za-z0-9_-]+)")


class Access(StrEnum):
    """Who may use the bot."""

    OPEN = "open"
    ALLOW_LIST = "allow-list"
    PAIRING = "pairing"


@dataclass(frozen=True, slots=True)
class BotSettings:
    """Settings of the Telegram bot, checked when made.

    ``base_url`` is the Bot API's address up to and with ``bot``, without the token.
    ``public_url`` is the web reader's address, to which sources link; without it they do not.
    ``webhook_url`` is where Telegram reaches this bot, which listens on ``webhook_host`` and
    ``webhook_port``; without it the bot polls. ``admins`` may always use the bot; ``allowed`` may
    where access is by list. ``history_turns`` earlier questions of a conversation are kept, and
    forgotten ``history_minutes`` after the last one. An answer that takes longer than
    ``announce_after`` seconds is announced. A process that died is waited for
    ``lease_seconds``. Raises SettingsError; never repeats the token.
    """

    token: str = field(repr=False)
    base_url: str = "https://api.telegram.org/bot"
    public_url: str | None = None
    webhook_url: str | None = None
    webhook_host: str = "127.0.0.1"
    webhook_port: int = 8081
    access: Access = Access.OPEN
    allowed: frozenset[int] = frozenset()
    admins: frozenset[int] = frozenset()
    history_turns: int = 10
    history_minutes: float = 30.0
    questions_per_minute: int = 20
    retention_days: int = 90
    log_questions: bool = False
    announce_after: float = 1.0
    lease_seconds: float = 15.0

    def __post_init__(self) -> None:
        if not _TOKEN.fullmatch(self.token):
            found = "đang trống" if not self.token else "không đúng dạng"
            raise SettingsError(
                f"Mã truy cập (token) Telegram {found}; cần dạng 123456789:ABC….",
                english="The Telegram token is empty or not of the form 123456789:ABC….",
                hint="Lấy token từ @BotFather rồi đặt vào TROLYSO_TELEGRAM_TOKEN.",
            )
        if not _is_web_address(self.base_url) or not self.base_url.endswith("/bot"):
            raise SettingsError(
                f"Địa chỉ Bot API là {self.base_url!r}; cần dạng http(s)://máy-chủ/bot.",
                english=f"The Bot API address is {self.base_url!r}, not http(s)://host/bot.",
                hint="Sửa TROLYSO_TELEGRAM_BASE_URL, thí dụ http://127.0.0.1:9000/bot.",
            )
        if self.public_url is not None and not _is_web_address(self.public_url):
            raise SettingsError(
                f"Địa chỉ công khai là {self.public_url!r}; cần dạng http(s)://máy-chủ.",
                english=f"The public address is {self.public_url!r}, not http(s)://host.",
                hint="Sửa TROLYSO_PUBLIC_URL, hoặc bỏ trống để không gắn đường dẫn.",
            )
        if self.webhook_url is not None and not _is_web_address(self.webhook_url):
            raise SettingsError(
                f"Địa chỉ webhook là {self.webhook_url!r}; cần dạng https://máy-chủ/đường-dẫn.",
                english=f"The webhook address is {self.webhook_url!r}, not https://host/path.",
                hint="Sửa TROLYSO_TELEGRAM_WEBHOOK_URL, hoặc bỏ trống để bot tự hỏi Telegram.",
            )
        if self.access is Access.PAIRING and not self.admins:
            raise SettingsError(
                "Cách vào là pairing (quản trị viên duyệt) nhưng chưa có quản trị viên nào.",
                english="Access is by pairing, but there is no administrator to approve.",
                hint="Đặt TROLYSO_TELEGRAM_ADMINS, thí dụ 123456789; gửi /gioithieu cho bot để "
                "biết mã số của mình.",
            )

    @property
    def token_secret(self) -> str:
        """The part of the token that must never be seen: what follows the bot's number."""
        return self.token.partition(":")[2]

    @property
    def bot_id(self) -> int:
        """The bot's number, by which Telegram knows it; no secret."""
        return int(self.token.partition(":")[0])


def _is_web_address(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and bool(parts.netloc)
