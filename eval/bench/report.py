"""What retrieval came to, as a table for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.table import Table

from eval.bench.retrieval import Retrieved
from eval.bench.scores import DEPTHS
from eval.bench.sets import Benchmark


def retrieval_table(benchmark: Benchmark, measured: Sequence[Retrieved], *, strip: bool) -> Table:
    """The scores of every searcher, one a row."""
    asked = len(measured[0].queries)
    typed = ", gõ không dấu" if strip else ""
    table = Table(
        title=f"{benchmark.name}: {asked} câu hỏi{typed}, {len(benchmark.documents)} văn bản",
        title_justify="left",
    )
    table.add_column("Tìm bằng")
    for heading in ("hit@1", *(f"R@{depth}" for depth in DEPTHS), "MRR", "nDCG@10"):
        table.add_column(heading, justify="right")
    for item in measured:
        scores = item.scores
        values = (scores.hit_at_1, *scores.recall.values(), scores.mrr, scores.ndcg_at_10)
        table.add_row(item.searcher, *(f"{value:.3f}" for value in values))
    return table


def retrieval_json(
    benchmark: Benchmark, measured: Sequence[Retrieved], *, strip: bool
) -> dict[str, Any]:
    """The scores of every searcher, and of each of its questions with the texts found first."""
    return {
        "benchmark": benchmark.name,
        "documents": len(benchmark.documents),
        "stripped": strip,
        "searchers": [
            {
                "name": item.searcher,
                "scores": asdict(item.scores),
                "queries": [
                    {
                        "id": query.id,
                        "question": query.text,
                        "relevant": sorted(query.relevant),
                        "found": list(found),
                        "scores": asdict(scores),
                    }
                    for query, scores, found in item.queries
                ],
            }
            for item in measured
        ],
    }
