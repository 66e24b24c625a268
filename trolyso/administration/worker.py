"""The process of a job: reads the files of a folder, if one is named, then builds.

It tells on standard output, a JSON object a line: ``{"stage", "done", "total"}`` as it goes, then
``{"result"}`` or ``{"error"}``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.errors import TroLySoError
from corpus.library import Outcome, ingest
from index.snapshot import current_snapshot
from trolyso.library import current_collection, open_library
from trolyso.library_views import ingest_report
from trolyso.settings import Settings, load_settings
from trolyso.wiring import build_index


def main(arguments: list[str]) -> int:
    """Does the job; 0 when it is done, 1 when it has failed and said why."""
    try:
        settings = load_settings()
        files = _ingest(settings, Path(arguments[0])) if arguments else None
        if files is None or files["read"]:
            snapshot: Path | None = build_index(settings, _progress)
        else:
            snapshot = current_snapshot(settings.snapshots_folder)
    except TroLySoError as error:
        _tell({"error": str(error)})
        return 1
    result: dict[str, Any] = {"snapshot": snapshot.name if snapshot else None}
    if files is not None:
        result["files"] = files
    _tell({"result": result})
    return 0


def _ingest(settings: Settings, folder: Path) -> dict[str, Any]:
    library = open_library(settings)
    with library.writing():
        done = list(ingest(library, [folder], _progress))
    report = ingest_report(done, current_collection(settings))
    for one in (one for outcome in Outcome for one in report[outcome.value]):
        # Where it lay meanwhile is nobody's business.
        one["file"] = Path(one["file"]).name
    return report


def _progress(stage: str, done: int, total: int) -> None:
    _tell({"stage": stage, "done": done, "total": total})


def _tell(told: Mapping[str, Any]) -> None:
    print(json.dumps(told, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
