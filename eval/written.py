"""The report of a run as a page and as Markdown, for people who were not there.

Both are written from the JSON of ``eval.report`` (also an older one: what it lacks is not shown),
beside another run where one is given. The page is one file: styles and the diagram are in it, it
needs no script, it is dark where the reader's system is, and it prints.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from eval.comparing import Run, compare
from eval.errors import EvalError

WORST = 20
"""Wrong answers shown whole, the worst first."""

FIGURES: Mapping[str, str] = {
    "correct": "Đúng",
    "answerable_correct": "Đúng, câu trả lời được",
    "facts": "Ý cần có",
    "citation_recall": "Trích dẫn đủ (recall)",
    "citation_precision": "Trích dẫn trúng (precision)",
    "labels": "Nhãn điểm, khoản, mục đúng",
    "document_mismatch": "Sai văn bản (trích dẫn đầu)",
    "refusal_recall": "Từ chối đúng",
    "false_refusals": "Từ chối nhầm",
}
"""The shares of a summary, as they are called."""

COUNTS: Mapping[str, str] = {
    "unresolved": "Trích dẫn không đối chiếu được",
    "errors": "Lỗi khi hỏi",
    "answer_length": "Độ dài trả lời, trung vị (ký tự)",
    "latency_p50": "Thời gian, trung vị (ms)",
    "latency_p95": "Thời gian, 95 % (ms)",
}
"""The other figures of a summary, as they are called."""

SLICES: Mapping[str, str] = {
    "by_type": "Theo loại câu hỏi",
    "by_variant": "Theo cách gõ",
    "by_document": "Theo văn bản",
    "by_province": "Theo tỉnh, thành phố",
}


@dataclass(frozen=True, slots=True)
class Changed:
    """A question that two runs answered differently well, with both answers."""

    id: str
    question: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Another run of the same set, with what became better and worse since."""

    before: float
    now: float
    better: Sequence[Changed]
    worse: Sequence[Changed]
    unshared: Sequence[str]
    drop: str


def as_html(run: Run, before: Run | None = None) -> str:
    """The report as a page of its own."""
    return _rendered("report.html", run, before)


def as_markdown(run: Run, before: Run | None = None) -> str:
    """The report in Markdown, as GitHub reads it."""
    return _rendered("report.md", run, before)


def share(value: float | None) -> str:
    """A share as it is told.

    >>> share(0.9333), share(None)
    ('0,933', '–')
    """
    return "–" if value is None else f"{value:.3f}".replace(".", ",")


def worst(run: Run) -> list[Mapping[str, Any]]:
    """The wrong or faulty answers, worst first: those that break the contract, then what was stated
    wrongly, the surer the worse, then what was refused wrongly."""

    def badness(entry: Mapping[str, Any]) -> tuple[bool, bool, float]:
        reply = entry["reply"]
        stated = reply["status"] in ("answered", "partial")
        return (not entry["faults"], not stated, -(reply.get("confidence") or 0.0))

    wrong = [entry for entry in run["questions"] if not entry["correct"] or entry.get("faults")]
    return sorted((entry for entry in wrong if "reply" in entry), key=badness)


def beside(before: Run, now: Run) -> Beside:
    """What became of the questions of an earlier run."""
    found = compare(before, now)
    was, is_now = _answers(before), _answers(now)

    def changed(ids: Sequence[str]) -> list[Changed]:
        return [Changed(i, is_now[i][0], was.get(i, ("", ""))[1], is_now[i][1]) for i in ids]

    return Beside(
        before=found.before,
        now=found.now,
        better=changed(found.better),
        worse=changed(found.worse),
        unshared=found.unshared,
        drop=found.drop,
    )


def _answers(run: Run) -> dict[str, tuple[str, str]]:
    """The question and the answer of each entry; both empty where only the verdict was kept."""
    answers = {}
    for entry in run["questions"]:
        question = entry.get("question")
        if isinstance(question, Mapping):
            answers[question["id"]] = (question["question"], entry["reply"]["answer"])
        else:
            answers[entry["id"]] = ("", "")
    return answers


def _rendered(template: str, run: Run, before: Run | None) -> str:
    if "target" not in run:
        raise EvalError(
            "Tệp mốc chỉ giữ câu nào đúng, câu nào sai: không đủ để viết báo cáo.",
            english="A baseline keeps verdicts only: too little for a report.",
            hint="Hãy nêu tệp mà trolyso eval --json ghi.",
        )
    wrong = worst(run)
    return (
        _environment()
        .get_template(template)
        .render(
            run=run,
            summary=run["summary"],
            figures=FIGURES,
            counts=COUNTS,
            slices={name: title for name, title in SLICES.items() if run.get(name)},
            calibration=run.get("calibration"),
            peers=run.get("peers"),
            wrong=wrong[:WORST],
            all_wrong=len(wrong),
            beside=beside(before, run) if before is not None else None,
        )
    )


@cache
def _environment() -> Environment:
    # Markdown is not HTML: what looks like markup in a text is told by its template.
    environment = Environment(
        loader=PackageLoader("eval"),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["share"] = share
    environment.filters["cell"] = _cell
    return environment


def _cell(text: str) -> str:
    """A text as a cell of a Markdown table: one line, nothing of it markup."""
    line = " ".join(text.split())
    for mark in "\\|*_`<[":
        line = line.replace(mark, "\\" + mark)
    return line
