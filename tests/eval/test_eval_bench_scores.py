"""Every figure here was computed by hand."""

from __future__ import annotations

import math

import pytest

from eval.bench.scores import mean_scores, score_rankings
from eval.bench.sets import Query

TWO = Query("q1", "?", frozenset({"a", "b"}))
ONE = Query("q2", "?", frozenset({"c"}))


def test_the_scores_of_a_ranking_are_those_worked_out_by_hand() -> None:
    # Found: x, a, y, b. The first right text is second; both stand within the first five.
    (scores,) = score_rankings([TWO], {"q1": {"x": 0.9, "a": 0.8, "y": 0.7, "b": 0.6}})
    assert scores.hit_at_1 == 0.0
    assert scores.recall == {1: 0.0, 5: 1.0, 10: 1.0, 20: 1.0, 100: 1.0}
    assert scores.mrr == 0.5
    gain = 1 / math.log2(3) + 1 / math.log2(5)
    ideal = 1 / math.log2(2) + 1 / math.log2(3)
    assert scores.ndcg_at_10 == pytest.approx(gain / ideal)


def test_half_of_what_answers_found_first_is_a_hit_and_half_the_recall() -> None:
    (scores,) = score_rankings([TWO], {"q1": {"b": 2.0}})
    assert (scores.hit_at_1, scores.recall[1], scores.recall[100], scores.mrr) == (1, 0.5, 0.5, 1)
    assert scores.ndcg_at_10 == pytest.approx(1 / (1 + 1 / math.log2(3)))


def test_a_right_text_in_the_eleventh_place_gains_nothing_at_ten() -> None:
    ranking = {f"x{place}": 1.0 - place / 100 for place in range(10)} | {"c": 0.5}
    (scores,) = score_rankings([ONE], {"q2": ranking})
    assert (scores.ndcg_at_10, scores.recall[10], scores.recall[20]) == (0.0, 0.0, 1.0)
    assert scores.mrr == pytest.approx(1 / 11)


def test_questions_without_a_ranking_score_nothing_and_count_in_the_mean() -> None:
    scores = score_rankings([ONE, TWO], {"q2": {"c": 1.0}})
    assert [score.mrr for score in scores] == [1.0, 0.0]
    mean = mean_scores(scores)
    assert (mean.hit_at_1, mean.mrr, mean.ndcg_at_10, mean.recall[5]) == (0.5, 0.5, 0.5, 0.5)
