"""``trolyso eval retrieval``: measures the product's search on a public benchmark."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from trolyso.commands.options import Quiet
from trolyso.commands.writing import write_json
from trolyso.settings import load_settings
from trolyso.terminal import output, progress_bars


def retrieval(
    bench: Annotated[
        Path,
        typer.Argument(metavar="BỘ_ĐO", help="Thư mục của bộ đo: corpus.jsonl và queries.jsonl."),
    ],
    strip: Annotated[
        bool,
        typer.Option("--strip", metavar="", help="Bỏ dấu mọi câu hỏi, như gõ trên điện thoại."),
    ] = False,
    json_file: Annotated[
        Path | None,
        typer.Option("--json", metavar="TỆP", help="Ghi toàn bộ kết quả ra tệp JSON này."),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Đo việc tìm kiếm trên một bộ đo công khai: hit@1, recall, MRR, nDCG@10."""
    # Imported here: what measures brings the index with it, and --help need not wait for that.
    from answer.spelling import Speller
    from eval.bench.product import ProductSearch
    from eval.bench.report import retrieval_json, retrieval_table
    from eval.bench.retrieval import measure_retrieval
    from eval.bench.sets import read_benchmark
    from trolyso.wiring import benchmark_index

    benchmark = read_benchmark(bench)
    with progress_bars(quiet=quiet) as progress:
        index = benchmark_index(benchmark, load_settings(), progress)
        searcher = ProductSearch(index, Speller.load())
        measured = measure_retrieval(
            benchmark,
            searcher,
            strip=strip,
            advanced=lambda done, total: progress("Đang tìm", done, total),
        )
    output().print(retrieval_table(benchmark, [measured], strip=strip))
    if json_file is not None:
        write_json(json_file, retrieval_json(benchmark, [measured], strip=strip))
