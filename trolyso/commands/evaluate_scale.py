"""``trolyso eval scale``: measures how figures grow with the corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from trolyso.commands.options import Quiet
from trolyso.settings import load_settings
from trolyso.terminal import output, print_remark, progress_bars

_REAL = 5_000
_SIZES = [1_000, 10_000, 100_000]


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
            "--size", metavar="SỐ", min=1, help="Một cỡ kho, tính bằng đoạn; nhắc lại được."
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
    from eval.speed.scale import measure_sizes, scale_section
    from trolyso.wiring import ready_model, remembering_encoder

    settings = load_settings()
    machine = facts()
    with progress_bars(quiet=quiet) as progress:
        encoder = remembering_encoder(settings, progress)
        print_remark(f"Nhúng {real} đoạn thật (đoạn đã nhúng lần trước thì dùng lại)…")
        base = read_real(texts, encoder, real)
    points = measure_sizes(
        base,
        sorted(sizes or _SIZES),
        encoder,
        Path(ready_model(settings)),
        lambda what: print_remark(f"Đo: {what}…"),
    )
    section = scale_section(points, machine, len(base.passages))
    output().print(section, markup=False)
    if page is not None:
        put(page, "bench-scale", "Kho lớn dần (`make bench-scale`)", section)
        print_remark(f"Đã ghi {page}")
