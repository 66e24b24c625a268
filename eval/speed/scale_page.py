"""The curves of a growing corpus as Markdown, each with the law it follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

import numpy as np

from eval.speed.facts import Facts
from eval.speed.scale import Curves, Point
from index.dense import EXACT_UP_TO

_GOAL = 1.5
"""Times that a question may take at a hundred thousand passages what it takes at a thousand."""

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
    parts += _table(curves.points)
    if len(curves.points) > 1:
        parts += ["", _law(curves.points), "", _ratio(curves)]
    return "\n".join(parts) + "\n"


def _table(points: Sequence[Point]) -> list[str]:
    heads = ["Đoạn", "Văn bản", *_COLUMNS]
    lines = [f"| {' | '.join(heads)} |", "|" + "---:|" * len(heads)]
    for point in points:
        figures = [form.format(value(point)) for form, value in _COLUMNS.values()]
        cells = [str(point.passages), str(point.documents), *figures]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _law(points: Sequence[Point]) -> str:
    """How each figure grows: the power of n by least squares through all points."""
    sizes = [point.passages for point in points]
    told = ", ".join(
        f"{name.partition(' (')[0].lower()} ~ n^{exponent(sizes, [value(p) for p in points]):.2f}"
        for name, (_, value) in _COLUMNS.items()
        if name != "Recall@10"
    )
    return f"Luật tăng theo số đoạn n (bình phương tối thiểu qua mọi điểm): {told}."


def _ratio(curves: Curves) -> str:
    first, last = curves.points[0], curves.compared
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
