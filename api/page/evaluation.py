"""The page that shows the latest evaluation: how well the assistant answers, measured, not claimed.

The report is a file that ``trolyso eval`` writes; what is not in it is not shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.page.rendering import render
from api.page.site import PageSite

router = APIRouter(include_in_schema=False)

SHARES = (
    "correct", "answerable_correct", "facts", "citation_recall", "citation_precision", "labels",
    "document_mismatch", "refusal_recall", "false_refusals",
)  # fmt: skip
"""Figures in [0, 1]; the other ones are counts and milliseconds."""

_COUNTS = ("unresolved", "errors")
_TIMES = ("latency_p50", "latency_p95")

_MOST_WRONG = 50


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the report: its name in the words' section ``figure``, and its value as shown."""

    name: str
    shown: str


@dataclass(frozen=True, slots=True)
class Slice:
    """The figures of a kind of questions: how many there are, how many are right, in shares."""

    name: str
    questions: int
    correct: str
    recall: str
    precision: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """A question that was answered wrongly, and why."""

    question: str
    why: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A report as it is shown."""

    questions_from: str
    questions: int
    at: datetime
    figures: tuple[Figure, ...]
    slices: tuple[Slice, ...]
    wrong: tuple[Wrong, ...]
    all_wrong: int


@router.get("/evaluation")
def evaluation_page(request: Request, site: PageSite) -> Response:
    """The latest evaluation, or how to make one."""
    report = read_evaluation(site.evaluation) if site.evaluation else None
    return render(request, "evaluation.html", report=report)


def read_evaluation(path: Path) -> Evaluation | None:
    """The report in a file; None where there is none, or none that can be read."""
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
        made = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        return _evaluation(report, made)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _evaluation(report: Mapping[str, Any], at: datetime) -> Evaluation:
    summary = report["summary"]
    wrong = [
        Wrong(str(item["question"]["question"]), str(item["why"]))
        for item in report.get("questions", ())
        if item.get("why")
    ]
    return Evaluation(
        questions_from=Path(str(report.get("questions_from", ""))).name,
        questions=int(summary["questions"]),
        at=at,
        figures=tuple(_figures(summary)),
        slices=tuple(_slice(*item) for item in report.get("by_type", {}).items()),
        wrong=tuple(wrong[:_MOST_WRONG]),
        all_wrong=len(wrong),
    )


def _figures(summary: Mapping[str, Any]) -> Iterator[Figure]:
    for name in SHARES:
        if summary.get(name) is not None:
            yield Figure(name, _share(summary[name]) + _within(summary.get(f"{name}_interval")))
    for name in _COUNTS:
        if name in summary:
            yield Figure(name, str(int(summary[name])))
    for name in _TIMES:
        if summary.get(name) is not None:
            yield Figure(name, f"{float(summary[name]):.0f} ms")


def _slice(name: str, summary: Mapping[str, Any]) -> Slice:
    shares = (summary.get(of) for of in ("correct", "citation_recall", "citation_precision"))
    return Slice(name, int(summary["questions"]), *(_share(value) for value in shares))


def _share(value: float | None) -> str:
    return "–" if value is None else f"{float(value):.1%}"


def _within(interval: tuple[float, float] | None) -> str:
    return f" [{_share(interval[0])} – {_share(interval[1])}]" if interval else ""
