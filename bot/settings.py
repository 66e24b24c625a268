"""What the bot needs to know, handed to it; nothing here reads the environment."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from corpus.errors import SettingsError

# A token as BotFather gives it: the bot's number, a colon, a secret.
_TOKEN = re.compile(r"(?P<id>[0-9]+):(?P<secret>[A-Za-z0-9_-]+)")


@dataclass(frozen=True, slots=True)
class BotSettings:
    """Settings of the Telegram bot, checked when made.

    ``base_url`` is the Bot API's address up to and with ``bot``, without the token.
    ``public_url`` is the web reader's address, to which sources link; without it they do not.
    ``history_turns`` earlier questions of a conversation are kept, and forgotten
    ``history_minutes`` after the last one. Raises SettingsError; never repeats the token.
    """

    token: str = field(repr=False)
    base_url: str = "https://api.telegram.org/bot"
    public_url: str | None = None
    history_turns: int = 10
    history_minutes: float = 30.0

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

    @property
    def token_secret(self) -> str:
        """The part of the token that must never be seen: what follows the bot's number."""
        return self.token.partition(":")[2]


def _is_web_address(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and bool(parts.netloc)
