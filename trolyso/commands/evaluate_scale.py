"""``trolyso eval scale``: measures how figures grow with the corpus."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from index.model import Progress, silent
from trolyso.commands.options import Quiet
from trolyso.settings import load_settings
from trolyso.terminal import output, print_remark, progress_bars

_REAL = 10_000
_SIZES = [1_000, 10_000, 100_000, 1_000_000]


def scale(
    texts: Annotated[
        Path, typer.Argument(metavar="TỆP", help="Văn bản thật: JSON Lines nén xz, có id và text.")
    ],
    real: Annotated[
        int, typer.Option(metavar="SỐ", min=1, help="Số đoạn được nhúng thật; giữ cho lần sau.")
    ] = _REAL,
    sizes: Annotated[
        list[int] | None,
        typer.Option(
            "--size",
            metavar="SỐ",
            min=1,
            help="Một cỡ kho, tính bằng đoạn; nhắc lại được. Triệu đoạn cần 12 GB bộ nhớ.",
        ),
    ] = None,
    page: Annotated[
        Path | None,
        typer.Option("--page", metavar="TỆP", help="Ghi bảng vào trang Markdown này."),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Đo thời gian, bộ nhớ, đĩa, recall theo cỡ kho."""
    # Imported here: what measures brings the index with it, and --help need not wait for that.
    from eval.speed.facts import facts
    from eval.speed.growing import read_real
    from eval.speed.page import put
    from eval.speed.scale import measure_sizes
    from eval.speed.scale_page import scale_section
    from trolyso.encoding import ready_model
    from trolyso.wiring import remembering_encoder

    settings = load_settings()
    machine = facts()
    with progress_bars(quiet=quiet) as bars:
        progress = _lines() if bars is silent and not quiet else bars
        encoder = remembering_encoder(settings, progress)
        base = read_real(texts, encoder, real, progress)
        curves = measure_sizes(
            base,
            sorted(set(sizes or _SIZES)),
            encoder,
            Path(ready_model(settings)),
            progress,
        )
    section = scale_section(curves, machine)
    output().print(section, markup=False)
    if page is not None:
        put(page, "bench-scale", "Kho lớn dần (`make bench-scale`)", section)
        print_remark(f"Đã ghi {page}")


def _lines() -> Progress:
    """The progress of who writes into a file: a line when a stage begins, with the seconds so
    far."""
    began = time.perf_counter()
    told: set[str] = set()

    def show(stage: str, done: int, total: int) -> None:
        if stage not in told:
            told.add(stage)
            print_remark(f"{time.perf_counter() - began:6.0f} s  {stage}…")

    return show
