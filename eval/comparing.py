"""Two runs of one set, question by question, and whether the later one is a drop.

A run is what ``report`` gives and ``trolyso eval --json`` writes; of a baseline only ``summary``
and the ``id`` and ``correct`` of its ``questions`` are read (``baseline_of`` keeps just these).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.errors import EvalError

Run = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The ids of the questions that became right and wrong, of those that only one run has, and
    the share right before and now. ``drop`` says in words what fell beyond what chance explains;
    empty where nothing did."""

    better: tuple[str, ...]
    worse: tuple[str, ...]
    unshared: tuple[str, ...]
    before: float
    now: float
    drop: str


def compare(before: Run, now: Run) -> Comparison:
    """How a run did against an earlier one."""
    was = {entry["id"]: bool(entry["correct"]) for entry in map(_verdict, before["questions"])}
    is_now = {entry["id"]: bool(entry["correct"]) for entry in map(_verdict, now["questions"])}
    shared = [key for key in is_now if key in was]
    return Comparison(
        better=tuple(key for key in shared if is_now[key] and not was[key]),
        worse=tuple(key for key in shared if was[key] and not is_now[key]),
        unshared=tuple(sorted(was.keys() ^ is_now.keys())),
        before=before["summary"]["correct"],
        now=now["summary"]["correct"],
        drop=_drop(before["summary"], now["summary"]),
    )


def baseline_of(run: Run) -> dict[str, Any]:
    """What is kept of a run to compare with: no texts, so that a change shows in few lines."""
    kept = ("correct", "correct_interval", "refusal_recall", "unresolved")
    return {
        "questions_from": run["questions_from"],
        "summary": {name: run["summary"][name] for name in kept},
        "questions": [_verdict(entry) for entry in run["questions"]],
    }


def read_run(path: Path) -> dict[str, Any]:
    """A run or a baseline from its file. Raises EvalError when it is neither."""
    try:
        run = json.loads(path.read_text(encoding="utf-8"))
        baseline_of(run)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvalError(
            f"Không đọc được kết quả đo {path}: {error!r}.",
            english=f"{path} is not the result of a measurement.",
            hint="Cần tệp mà trolyso eval --json hoặc --write-baseline ghi.",
        ) from error
    else:
        return dict(run)


def _verdict(entry: Mapping[str, Any]) -> dict[str, Any]:
    question = entry.get("question")
    key = question["id"] if isinstance(question, Mapping) else entry["id"]
    return {"id": key, "correct": entry["correct"]}


def _drop(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """A share right under the interval of before is a drop; so is any new breach of the
    contract."""
    dropped = []
    lowest = before["correct_interval"][0]
    if now["correct"] < lowest:
        dropped.append(
            f"đúng {now['correct']:.3f}, dưới khoảng tin cậy của mốc "
            f"({before['correct']:.3f}, từ {lowest:.3f})"
        )
    if now["unresolved"] > before["unresolved"]:
        dropped.append(
            f"{now['unresolved']} vi phạm hợp đồng trích dẫn, mốc có {before['unresolved']}"
        )
    return "; ".join(dropped)
