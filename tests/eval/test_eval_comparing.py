from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.comparing import baseline_of, compare, read_run
from eval.errors import EvalError


def _run(right: dict[str, bool], correct: float, low: float, unresolved: int = 0) -> dict[str, Any]:
    return {
        "questions_from": "set.jsonl",
        "summary": {
            "correct": correct,
            "correct_interval": [low, 1.0],
            "refusal_recall": 1.0,
            "unresolved": unresolved,
        },
        "questions": [{"question": {"id": id_}, "correct": ok} for id_, ok in right.items()],
    }


def test_questions_are_compared_one_by_one() -> None:
    before = _run({"a": True, "b": False, "c": True}, 0.67, 0.3)
    now = _run({"a": False, "b": True, "d": True}, 0.67, 0.3)
    found = compare(before, now)
    assert (found.better, found.worse, found.unshared) == (("b",), ("a",), ("c", "d"))
    assert found.drop == ""


def test_a_share_under_the_interval_of_before_is_a_drop() -> None:
    found = compare(_run({"a": True}, 0.93, 0.88), _run({"a": False}, 0.87, 0.8))
    assert "đúng 0.870" in found.drop


def test_a_new_breach_of_the_contract_is_a_drop() -> None:
    found = compare(_run({"a": True}, 0.93, 0.88), _run({"a": True}, 0.93, 0.88, unresolved=1))
    assert "1 vi phạm" in found.drop


def test_a_baseline_serves_like_the_run_it_is_of(tmp_path: Path) -> None:
    run = _run({"a": True, "b": False}, 0.5, 0.1)
    file = tmp_path / "baseline.json"
    file.write_text(json.dumps(baseline_of(run)), "utf-8")
    assert compare(read_run(file), run) == compare(run, run)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"summary": 1, "questions": []}'])
def test_what_is_no_run_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "run.json"
    file.write_text(text, "utf-8")
    with pytest.raises(EvalError, match="--write-baseline"):
        read_run(file)
