"""``trolyso eval refusals``: measures refusing on a benchmark with unanswerable questions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import SettingsError
from trolyso.commands.options import Quiet
from trolyso.settings import load_settings
from trolyso.terminal import output, progress_bars


def refusals(
    bench: Annotated[
        Path,
        typer.Argument(metavar="BỘ_ĐO", help="Thư mục của bộ đo, có câu không trả lời được."),
    ],
    every: Annotated[
        int, typer.Option(metavar="N", min=1, help="Chỉ hỏi một câu trong mỗi N câu.")
    ] = 1,
    quiet: Quiet = False,
) -> None:
    """Đo việc từ chối: giữ 90 % câu trả lời được thì từ chối đúng bao nhiêu câu còn lại."""
    # Imported here: what measures brings the index with it, and --help need not wait for that.
    from answer.assistant import Assistant
    from answer.find.confidence import measured
    from eval.bench.refusals import KEPT, deciding, measure_refusals
    from eval.bench.sets import read_benchmark
    from trolyso.wiring import benchmark_index

    benchmark = read_benchmark(bench)
    queries = benchmark.queries[::every]
    if all(query.answerable for query in queries):
        raise SettingsError(
            f"Bộ đo {benchmark.name} không có câu nào không trả lời được.",
            english=f"{benchmark.name} has no unanswerable question.",
            hint='Cần câu hỏi có "is_impossible": true, như trong viquad2_val.',
        )
    with progress_bars(quiet=quiet) as progress:
        index = benchmark_index(benchmark, load_settings(), progress)
        found = measure_refusals(
            queries,
            Assistant(index, confidence=deciding(measured())),
            lambda done, total: progress("Đang hỏi", done, total),
        )
    output().print(
        f"{benchmark.name}: giữ {KEPT:.0%} của {found.answerable} câu trả lời được "
        f"(độ tin cậy từ {found.limit:.3f}) thì từ chối {found.refused:.1%} của "
        f"{found.unanswerable} câu không trả lời được."
    )
