"""How time, memory, disk and recall grow with the number of passages."""

from __future__ import annotations

import json
import math
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.speed.facts import Facts
from eval.speed.growing import Grown, contents_of, grow, questions_about
from eval.speed.page import percentile
from eval.speed.workers import work
from index.dense import EXACT_UP_TO, DenseIndex, Lists
from index.model import Encoder, Vectors
from index.snapshot import LISTS, write_snapshot

_QUESTIONS = 60
_K = 10


@dataclass(frozen=True, slots=True)
class Point:
    """The figures at one size. ``built`` is without embedding; times are in seconds, those of a
    question in milliseconds."""

    passages: int
    documents: int
    built: float
    ready: float
    ask_p50: float
    ask_p95: float
    search_p95: float
    recall: float
    megabytes: float
    disk: float


def measure_sizes(
    real: Grown,
    sizes: Sequence[int],
    encoder: Encoder,
    model: Path,
    step: Callable[[str], None],
) -> list[Point]:
    """Grows, builds, opens and asks a corpus of each size, in a folder that is gone afterwards."""
    points = []
    for size in sizes:
        step(f"{size} đoạn")
        with tempfile.TemporaryDirectory() as folder:
            points.append(_point(grow(real, size), encoder, model, Path(folder)))
    return points


def _point(grown: Grown, encoder: Encoder, model: Path, folder: Path) -> Point:
    began = time.perf_counter()
    snapshot = write_snapshot(folder / "snapshots", contents_of(grown, encoder))
    built = time.perf_counter() - began
    asked = folder / "questions.json"
    questions = questions_about(grown, _QUESTIONS)
    asked.write_text(json.dumps(questions, ensure_ascii=False), encoding="utf-8")
    arguments = [str(model), str(snapshot.parent), str(asked)]
    worked = work("eval.speed.asking", arguments, os.environ)
    return Point(
        passages=len(grown.passages),
        documents=len(grown.documents),
        built=built,
        ready=worked.ready,
        ask_p50=percentile(worked.result["ask"], 0.5),
        ask_p95=percentile(worked.result["ask"], 0.95),
        search_p95=percentile(worked.result["search"], 0.95),
        recall=_recall(grown, encoder.encode_queries(questions), snapshot / LISTS),
        megabytes=worked.result["megabytes"],
        disk=sum(f.stat().st_size for f in snapshot.rglob("*") if f.is_file()) / 1e6,
    )


def _recall(grown: Grown, queries: Vectors, lists: Path) -> float:
    """The share of the ten nearest of each query that the index finds."""
    exact = DenseIndex(grown.vectors)
    if not lists.exists():
        return 1.0
    dense = DenseIndex(grown.vectors, Lists.load(lists))
    found = sum(len(set(dense.nearest(q, _K)) & set(exact.nearest(q, _K))) for q in queries)
    return found / (_K * len(queries))


def scale_section(points: Sequence[Point], machine: Facts, real: int) -> str:
    """The curves as Markdown, with the law that each follows between its first and last point."""
    machine_line = (
        f"{machine.at:%d/%m/%Y %H:%M} UTC · {machine.cpu} · {machine.cores} nhân · "
        f"{machine.memory_gib} GiB · tải lúc bắt đầu {machine.load}."
    )
    how = (
        f"{real} đoạn đầu là văn bản thật với vectơ thật; phần sau là các văn bản ấy lặp lại dưới "
        "số mới, vectơ lệch đi bằng nhiễu, đưa thẳng vào chỉ mục. Thời gian dựng không kể việc "
        f"nhúng. Đến {EXACT_UP_TO} đoạn thì so với mọi vectơ; trên nữa thì dùng danh sách đảo của "
        "FAISS."
    )
    heads = "Đoạn | Văn bản | Dựng (s) | Mở (s) | Hỏi p50 (ms) | Hỏi p95 (ms) | Tìm p95 (ms)"
    lines = [machine_line, "", how, "", f"| {heads} | Recall@10 | Bộ nhớ (MB) | Đĩa (MB) |"]
    lines += ["|" + "---:|" * 10]
    lines += [
        f"| {p.passages} | {p.documents} | {p.built:.1f} | {p.ready:.1f} | {p.ask_p50:.1f} | "
        f"{p.ask_p95:.1f} | {p.search_p95:.1f} | {p.recall:.3f} | {p.megabytes:.0f} | "
        f"{p.disk:.0f} |"
        for p in points
    ]
    if len(points) > 1:
        first, last = points[0], points[-1]
        laws = {
            "dựng": (first.built, last.built),
            "hỏi p95": (first.ask_p95, last.ask_p95),
            "bộ nhớ": (first.megabytes, last.megabytes),
            "đĩa": (first.disk, last.disk),
        }
        told = ", ".join(
            f"{name} ~ n^{_exponent(first.passages, last.passages, *ends):.2f}"
            for name, ends in laws.items()
        )
        ratio = last.ask_p95 / first.ask_p95
        lines += ["", f"Từ điểm đầu đến điểm cuối: {told}; hỏi p95 gấp {ratio:.2f} lần."]
    return "\n".join(lines) + "\n"


def _exponent(small: int, large: int, low: float, high: float) -> float:
    """The power of n by which a figure grows between two sizes."""
    return math.log(high / low) / math.log(large / small)
