"""The page that shows the latest evaluation: how well the assistant answers, measured, not claimed.

The report is a file that ``trolyso eval`` writes; what is not in it is not shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from answer.model import Status
from api.page.preferences import Preferences
from api.page.rendering import render
from api.page.site import PageSite
from api.page.words import Words, words_of

router = APIRouter(include_in_schema=False)

_KEY = ("correct", "citation_precision", "refusal_recall", "document_mismatch")
"""The figures that tell most; the page begins with them."""

_SHARES = ("answerable_correct", "facts", "citation_recall", "labels", "false_refusals")
_COUNTS = ("unresolved", "errors")
_TIMES = ("latency_p50", "latency_p95")

_MOST_WRONG = 50


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the report: its name in the words' section ``figure``, its value as shown, and
    the range it lies in with 95 percent, where that is known."""

    name: str
    shown: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class Slice:
    """The figures of a kind of questions: how many there are, how many are right, in shares."""

    name: str
    questions: str
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
    questions: str
    day: str
    key: tuple[Figure, ...]
    figures: tuple[Figure, ...]
    slices: tuple[Slice, ...]
    wrong: tuple[Wrong, ...]
    all_wrong: int


@router.get("/evaluation")
def evaluation_page(request: Request, site: PageSite) -> Response:
    """The latest evaluation, or how to make one."""
    say = words_of(Preferences.of(request).language)
    report = read_evaluation(site.evaluation, say) if site.evaluation else None
    return render(request, "evaluation.html", report=report)


def read_evaluation(path: Path, say: Words) -> Evaluation | None:
    """The report in a file; None where there is none, or none that can be read."""
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
        return _evaluation(report, datetime.fromtimestamp(path.stat().st_mtime, UTC).date(), say)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None


def _evaluation(report: Mapping[str, Any], written: date, say: Words) -> Evaluation:
    summary = report["summary"]
    measured = report.get("measured_at")
    wrong = [
        Wrong(str(item["question"]["question"]), "; ".join(_reasons(item, say)) or str(item["why"]))
        for item in report.get("questions", ())
        if item.get("why")
    ]
    return Evaluation(
        questions_from=Path(str(report.get("questions_from", ""))).name,
        questions=say.number(summary["questions"]),
        day=say.day(datetime.fromisoformat(measured).date() if measured else written),
        key=tuple(_shares(summary, _KEY, say)),
        figures=(*_shares(summary, _SHARES, say), *_others(summary, say)),
        slices=tuple(
            _slice(kind, figures, say) for kind, figures in report.get("by_type", {}).items()
        ),
        wrong=tuple(wrong[:_MOST_WRONG]),
        all_wrong=len(wrong),
    )


def _shares(summary: Mapping[str, Any], names: tuple[str, ...], say: Words) -> Iterator[Figure]:
    for name in names:
        if summary.get(name) is not None:
            ends = summary.get(f"{name}_interval") or ()
            yield Figure(name, say.share(summary[name]), " – ".join(map(say.share, ends)))


def _others(summary: Mapping[str, Any], say: Words) -> Iterator[Figure]:
    for name in _COUNTS:
        if name in summary:
            yield Figure(name, say.number(summary[name]))
    for name in _TIMES:
        if summary.get(name) is not None:
            yield Figure(name, f"{say.number(summary[name])} ms")


def _slice(kind: str, summary: Mapping[str, Any], say: Words) -> Slice:
    shares = (summary.get(of) for of in ("correct", "citation_recall", "citation_precision"))
    shown = ("–" if value is None else say.share(value) for value in shares)
    key = "question_kind." + kind
    return Slice(say(key) if key in say else kind, say.number(summary["questions"]), *shown)


def _reasons(item: Mapping[str, Any], say: Words) -> Iterator[str]:
    """Why an answer counts as wrong, in the page's language; breaches of the contract as the
    report tells them."""
    reply, answerable = item["reply"], item["question"]["answerable"]
    states_facts = Status(reply["status"]).states_facts if reply["status"] else False
    if reply["error"] is not None:
        yield say("evaluation.error", error=reply["error"])
    elif answerable and not states_facts:
        yield say("evaluation.false_refusal")
    elif states_facts and not answerable:
        yield say("evaluation.not_refused")
    elif answerable:
        found, facts = item["facts"]
        if found < facts:
            yield say("evaluation.missing", found=found, facts=facts)
        if not item["recall"][0]:
            yield say("evaluation.uncited")
        if item["forbidden"]:
            yield say("evaluation.forbidden", words=", ".join(item["forbidden"]))
    yield from map(str, item["faults"])
