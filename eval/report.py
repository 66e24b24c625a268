"""The report of a run: tables for people, JSON for programs.

The JSON is also what ``TROLYSO_HOME/eval/latest.json`` holds after every run, for a page to show:

    {"questions_from": "dev.jsonl", "target": "trong tiến trình", "measured_at": ISO time,
     "summary": {…}, "by_type": {name: {…}}, "by_variant": {name: {…}},
     "by_document": {source: {…}}, "by_province": {name: {…}},
     "calibration": {"error": 0.03, "bins": [{"answers", "confidence", "right"}, …]},
     "peers": {"characters", "without_nom", "rows": [{"name", "served", …}, …]} or null,
     "questions": [{"question": {…}, "reply": {…}, "correct", "facts", "recall", "precision",
                    "labels", "mismatch", "forbidden", "faults", "why"}, …]}

The figures of a summary are those of ``eval.summary.Summary``, a question's those of
``eval.run.Verdict``; ``why`` says in words what is wrong, empty where nothing is. Keys are added,
never renamed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from eval.calibration import Calibration, calibration
from eval.comparing import Comparison
from eval.run import Verdict
from eval.summary import Summary, by, summarise

_WORST = 10


def report(
    verdicts: Sequence[Verdict],
    *,
    questions_from: str,
    target: str,
    provinces: Mapping[str, str] | None = None,
    peers: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The whole run, ready for ``json.dumps``: the figures, the same by type, by variant, by
    document and by province (``provinces`` has those of documents by source), and every question
    with its reply, its verdict, and why it is wrong where it is. ``peers`` is the comparison of
    ``eval.peers``, where there was one."""
    by_document = by([v for v in verdicts if v.question.needs], _source)
    of = provinces or {}
    local = [v for v in verdicts if v.question.needs and _source(v) in of]
    return {
        "questions_from": questions_from,
        "target": target,
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "summary": asdict(summarise(verdicts)),
        "by_type": {name: asdict(part) for name, part in by(verdicts, _type).items()},
        "by_variant": {name: asdict(part) for name, part in by(verdicts, _variant).items()},
        "by_document": {name: asdict(part) for name, part in by_document.items()},
        "by_province": {
            name: asdict(part) for name, part in by(local, lambda v: of[_source(v)]).items()
        },
        "calibration": asdict(calibration(_confidences(verdicts))),
        "peers": peers,
        "questions": [{**asdict(verdict), "why": why(verdict)} for verdict in verdicts],
    }


def tables(verdicts: Sequence[Verdict], *, target: str) -> RenderableType:
    """The run for a terminal: all figures, the slices, and the questions that went wrong."""
    return Group(
        _figures(summarise(verdicts), target, calibration(_confidences(verdicts)).error),
        Text(),
        _slices("Theo loại câu hỏi", by(verdicts, _type)),
        Text(),
        _slices("Theo cách gõ", by(verdicts, _variant)),
        *_failures(verdicts),
    )


def reliability(told: Calibration) -> RenderableType:
    """The reliability diagram for a terminal: what was said, and what share was right."""
    error = "–" if told.error is None else f"{told.error:.3f}"
    table = Table(title=f"Độ tin cậy: lệch trung bình (ECE) {error}", title_justify="left")
    for heading in ("Câu trả lời", "Nói chắc", "Thực đúng"):
        table.add_column(heading, justify="right")
    for held in told.bins:
        table.add_row(str(held.answers), _share(held.confidence), _share(held.right))
    return table


def peers_view(peers: Mapping[str, Any]) -> RenderableType:
    """The product beside the ordinary ways, for a terminal."""
    title = f"Chỗ cần có nằm trong {peers['characters']} ký tự đầu của những gì tìm được"
    table = Table(title=title, title_justify="left")
    table.add_column("Cách làm")
    for heading in ("Có", "Có, gõ không dấu", "Sai văn bản đầu"):
        table.add_column(heading, justify="right")
    for row in peers["rows"]:
        shares = (row["served"], row["served_without_diacritics"], row["wrong_document"])
        table.add_row(row["name"], *map(_share, shares))
    return Group(Text(), table)


def comparison_view(comparison: Comparison) -> RenderableType:
    """What became better and worse since another run, and whether that is a drop."""
    lines = [
        f"So với mốc: đúng {comparison.before:.3f} → {comparison.now:.3f}",
        f"  đúng thêm: {', '.join(comparison.better) or 'không câu nào'}",
        f"  thành sai: {', '.join(comparison.worse) or 'không câu nào'}",
    ]
    if comparison.unshared:
        lines.append(f"  chỉ một lần đo có: {', '.join(comparison.unshared)}")
    lines.append(f"Kém đi: {comparison.drop}" if comparison.drop else "Không kém đi.")
    return Text("\n".join(lines))


def _confidences(verdicts: Sequence[Verdict]) -> list[tuple[float, bool]]:
    """How sure each answer was, and whether it was right; a refusal says nothing of a chance."""
    return [
        (verdict.reply.confidence, verdict.correct)
        for verdict in verdicts
        if verdict.reply.states_facts and verdict.reply.confidence is not None
    ]


def _type(verdict: Verdict) -> str:
    return verdict.question.type


def _source(verdict: Verdict) -> str:
    """The document a question is about: the first that a right answer may rest on."""
    return verdict.question.needs[0][0].source


def _variant(verdict: Verdict) -> str:
    return verdict.question.variant


def _figures(summary: Summary, target: str, error: float | None) -> Table:
    table = Table(title=f"{summary.questions} câu hỏi, hỏi {target}", title_justify="left")
    table.add_column("Thước đo")
    table.add_column("Kết quả", justify="right")
    interval = summary.correct_interval
    within = f" [{interval[0]:.3f}–{interval[1]:.3f}]" if interval else ""
    rows = {
        "Đúng (khoảng tin cậy 95 %)": _share(summary.correct) + within,
        "Đúng, câu trả lời được": _share(summary.answerable_correct),
        "Ý cần có": _share(summary.facts),
        "Trích dẫn đủ (recall)": _share(summary.citation_recall),
        "Trích dẫn trúng (precision)": _share(summary.citation_precision),
        "Nhãn điểm, khoản, mục đúng": _share(summary.labels),
        "Sai văn bản (trích dẫn đầu)": _share(summary.document_mismatch),
        "Từ chối đúng": _share(summary.refusal_recall),
        "Từ chối nhầm": _share(summary.false_refusals),
        "Trích dẫn không đối chiếu được": str(summary.unresolved),
        "Lỗi khi hỏi": str(summary.errors),
        "Độ dài trả lời, trung vị (ký tự)": _number(summary.answer_length),
        "Độ tin cậy lệch (ECE)": _share(error),
        "Thời gian p50 / p95 (ms)": (
            f"{_number(summary.latency_p50)} / {_number(summary.latency_p95)}"
        ),
    }
    for name, value in rows.items():
        table.add_row(name, value)
    return table


def _slices(title: str, groups: Mapping[str, Summary]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("Nhóm")
    for heading in ("Số câu", "Đúng", "Đủ", "Trúng", "Nhãn", "Sai VB", "TC đúng", "TC nhầm", "p50"):
        table.add_column(heading, justify="right")
    for name, summary in groups.items():
        table.add_row(
            name,
            str(summary.questions),
            _share(summary.correct),
            _share(summary.citation_recall),
            _share(summary.citation_precision),
            _share(summary.labels),
            _share(summary.document_mismatch),
            _share(summary.refusal_recall),
            _share(summary.false_refusals),
            _number(summary.latency_p50),
        )
    return table


def _failures(verdicts: Sequence[Verdict]) -> list[RenderableType]:
    """The first few wrong or faulty replies, each with what is wrong with it."""
    wrong = [verdict for verdict in verdicts if not verdict.correct or verdict.faults]
    if not wrong:
        return []
    lines = [
        Text(f"  {v.question.id}  {v.question.question}\n      {why(v)}") for v in wrong[:_WORST]
    ]
    heading = f"\nCâu cần xem ({min(len(wrong), _WORST)} trên {len(wrong)})"
    return [Text(heading, style="bold"), *lines]


def why(verdict: Verdict) -> str:
    """What is wrong with a reply, in a few Vietnamese words; empty when nothing is."""
    reply, question = verdict.reply, verdict.question
    reasons = []
    if reply.error is not None:
        reasons.append(f"lỗi: {reply.error}")
    elif question.answerable and not reply.states_facts:
        reasons.append(f"từ chối nhầm ({reply.status})")
    elif not question.answerable and reply.states_facts:
        reasons.append(f"trả lời câu phải từ chối ({reply.status})")
    elif question.answerable:
        found, facts = verdict.facts
        if found < facts:
            reasons.append(f"thiếu ý ({found}/{facts})")
        if not verdict.recall[0]:
            reasons.append("không trích dẫn đúng chỗ")
        if verdict.forbidden:
            reasons.append(f"nói điều cấm: {', '.join(verdict.forbidden)}")
    return "; ".join([*reasons, *verdict.faults])


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"
