"""``trolyso serve`` and ``trolyso bot``: the doors that stay open."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from trolyso.commands.options import Quiet
from trolyso.settings import load_settings
from trolyso.terminal import print_remark, progress_bars
from trolyso.vietnamese import Command


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command("serve", cls=Command)(serve)
    app.command("bot", cls=Command)(bot)


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
    # Imported here: the index takes a second that --help need not wait for.
    from trolyso.wiring import live_assistant, open_database, serve_http

    settings = load_settings()
    serve_http(
        live_assistant(settings, partial(progress_bars, quiet=quiet), print_remark),
        open_database(settings),
        host=settings.host if host is None else host,
        port=settings.port if port is None else port,
        public_url=settings.public_url,
        say=print_remark,
    )


def bot(quiet: Quiet = False) -> None:
    """Chạy bot Telegram (cần TROLYSO_TELEGRAM_TOKEN)."""
    # Imported here: telegram and the index take a second that --help need not wait for.
    from trolyso.wiring import live_assistant, run_bot, telegram_settings

    settings = load_settings()
    telegram = telegram_settings(settings)
    live = live_assistant(settings, partial(progress_bars, quiet=quiet), print_remark)
    live.open()
    print_remark("Bot Telegram đang chạy; nhấn Ctrl+C để dừng.")
    run_bot(live, telegram)
