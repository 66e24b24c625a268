"""The measures of a ranking, by ir-measures: hit@1, recall at several depths, MRR, nDCG@10."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.extras import how_to_add
from eval.bench.sets import Query
from eval.errors import EvalError

DEPTHS = (1, 5, 10, 20, 100)
"""The depths at which recall is told; a ranking deeper than the last says nothing more."""

Ranking = Mapping[str, float]
"""The texts that were found for a question, by id, each with its score."""


@dataclass(frozen=True, slots=True)
class RetrievalScores:
    """The measures of one question, or their means; each in [0, 1]. ``recall`` is by depth."""

    hit_at_1: float
    recall: Mapping[int, float]
    mrr: float
    ndcg_at_10: float


def score_rankings(
    queries: Sequence[Query], rankings: Mapping[str, Ranking]
) -> list[RetrievalScores]:
    """The scores of each question, in their order; one without a ranking found nothing.

    Raises EvalError when ir-measures is not installed.
    """
    try:
        import ir_measures as ir
    except ImportError as error:
        raise EvalError(
            "Đo truy hồi cần thư viện ir-measures, máy này chưa cài.",
            english="Measuring retrieval needs ir-measures, which is not installed.",
            hint=how_to_add("eval"),
        ) from error
    measures = [ir.Success @ 1, ir.RR, ir.nDCG @ 10, *(ir.R @ depth for depth in DEPTHS)]
    qrels = [ir.Qrel(query.id, text, 1) for query in queries for text in query.relevant]
    run = [
        ir.ScoredDoc(query.id, text, score)
        for query in queries
        for text, score in rankings.get(query.id, {}).items()
    ]
    found: dict[str, dict[str, float]] = {query.id: {} for query in queries}
    for metric in ir.iter_calc(measures, qrels, run):
        found[metric.query_id][str(metric.measure)] = metric.value
    return [_scores(found[query.id]) for query in queries]


def mean_scores(scores: Sequence[RetrievalScores]) -> RetrievalScores:
    """The mean of each measure, over one question at least."""

    def mean(values: Sequence[float]) -> float:
        return sum(values) / len(values)

    return RetrievalScores(
        hit_at_1=mean([score.hit_at_1 for score in scores]),
        recall={depth: mean([score.recall[depth] for score in scores]) for depth in DEPTHS},
        mrr=mean([score.mrr for score in scores]),
        ndcg_at_10=mean([score.ndcg_at_10 for score in scores]),
    )


def _scores(values: Mapping[str, float]) -> RetrievalScores:
    """The scores as ir-measures names them; what it left out is 0."""
    return RetrievalScores(
        hit_at_1=values.get("Success@1", 0.0),
        recall={depth: values.get(f"R@{depth}", 0.0) for depth in DEPTHS},
        mrr=values.get("RR", 0.0),
        ndcg_at_10=values.get("nDCG@10", 0.0),
    )
