"""The curves of a growing corpus as Markdown, each with the law it follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median
from typing import TypeVar

import numpy as np

from eval.speed.facts import Facts
from eval.speed.scale import Curves, NearestPoint, Point
from index.dense import EXACT_UP_TO

_P = TypeVar("_P", Point, NearestPoint)

_GOAL = 1.5
"""Times that a question may take at the largest size what it takes at the smallest."""

_ALONE = "Lớn hơn nữa chỉ đo việc tìm vectơ gần nhất: dựng trọn kho cỡ ấy quá lâu cho một lần đo."

_COLUMNS: dict[str, tuple[str, Callable[[Point], float]]] = {
    "Dựng (s)": ("{:.1f}", lambda point: point.built),
    "Mở (s)": ("{:.1f}", lambda point: point.ready),
    "Hỏi lần đầu p95 (ms)": ("{:.0f}", lambda point: point.first_p95),
    "Hỏi p50 (ms)": ("{:.1f}", lambda point: point.ask_p50),
    "Hỏi p95 (ms)": ("{:.1f}", lambda point: point.ask_p95),
    "Tìm p95 (ms)": ("{:.1f}", lambda point: point.search_p95),
    "Recall@10": ("{:.3f}", lambda point: point.recall),
    "Bộ nhớ (MB)": ("{:.0f}", lambda point: point.memory),
    "trong đó riêng (MB)": ("{:.0f}", lambda point: point.own),
    "Đĩa (MB)": ("{:.0f}", lambda point: point.disk),
}

_NEAREST: dict[str, tuple[str, Callable[[NearestPoint], float]]] = {
    "Dựng (s)": ("{:.1f}", lambda point: point.built),
    "Mở (s)": ("{:.1f}", lambda point: point.ready),
    "Tìm p50 (ms)": ("{:.2f}", lambda point: point.p50),
    "Tìm p95 (ms)": ("{:.2f}", lambda point: point.p95),
    "Recall@10": ("{:.3f}", lambda point: point.recall),
    "Bộ nhớ (MB)": ("{:.0f}", lambda point: point.memory),
    "trong đó riêng (MB)": ("{:.0f}", lambda point: point.own),
    "Đĩa (MB)": ("{:.0f}", lambda point: point.disk),
}


def scale_section(curves: Curves, machine: Facts) -> str:
    """The curves as Markdown."""
    machine_line = (
        f"{machine.at:%d/%m/%Y %H:%M} UTC · {machine.cpu} · {machine.cores} nhân · "
        f"{machine.memory_gib} GiB · tải lúc bắt đầu {machine.load}."
    )
    how = (
        f"{curves.real} đoạn đầu là văn bản thật với vectơ thật; phần sau là các văn bản ấy lặp "
        "lại dưới số mới, vectơ lệch đi bằng nhiễu, đưa thẳng vào chỉ mục. “Dựng” không kể việc "
        f"nhúng và việc tách từ ({curves.words:.1f} giây cho một nghìn đoạn thật, tăng thẳng theo "
        "số đoạn). “Hỏi lần đầu” là câu hỏi chạm đến những văn bản chưa ai hỏi từ lúc bật. Bộ nhớ "
        "riêng là phần không phải tệp được ánh xạ: các tiến trình trên một máy dùng chung phần "
        f"còn lại, và hệ điều hành bỏ bớt được. Đến {EXACT_UP_TO} đoạn thì so với mọi vectơ; trên "
        "nữa thì dùng danh sách đảo của FAISS, 8 bit một chiều."
    )
    parts = [machine_line, "", how, ""]
    counts = [f"{p.passages} | {p.documents}" for p in curves.points]
    parts += _table("Đoạn | Văn bản", counts, _COLUMNS, curves.points)
    if len(curves.points) > 1:
        parts += [
            "",
            _law([p.passages for p in curves.points], _COLUMNS, curves.points),
            "",
            _ratio(curves),
        ]
    if curves.nearest:
        parts += ["", _ALONE, ""]
        sizes = [str(p.passages) for p in curves.nearest]
        parts += _table("Vectơ", sizes, _NEAREST, curves.nearest)
    return "\n".join(parts) + "\n"


def _table(
    head: str,
    counts: Sequence[str],
    columns: dict[str, tuple[str, Callable[[_P], float]]],
    points: Sequence[_P],
) -> list[str]:
    heads = " | ".join([head, *columns])
    lines = [f"| {heads} |", "|" + "---:|" * (heads.count("|") + 1)]
    for count, point in zip(counts, points, strict=True):
        figures: list[str] = [form.format(value(point)) for form, value in columns.values()]
        lines.append(f"| {' | '.join([count, *figures])} |")
    return lines


def _law(
    sizes: Sequence[int],
    columns: dict[str, tuple[str, Callable[[Point], float]]],
    points: Sequence[Point],
) -> str:
    """How each figure grows: the power of n by least squares through all points."""
    told = ", ".join(
        f"{name.partition(' (')[0].lower()} ~ n^{exponent(sizes, [value(p) for p in points]):.2f}"
        for name, (_, value) in columns.items()
        if name != "Recall@10"
    )
    return f"Luật tăng theo số đoạn n (bình phương tối thiểu qua mọi điểm): {told}."


def _ratio(curves: Curves) -> str:
    first, last = curves.points[0], curves.points[-1]
    ratio = median(curves.growth)
    mark = "đạt" if ratio <= _GOAL else "chưa đạt"
    return (
        f"Hỏi p95 ở {last.passages} đoạn gấp {ratio:.2f} lần ở {first.passages} đoạn (mục tiêu ≤ "
        f"{_GOAL:.1f}: {mark}): trung vị của {len(curves.growth)} lượt hỏi xen kẽ hai kho, từ "
        f"{min(curves.growth):.2f} đến {max(curves.growth):.2f}, vì máy lúc nhanh lúc chậm."
    )


def exponent(sizes: Sequence[int], values: Sequence[float]) -> float:
    """The power of n by which values grow, by least squares.

    >>> round(exponent([10, 100, 1000], [2, 20, 200]), 6)
    1.0
    """
    slope, _ = np.polyfit(np.log(sizes), np.log(np.maximum(values, 1e-9)), 1)
    return float(slope)
