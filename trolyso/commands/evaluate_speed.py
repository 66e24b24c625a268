"""``trolyso eval speed``: measures how fast and how heavy the product is."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from trolyso.commands.options import Quiet
from trolyso.settings import load_settings
from trolyso.terminal import output, print_remark, progress_bars


def speed(
    page: Annotated[
        Path | None,
        typer.Option("--page", metavar="TỆP", help="Ghi bảng vào trang Markdown này."),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Đo tốc độ, bộ nhớ, lúc khởi động, bên cạnh đường ống LangChain thông thường (phần thêm
    peers)."""
    # Imported here: what measures brings the index with it, and --help need not wait for that.
    from eval.questions import DEV, read_questions
    from eval.speed.measure import measure
    from eval.speed.page import put, section, speed_table
    from trolyso.encoding import ready_model
    from trolyso.wiring import open_index, sentence_transformers_model

    settings = load_settings()
    asked = read_questions(DEV)
    with progress_bars(quiet=quiet) as progress:
        index = open_index(settings, progress)
        reference_model = sentence_transformers_model(settings, progress)
    measured = measure(
        index,
        [question.question for question in asked],
        model=Path(ready_model(settings)),
        reference_model=reference_model,
        snapshots=settings.snapshots_folder,
        home=settings.home,
        with_peer=find_spec("langchain_community") is not None,
        step=lambda what: print_remark(f"Đo: {what}…"),
    )
    output().print(speed_table(measured))
    if page is not None:
        put(page, "bench", "Một máy, văn bản kèm theo (`make bench`)", section(measured))
        print_remark(f"Đã ghi {page}")
