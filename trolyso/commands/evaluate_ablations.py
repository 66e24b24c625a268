"""``trolyso eval ablations``: what each ingredient of an answer is worth."""

from __future__ import annotations

from trolyso.commands.options import MarkdownFile, QuestionSets, Quiet
from trolyso.commands.writing import write_file
from trolyso.settings import load_settings
from trolyso.terminal import output, progress_bars


def ablations(
    files: QuestionSets = None,
    markdown: MarkdownFile = None,
    quiet: Quiet = False,
) -> None:
    """Bỏ lần lượt từng thành phần rồi đo lại: mỗi thứ đáng giá bao nhiêu."""
    # Imported here: what measures brings the index with it, and --help need not wait for that.
    from answer.spelling import Speller
    from eval import ablations as parts
    from eval.ablations_table import as_markdown, as_table
    from eval.questions import DEV, read_questions
    from trolyso.wiring import open_index, remembering_encoder

    paths = files or [DEV]
    sets = {path.stem: read_questions(path) for path in paths}
    with progress_bars(quiet=quiet) as progress:
        settings = load_settings()
        index = open_index(settings, progress)
        chosen = parts.ablations(index, Speller.load(), remembering_encoder(settings))
        measured = parts.measure(sets, list(chosen), progress)
    output().print(as_table(measured))
    if markdown is not None:
        write_file(markdown, as_markdown(measured))
