"""``trolyso eval answers``: asks a set of questions and measures the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from eval.comparing import baseline_of, compare, read_run
from eval.questions import DEV, EvalQuestion, read_questions
from eval.report import comparison_view, peers_view, report, tables
from eval.run import Verdict, run
from eval.targets import InProcess, OverHttp, Target
from eval.written import as_html, as_markdown
from index.model import Progress
from trolyso.commands.options import Quiet
from trolyso.commands.writing import write_file, write_json
from trolyso.settings import Settings, load_settings
from trolyso.terminal import output, progress_bars

_ASKING = "Đang hỏi"


def answers(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[TỆP]", help="Bộ câu hỏi JSON Lines; bỏ trống thì dùng bộ kèm theo."
        ),
    ] = None,
    url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Hỏi máy chủ đang chạy thay vì hỏi trong tiến trình."),
    ] = None,
    json_file: Annotated[
        Path | None,
        typer.Option("--json", metavar="TỆP", help="Ghi toàn bộ kết quả ra tệp JSON này."),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            metavar="TỆP",
            help="So từng câu với một lần đo trước (--json, --write-baseline); kém hơn mức ngẫu "
            "nhiên giải thích được thì mã kết thúc là 1.",
        ),
    ] = None,
    new_baseline: Annotated[
        Path | None,
        typer.Option(
            "--write-baseline", metavar="TỆP", help="Ghi lần đo này làm mốc để lần sau so."
        ),
    ] = None,
    equivalents: Annotated[
        Path | None,
        typer.Option(
            metavar="TỆP",
            help="Nơi khác cũng nói điều ấy; nếu không nêu: TÊN.equivalents.json cạnh bộ câu hỏi.",
        ),
    ] = None,
    html: Annotated[
        Path | None, typer.Option(metavar="TỆP", help="Ghi báo cáo thành trang HTML này.")
    ] = None,
    markdown: Annotated[
        Path | None, typer.Option(metavar="TỆP", help="Ghi báo cáo thành tệp Markdown này.")
    ] = None,
    no_peers: Annotated[
        bool,
        typer.Option(
            "--no-peers",
            metavar="",
            help="Không hỏi LangChain và nom-vn những câu ấy để so.",
        ),
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Hỏi cả một bộ câu hỏi và đo câu trả lời."""
    path = file or DEV
    questions = read_questions(path, equivalents)
    settings = load_settings()
    with progress_bars(quiet=quiet) as progress:
        if url is None:
            asked = _in_process(questions, settings, progress, beside_peers=not no_peers)
        else:
            with OverHttp(url) as server:
                asked = _asked(questions, server, progress)
    output().print(tables(asked.verdicts, target=asked.target))
    result = report(
        asked.verdicts,
        questions_from=path.name,
        target=asked.target,
        provinces=asked.provinces,
        peers=asked.peers,
    )
    if asked.peers is not None:
        output().print(peers_view(asked.peers))
    before = read_run(baseline) if baseline is not None else None
    write_json(settings.eval_report, result)
    write_file(settings.eval_report.with_suffix(".html"), as_html(result, before))
    write_file(settings.eval_report.with_suffix(".md"), as_markdown(result, before))
    if json_file is not None:
        write_json(json_file, result)
    if html is not None:
        write_file(html, as_html(result, before))
    if markdown is not None:
        write_file(markdown, as_markdown(result, before))
    if new_baseline is not None:
        write_json(new_baseline, baseline_of(result))
    dropped = False
    if before is not None:
        comparison = compare(before, result)
        output().print(comparison_view(comparison))
        dropped = bool(comparison.drop)
    if dropped or any(v.reply.error is not None for v in asked.verdicts):
        raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What came of asking a set: whom, how it answered, the provinces of its documents, and how
    the peers did."""

    target: str
    verdicts: list[Verdict]
    provinces: Mapping[str, str]
    peers: Mapping[str, Any] | None = None


def _in_process(
    questions: tuple[EvalQuestion, ...],
    settings: Settings,
    progress: Progress,
    *,
    beside_peers: bool,
) -> _Asked:
    # Imported here: with --url no index is needed, and --help need not wait for it.
    from eval.peers import compared
    from trolyso.wiring import open_assistant, remembering_encoder

    assistant = open_assistant(settings, progress)
    asked = _asked(questions, InProcess(assistant), progress)
    if not beside_peers:
        return asked
    peers = compared(asked.verdicts, assistant, remembering_encoder(settings), progress)
    return replace(asked, peers=peers)


def _asked(questions: tuple[EvalQuestion, ...], target: Target, progress: Progress) -> _Asked:
    verdicts = run(questions, target, lambda done: progress(_ASKING, done, len(questions)))
    return _Asked(target.name, verdicts, target.provinces())
