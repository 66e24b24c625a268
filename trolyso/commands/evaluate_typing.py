"""``trolyso eval typing``: the same questions, typed as people type."""

from __future__ import annotations

from trolyso.commands.options import MarkdownFile, QuestionSets, Quiet
from trolyso.commands.writing import write_file
from trolyso.settings import load_settings
from trolyso.terminal import output, progress_bars

_FIRST = "Cách gõ"


def typing_ways(
    files: QuestionSets = None,
    markdown: MarkdownFile = None,
    quiet: Quiet = False,
) -> None:
    """Hỏi lại các câu gõ đúng bằng những cách gõ khác: không dấu, Telex, trượt phím, viết tắt."""
    # Imported here: what measures brings the index with it, and --help need not wait for that.
    from answer.assistant import Assistant
    from eval.ablations import measure_typed
    from eval.ablations_table import as_markdown, as_table
    from eval.questions import DEV, read_questions
    from trolyso.wiring import open_index

    paths = files or [DEV]
    sets = {path.stem: read_questions(path) for path in paths}
    with progress_bars(quiet=quiet) as progress:
        assistant = Assistant(open_index(load_settings(), progress))
        measured = measure_typed(sets, assistant, progress)
    output().print(as_table(measured, _FIRST))
    if markdown is not None:
        write_file(markdown, as_markdown(measured, _FIRST))
