"""``trolyso eval calibrate``: fits the confidence of answers, and sets when none is given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from index.model import Progress
from trolyso.commands.options import Quiet
from trolyso.commands.writing import write_json
from trolyso.settings import load_settings
from trolyso.terminal import output, progress_bars


def calibrate(
    sets: Annotated[
        list[Path],
        typer.Argument(metavar="TỆP…", help="Các bộ câu hỏi JSON Lines về kho đang có."),
    ],
    file: Annotated[
        Path | None,
        typer.Option("--json", metavar="TỆP", help="Ghi kết quả khớp ra tệp JSON này."),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Khớp độ tin cậy của câu trả lời với tỷ lệ đúng đo được; đặt ngưỡng từ chối."""
    # Imported here: what measures brings the index with it, and --help need not wait for that.
    from answer.assistant import Assistant
    from eval.calibrating import fit, provenance
    from eval.observing import Daring, Observation, observe
    from eval.questions import read_questions
    from eval.report import reliability
    from eval.targets import InProcess
    from trolyso.wiring import open_index

    asked = {path.name: read_questions(path, _beside_or_shipped(path)) for path in sets}
    seen: list[Observation] = []
    with progress_bars(quiet=quiet) as progress:
        index = open_index(load_settings(), progress)
        daring = Daring.made()
        target = InProcess(Assistant(index, confidence=daring))
        for name, questions in asked.items():
            seen += observe(questions, target, daring, _shown(progress, name, len(questions)))
    fitted = fit(seen)
    told = provenance(
        {name: len(questions) for name, questions in asked.items()},
        len(index.documents),
        index.encoder.name,
        datetime.now(UTC).date().isoformat(),
    )
    output().print(reliability(fitted.calibration))
    output().print_json(data=dict(fitted.told))
    if file is not None:
        write_json(file, {"provenance": told, **fitted.told})


def _shown(progress: Progress, name: str, total: int) -> Callable[[int], None]:
    return lambda done: progress(name, done, total)


def _beside_or_shipped(path: Path) -> Path | None:
    """The equivalents of a set: None where they lie beside it, else those that ship for a set of
    its name, where there are any."""
    name = f"{path.stem}.equivalents.json"
    shipped = Path(str(resources.files("eval") / name))
    return None if (path.parent / name).is_file() or not shipped.is_file() else shipped
