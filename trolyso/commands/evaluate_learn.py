"""``trolyso eval learn``: what each feature of ranking tells, learned from sets of questions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from trolyso.commands.options import Quiet
from trolyso.commands.writing import write_file
from trolyso.settings import load_settings
from trolyso.terminal import output, progress_bars


def learn(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="TỆP...", help="Các bộ câu hỏi JSON Lines, từ hai bộ trở lên."),
    ],
    toml: Annotated[
        Path | None, typer.Option(metavar="TỆP", help="Ghi trọng số học được thành tệp TOML này.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Học trọng số xếp hạng từ các bộ câu hỏi; mỗi bộ được để riêng ra một lần để thử."""
    # Imported here: what measures brings the index with it, and --help need not wait for that.
    from eval import learning
    from eval.questions import read_questions
    from trolyso.wiring import open_assistant

    with progress_bars(quiet=quiet) as progress:
        assistant = open_assistant(load_settings(), progress)
    sets = {path.stem: learning.rankings(assistant, read_questions(path)) for path in files}
    for name, now, learned in learning.left_out(sets):
        output().print(f"{name}: {now:.3f} → {learned:.3f} ({len(sets[name])})", highlight=False)
    weights = learning.as_toml(learning.learn([r for found in sets.values() for r in found]))
    output().print(weights, end="", highlight=False, markup=False)
    if toml is not None:
        write_file(toml, weights)
