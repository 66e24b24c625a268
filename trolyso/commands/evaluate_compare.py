"""``trolyso eval compare``: two runs of one set, question by question."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eval.comparing import compare, read_run
from eval.report import comparison_view
from eval.written import as_html, as_markdown
from trolyso.commands.writing import write_file
from trolyso.terminal import output


def compare_runs(
    before: Annotated[Path, typer.Argument(metavar="TRƯỚC", help="Lần đo trước (--json).")],
    now: Annotated[Path, typer.Argument(metavar="NAY", help="Lần đo nay (--json).")],
    html: Annotated[
        Path | None, typer.Option(metavar="TỆP", help="Ghi báo cáo thành trang HTML này.")
    ] = None,
    markdown: Annotated[
        Path | None, typer.Option(metavar="TỆP", help="Ghi báo cáo thành tệp Markdown này.")
    ] = None,
) -> None:
    """So hai lần đo từng câu: câu nào tốt lên, câu nào kém đi; kém thì mã kết thúc là 1."""
    was, is_now = read_run(before), read_run(now)
    comparison = compare(was, is_now)
    output().print(comparison_view(comparison))
    if html is not None:
        write_file(html, as_html(is_now, was))
    if markdown is not None:
        write_file(markdown, as_markdown(is_now, was))
    if comparison.drop:
        raise typer.Exit(1)
