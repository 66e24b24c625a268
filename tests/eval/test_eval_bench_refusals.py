from __future__ import annotations

import pytest

from answer.assistant import Assistant
from answer.find.confidence import measured
from eval.bench.refusals import deciding, measure_refusals, refusals
from eval.bench.sets import Query
from index.search import Index


def test_nine_of_ten_answerable_are_kept() -> None:
    answerable = [(0.1 * n, True) for n in range(1, 11)]
    told = refusals([*answerable, (0.05, False), (0.15, False), (0.5, False), (0.95, False)])
    assert told.limit == pytest.approx(0.2)
    assert (told.answerable, told.unanswerable, told.refused) == (10, 4, 0.5)


def test_what_is_out_of_scope_has_no_chance(shipped_index: Index) -> None:
    queries = [
        Query("a", "Sở Nội vụ Quảng Ngãi có nhiệm vụ gì?", frozenset()),
        Query("b", "Viết cho tôi một bài thơ", frozenset(), answerable=False),
    ]
    told = measure_refusals(queries, Assistant(shipped_index, confidence=deciding(measured())))
    assert told.refused == 1.0
    assert told.limit > 0
