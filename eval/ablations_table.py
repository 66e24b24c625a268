"""Ablations, or ways of typing, as one table, for a terminal and in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from eval.ablations import Ablated
from eval.written import share

FIGURES = {
    "correct": "Đúng",
    "citation_precision": "Trúng",
    "refusal_recall": "Từ chối đúng",
}
"""The figures of a set that are shown, by their names in a summary."""


def as_table(measured: Sequence[Ablated], first: str = "Bỏ đi") -> Table:
    """The table for a terminal; ``first`` heads the column of names."""
    table = Table(title_justify="left")
    first, *others = _headings(measured, first)
    table.add_column(first)
    for heading in others:
        table.add_column(heading, justify="right")
    for item in measured:
        table.add_row(*_cells(item))
    return table


def as_markdown(measured: Sequence[Ablated], first: str = "Bỏ đi") -> str:
    """The table in Markdown."""
    headings = _headings(measured, first)
    lines = [f"| {' | '.join(headings)} |", "|---" + "|---:" * (len(headings) - 1) + "|"]
    lines += [f"| {' | '.join(_cells(item))} |" for item in measured]
    return "\n".join(lines) + "\n"


def _headings(measured: Sequence[Ablated], first: str) -> list[str]:
    sets = measured[0].summaries
    return [
        first,
        *(f"{name}: {told}" for name in sets for told in FIGURES.values()),
        "Mất / được",
    ]


def _cells(item: Ablated) -> list[str]:
    shares = [share(getattr(of, name)) for of in item.summaries.values() for name in FIGURES]
    return [item.name, *shares, f"{len(item.worse)} / {len(item.better)}"]
