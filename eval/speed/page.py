"""The table of a measurement, and its place in docs/benchmarks.md."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from corpus.durable import write_text
from eval.speed.measure import Measured
from eval.speed.server import CLIENTS

_MARKS = {True: "✓", False: "✗"}
_TITLE = "# Đo tốc độ và sức chứa\n"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; ``good`` tells whether the goal is met."""

    what: str
    ours: str
    peer: str
    goal: str
    good: bool


def rows(measured: Measured) -> list[Row]:
    """The lines of the table: the product, the usual pipeline, the goal."""
    server, ours, peer = measured.server, measured.ours, measured.peer
    half, tail = percentile(server.milliseconds, 0.5), percentile(server.milliseconds, 0.95)
    rate = ours.result["passages_per_second"]
    reference = measured.reference.result["passages_per_second"]
    table = [
        Row("Hỏi qua HTTP, p50", f"{half:.1f} ms", "–", "≤ 20 ms", half <= 20),
        Row("Hỏi qua HTTP, p95", f"{tail:.1f} ms", "–", "≤ 40 ms", tail <= 40),
        Row(
            f"{CLIENTS} người hỏi cùng lúc",
            f"{server.asks_per_second:.0f} câu/giây, {server.errors} lỗi",
            "–",
            "≥ 60, không lỗi",
            server.asks_per_second >= 60 and not server.errors,
        ),
        Row(
            "Bộ nhớ máy chủ sau khi hỏi",
            _mb(server.megabytes),
            "–",
            "≤ 450 MB",
            server.megabytes <= 450,
        ),
        Row(
            "Máy chủ sẵn sàng sau khi bật", f"{server.ready:.2f} s", "–", "≤ 2 s", server.ready <= 2
        ),
        Row(
            "Nhúng đoạn (so với sentence-transformers)",
            f"{rate:.1f} đoạn/giây",
            f"{reference:.1f}",
            f"≥ 1,3 lần (được {rate / reference:.2f})",
            rate >= 1.3 * reference,
        ),
    ]
    if peer is None:
        return table
    mine, theirs = (percentile(w.result["milliseconds"], 0.5) for w in (ours, peer))
    memory, theirs_memory = server.megabytes, peer.result["megabytes"]
    return [
        *table,
        Row(
            "Truy hồi một câu, p50",
            f"{mine:.1f} ms",
            f"{theirs:.1f} ms",
            f"nhanh ≥ 4 lần (được {theirs / mine:.1f})",
            theirs >= 4 * mine,
        ),
        Row(
            "Từ lúc bật đến lúc trả lời được",
            f"{server.ready:.2f} s",
            f"{peer.ready:.2f} s",
            f"nhanh ≥ 4 lần (được {peer.ready / server.ready:.1f})",
            peer.ready >= 4 * server.ready,
        ),
        Row(
            "Bộ nhớ",
            _mb(memory),
            _mb(theirs_memory),
            f"≤ một nửa (được {memory / theirs_memory:.2f})",
            memory <= theirs_memory / 2,
        ),
    ]


def section(measured: Measured) -> str:
    """The measurement as Markdown."""
    machine = measured.facts
    machine_line = (
        f"{machine.at:%d/%m/%Y %H:%M} UTC · {machine.cpu} · {machine.cores} nhân · "
        f"{machine.memory_gib} GiB · tải lúc bắt đầu {machine.load} · {machine.system} · "
        f"{', '.join(machine.versions)}."
    )
    corpus_line = (
        f"{measured.documents} văn bản, {measured.passages} đoạn, {measured.questions} câu hỏi. "
        "Bên đối chiếu là LangChain như trong các bài hướng dẫn (RecursiveCharacterTextSplitter, "
        "HuggingFaceEmbeddings, FAISS), cùng văn bản, cùng mô hình, cùng lần chạy; nó chỉ truy "
        "hồi, còn máy chủ của ta trả lời trọn câu."
    )
    lines = [
        machine_line,
        "",
        corpus_line,
        "",
        "| Đo gì | Trợ lý số | LangChain | Mục tiêu | Đạt |",
        "|---|---:|---:|---|:-:|",
    ]
    lines += [
        f"| {row.what} | {row.ours} | {row.peer} | {row.goal} | {_MARKS[row.good]} |"
        for row in rows(measured)
    ]
    if measured.peer is None:
        lines += ["", "LangChain chưa được đo: cài phần thêm `peers` rồi chạy lại."]
    return "\n".join(lines) + "\n"


def speed_table(measured: Measured) -> Table:
    """The same for the terminal."""
    table = Table(title=f"{measured.documents} văn bản, {measured.passages} đoạn")
    for heading in ("Đo gì", "Trợ lý số", "Đối chiếu", "Mục tiêu", "Đạt"):
        table.add_column(heading)
    for row in rows(measured):
        table.add_row(row.what, row.ours, row.peer, row.goal, _MARKS[row.good])
    return table


def put(page: Path, name: str, heading: str, body: str) -> None:
    """Puts a section into a page in place of the one of that name, or at the end. What a person
    writes outside the marks stays; between them the next run writes."""
    begin, end = f"<!-- {name}: do máy ghi -->", f"<!-- hết {name} -->"
    block = f"{begin}\n## {heading}\n\n{body}{end}\n"
    text = page.read_text(encoding="utf-8") if page.exists() else _TITLE
    marked = re.compile(re.escape(begin) + ".*?" + re.escape(end) + r"\n?", re.S)
    if marked.search(text):
        text = marked.sub(lambda match: block, text)
    else:
        text = f"{text.rstrip()}\n\n{block}"
    page.parent.mkdir(parents=True, exist_ok=True)
    write_text(page, text)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of them do not exceed.

    >>> percentile([5, 1, 2, 3, 4], 0.5)
    3
    """
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def _mb(megabytes: float) -> str:
    return f"{megabytes:.0f} MB"
