"""From verdicts to figures: one Summary of any group of them."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eval.metrics import bootstrap_interval, percentile, share
from eval.run import Verdict


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a group of verdicts. Shares are in [0, 1], None where there is nothing to
    share; latencies are milliseconds; ``unresolved`` and ``errors`` are counts.

    Facts, citation recall and precision, labels and document mismatch are over the answerable
    questions: recall over gold places, precision over citations, labels over the served gold places
    that bear one, mismatch over the questions whose reply cites something.
    """

    questions: int
    correct: float | None
    correct_interval: tuple[float, float] | None
    answerable_correct: float | None
    facts: float | None
    citation_recall: float | None
    citation_precision: float | None
    labels: float | None
    document_mismatch: float | None
    refusal_recall: float | None
    false_refusals: float | None
    unresolved: int
    errors: int
    answer_length: float | None
    latency_p50: float | None
    latency_p95: float | None


def summarise(verdicts: Sequence[Verdict]) -> Summary:
    """The figures of the verdicts."""
    answerable = [v for v in verdicts if v.question.answerable]
    unanswerable = [v for v in verdicts if not v.question.answerable]
    mismatches = [v.mismatch for v in answerable if v.mismatch is not None]
    latencies = [v.reply.latency_ms for v in verdicts]
    lengths = [len(v.reply.answer) for v in answerable if v.reply.states_facts]
    return Summary(
        questions=len(verdicts),
        correct=share(sum(v.correct for v in verdicts), len(verdicts)),
        correct_interval=bootstrap_interval([v.correct for v in verdicts]),
        answerable_correct=share(sum(v.correct for v in answerable), len(answerable)),
        facts=_pooled(answerable, lambda v: v.facts),
        citation_recall=_pooled(answerable, lambda v: v.recall),
        citation_precision=_pooled(answerable, lambda v: v.precision),
        labels=_pooled(answerable, lambda v: v.labels),
        document_mismatch=share(sum(mismatches), len(mismatches)),
        refusal_recall=share(sum(v.refused for v in unanswerable), len(unanswerable)),
        false_refusals=share(sum(v.refused for v in answerable), len(answerable)),
        unresolved=sum(len(v.faults) for v in verdicts),
        errors=sum(v.reply.error is not None for v in verdicts),
        answer_length=statistics.median(lengths) if lengths else None,
        latency_p50=percentile(latencies, 50),
        latency_p95=percentile(latencies, 95),
    )


def by(verdicts: Sequence[Verdict], key: Callable[[Verdict], str]) -> dict[str, Summary]:
    """A summary of each group that the key makes, in the order the groups first appear."""
    groups: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        groups.setdefault(key(verdict), []).append(verdict)
    return {name: summarise(group) for name, group in groups.items()}


def _pooled(
    verdicts: Sequence[Verdict], pair: Callable[[Verdict], tuple[int, int]]
) -> float | None:
    """The share of all parts in all wholes: every fact, place or citation weighs the same."""
    pairs = [pair(verdict) for verdict in verdicts]
    return share(sum(part for part, _ in pairs), sum(whole for _, whole in pairs))
