"""The ablations as one table, for a terminal and in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from eval.ablations import Ablated
from eval.written import share

HEADINGS = (
    "Bỏ đi",
    "Đúng",
    "Đủ",
    "Trúng",
    "Sai văn bản",
    "Từ chối đúng",
    "Từ chối nhầm",
    "Mất / được",
)


def as_table(measured: Sequence[Ablated]) -> Table:
    """The table for a terminal."""
    table = Table(title="Bỏ từng thành phần", title_justify="left")
    for heading in HEADINGS:
        table.add_column(heading, justify="left" if heading == HEADINGS[0] else "right")
    for item in measured:
        table.add_row(*_cells(item))
    return table


def as_markdown(measured: Sequence[Ablated]) -> str:
    """The table in Markdown."""
    lines = [f"| {' | '.join(HEADINGS)} |", "|---" + "|---:" * (len(HEADINGS) - 1) + "|"]
    lines += [f"| {' | '.join(_cells(item))} |" for item in measured]
    return "\n".join(lines) + "\n"


def _cells(item: Ablated) -> tuple[str, ...]:
    summary = item.summary
    shares = (
        summary.correct, summary.citation_recall, summary.citation_precision,
        summary.document_mismatch, summary.refusal_recall, summary.false_refusals,
    )  # fmt: skip
    return (item.name, *map(share, shares), f"{len(item.worse)} / {len(item.better)}")
