"""``trolyso eval answers``: asks a set of questions and measures the answers."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.model import Progress
from trolyso.commands.options import Quiet
from trolyso.commands.writing import write_json
from trolyso.settings import Settings, load_settings
from trolyso.terminal import output, progress_bars

if TYPE_CHECKING:
    from eval.questions import EvalQuestion
    from eval.run import Verdict
    from eval.targets import Target

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
    quiet: Quiet = False,
) -> None:
    """Hỏi cả một bộ câu hỏi và đo câu trả lời."""
    # Imported here: what measures is needed by no other command.
    from eval.comparing import baseline_of, compare, read_run
    from eval.questions import read_questions
    from eval.report import comparison_view, report, tables
    from eval.targets import OverHttp

    path = file or Path(str(resources.files("eval") / "dev.jsonl"))
    questions = read_questions(path, equivalents)
    settings = load_settings()
    with progress_bars(quiet=quiet) as progress:
        if url is None:
            name, verdicts = _in_process(questions, settings, progress)
        else:
            with OverHttp(url) as server:
                name, verdicts = _asked(questions, server, progress)
    output().print(tables(verdicts, target=name))
    result = report(verdicts, questions_from=path.name, target=name)
    write_json(settings.eval_report, result)
    if json_file is not None:
        write_json(json_file, result)
    if new_baseline is not None:
        write_json(new_baseline, baseline_of(result))
    dropped = False
    if baseline is not None:
        comparison = compare(read_run(baseline), result)
        output().print(comparison_view(comparison))
        dropped = bool(comparison.drop)
    if dropped or any(verdict.reply.error is not None for verdict in verdicts):
        raise typer.Exit(1)


def _in_process(
    questions: tuple[EvalQuestion, ...], settings: Settings, progress: Progress
) -> tuple[str, list[Verdict]]:
    # Imported here: with --url no index is needed, and --help need not wait for it.
    from eval.targets import InProcess
    from trolyso.wiring import open_assistant

    return _asked(questions, InProcess(open_assistant(settings, progress)), progress)


def _asked(
    questions: tuple[EvalQuestion, ...], target: Target, progress: Progress
) -> tuple[str, list[Verdict]]:
    from eval.run import run

    verdicts = run(questions, target, lambda done: progress(_ASKING, done, len(questions)))
    return target.name, verdicts
