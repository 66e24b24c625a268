"""``trolyso backup`` and ``trolyso restore``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from trolyso.commands.options import Quiet
from trolyso.settings import load_settings
from trolyso.terminal import output, print_remark, progress_bars
from trolyso.vietnamese import Command

_MEGABYTE = 1024 * 1024

File = Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp sao lưu (.zip).")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command("backup", cls=Command)(backup)
    app.command("restore", cls=Command)(restore)


def backup(file: File, quiet: Quiet = False) -> None:
    """Sao lưu kho văn bản, cơ sở dữ liệu, thiết lập (trừ mật mã) và bản dựng hiện tại vào một tệp;
    máy chủ vẫn trả lời."""
    # Imported here: the database and the index take a second that --help need not wait for.
    from trolyso.backup import make_backup

    settings = load_settings()
    with progress_bars(quiet=quiet) as progress:
        made = make_backup(settings, file, progress)
    size = f"{made.size / _MEGABYTE:.1f} MB"
    told = f"Đã sao lưu {made.documents} văn bản của kho, {made.files} tệp, {size}: {file}"
    output().print(told, markup=False)
    if not made.store:
        print_remark("Không có cơ sở dữ liệu SQLite để sao lưu; PostgreSQL thì dùng pg_dump.")
    print_remark("Tệp này có câu hỏi của người dùng: hãy cất như dữ liệu cá nhân.")


def restore(
    file: File,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            metavar="",
            help="Thay dữ liệu đang có; dữ liệu cũ được để riêng trong before-restore-….",
        ),
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Khôi phục từ một tệp sao lưu: kiểm tra trọn tệp rồi mới thay. Hãy dừng máy chủ và bot."""
    # Imported here: the database and the index take a second that --help need not wait for.
    from trolyso.restoring import restore_backup

    settings = load_settings()
    with progress_bars(quiet=quiet) as progress:
        restored = restore_backup(settings, file, force=force, progress=progress)
    when = f"{restored.made_at.astimezone():%H:%M %d/%m/%Y}"
    told = f"Đã khôi phục {restored.files} tệp, sao lưu lúc {when} bằng bản {restored.version}."
    output().print(told, markup=False)
    if restored.set_aside is not None:
        print_remark(f"Dữ liệu trước đó nằm ở {restored.set_aside}; xem lại rồi xoá.")
