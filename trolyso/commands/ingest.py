"""``trolyso ingest``: files and folders into the library."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from corpus.library import Ingested, Outcome, ingest
from trolyso.commands.building import build_unless
from trolyso.commands.options import Json, NoBuild, Quiet
from trolyso.library import current_collection, open_library
from trolyso.library_views import ingest_report, ingest_view
from trolyso.settings import load_settings
from trolyso.terminal import output, print_json, print_remark, progress_bars
from trolyso.vietnamese import Command

# Paragraphs without line ends of ours: typer breaks their lines.
_HELP = (
    "Nạp tệp và cả thư mục vào kho, rồi dựng lại chỉ mục.\n\n"
    "Đọc được .docx, .doc, .rtf, .odt, .pdf (cả bản quét), ảnh, .html, .xlsx, .xls, .txt, .md. "
    "Một tệp hỏng không làm dừng các tệp khác; cuối cùng là bảng: đọc được, bỏ qua và vì sao, "
    "lỗi và vì sao.\n\n"
    "Cùng số, cơ quan và năm (thiếu số hoặc số đọc bằng OCR: nội dung giống nhau) là cùng một "
    "văn bản. Có nhiều bản thì dùng bản nạp sau của cùng tên tệp, rồi bản đầy đủ hơn trích "
    "đoạn, bản chữ hơn bản OCR, bản dài hơn; bản còn lại để riêng, không mất.\n\n"
    "Mã kết thúc: 0 mọi tệp đã đọc hoặc bỏ qua có lý do, 1 có tệp lỗi, 2 sai cách dùng."
)


def add_to(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command("ingest", cls=Command, help=_HELP)(ingest_files)


def ingest_files(
    paths: Annotated[list[Path], typer.Argument(metavar="TỆP…", help="Tệp hoặc thư mục cần nạp.")],
    no_build: NoBuild = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Reads each file, tells what became of it, and builds when something is new."""
    settings = load_settings()
    library = open_library(settings)
    done: list[Ingested] = []
    try:
        with library.writing(), progress_bars(quiet=quiet or json) as progress:
            for ingested in ingest(library, paths, progress):
                done.append(ingested)  # noqa: PERF402 - what is done is wanted on Ctrl-C, too
    except KeyboardInterrupt:
        print_remark(
            f"Đã dừng. {_count(done, Outcome.READ)} tệp đã vào kho, tệp đang đọc thì không; "
            "chạy lại lệnh này để nạp tiếp."
        )
        raise
    collection = current_collection(settings)
    if json:
        print_json(ingest_report(done, collection))
    else:
        output().print(ingest_view(done, collection))
    if _count(done, Outcome.READ):
        build_unless(no_build, settings, quiet=quiet or json)
    if _count(done, Outcome.FAILED):
        raise typer.Exit(1)


def _count(done: list[Ingested], outcome: Outcome) -> int:
    return sum(ingested.outcome is outcome for ingested in done)
