"""``trolyso serve`` and ``trolyso bot``: the doors that stay open."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from trolyso.commands.options import Quiet
from trolyso.garbage import let_lie
from trolyso.settings import Settings, load_settings
from trolyso.terminal import print_remark, progress_bars
from trolyso.vietnamese import Command

if TYPE_CHECKING:
    from concurrent.futures import Future

    from index.model import Encoder


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command("serve", cls=Command)(serve)
    app.command("mcp", cls=Command)(mcp)
    about_bot = _paragraphs(_ABOUT_BOT)
    app.command("bot", cls=Command, help=about_bot, short_help="Chạy bot Telegram.")(bot)


def serve(
    host: Annotated[
        str | None,
        typer.Option(
            metavar="ĐỊA_CHỈ",
            help="Địa chỉ lắng nghe; nếu không nêu: TROLYSO_HOST, rồi 127.0.0.1.",
        ),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            metavar="CỔNG",
            min=0,
            max=65_535,
            help="Cổng lắng nghe (0: hệ thống tự chọn); nếu không nêu: TROLYSO_PORT, rồi 8000.",
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Mở trang web và API HTTP."""
    settings, loading = _begin()
    # Imported here: the index takes a second that --help need not wait for.
    from trolyso.web import serve_http
    from trolyso.wiring import live_assistant, open_database

    serve_http(
        settings,
        live_assistant(settings, partial(progress_bars, quiet=quiet), print_remark, loading),
        open_database(settings),
        host=settings.host if host is None else host,
        port=settings.port if port is None else port,
        say=print_remark,
    )


def _begin() -> tuple[Settings, Future[Encoder] | None]:
    """The settings, and the encoder that loads while the rest is imported."""
    let_lie()
    # Imported here: --help need not wait for it.
    from trolyso.encoding import begin_encoder

    settings = load_settings()
    return settings, begin_encoder(settings)


def _paragraphs(text: str) -> str:
    """The text with each paragraph on one line, for the terminal to break as wide as it is."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


_ABOUT_BOT = """
Chạy bot Telegram.

Cần một mã truy cập (token): nhắn /newbot cho @BotFather, rồi đặt mã nhận được vào biến môi trường
TROLYSO_TELEGRAM_TOKEN hoặc khóa telegram_token trong tệp trolyso.toml của thư mục dữ liệu. Mã không
bao giờ là tham số dòng lệnh.

Các thiết lập khác đều bỏ được:

TROLYSO_TELEGRAM_ADMINS: mã số quản trị viên, cách nhau bằng dấu phẩy; họ có /thongke, /phanhoi,
/capnhat, /quyen. Gửi /gioithieu cho bot để biết mã số của mình.

TROLYSO_TELEGRAM_ACCESS: open (ai cũng hỏi được), allow-list (người trong TROLYSO_TELEGRAM_ALLOWED),
pairing (quản trị viên duyệt từng người bằng nút bấm).

TROLYSO_TELEGRAM_WEBHOOK_URL: địa chỉ https mà Telegram gửi tin tới; bot lắng nghe ở
TROLYSO_TELEGRAM_WEBHOOK_HOST, _PORT (127.0.0.1:8081). Không đặt thì bot tự hỏi Telegram.

TROLYSO_PUBLIC_URL: địa chỉ trang web, để nguồn thành liên kết.

TROLYSO_RETENTION_DAYS, TROLYSO_TELEGRAM_HISTORY_MINUTES, _HISTORY_TURNS, _QUESTIONS_PER_MINUTE,
_LOG_QUESTIONS: xem README.

Nhật ký ra stderr, mỗi dòng một JSON, không có câu hỏi, không có mã. Ctrl+C hoặc SIGTERM: làm nốt
việc đang làm rồi dừng. Mỗi bot chỉ chạy một tiến trình.
"""


def mcp() -> None:
    """Mở các công cụ MCP qua đầu vào, đầu ra chuẩn, cho trợ lý khác gọi."""
    settings, loading = _begin()
    # Imported here: the index takes a second that --help need not wait for.
    from importlib.metadata import version

    from api.mcp.stdio import serve_stdio
    from trolyso.wiring import live_assistant, open_database

    live = live_assistant(settings, partial(progress_bars, quiet=True), print_remark, loading)
    live.open()
    with closing(open_database(settings)) as store:
        serve_stdio(live.current, store.answers, version("trolyso"))


def bot(quiet: Quiet = False) -> None:
    settings, loading = _begin()
    # Imported here: telegram and the index take a second that --help need not wait for.
    from trolyso.telegram import note, run_telegram
    from trolyso.wiring import live_assistant, telegram_settings

    telegram = telegram_settings(settings)
    live = live_assistant(settings, partial(progress_bars, quiet=quiet), note, loading)
    live.open()
    print_remark("Bot Telegram đang chạy; nhấn Ctrl+C để dừng.")
    run_telegram(settings, telegram, live)
