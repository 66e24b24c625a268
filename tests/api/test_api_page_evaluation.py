"""The evaluation page: the report in the reader's language, and nothing where there is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from answer.model import Language
from api.page.evaluation import Figure, Slice, Wrong, read_evaluation
from api.page.words import words_of

VI, EN = words_of(Language.VIETNAMESE), words_of(Language.ENGLISH)

SUMMARY = {
    "questions": 1200, "correct": 0.925, "correct_interval": [0.875, 0.9667],
    "answerable_correct": None, "document_mismatch": 0.0, "unresolved": 0, "latency_p50": 24.07,
}  # fmt: skip


def item(**changes: Any) -> dict[str, Any]:
    """A question of the report that went wrong."""
    return {
        "question": {"question": "Ai ký?", "answerable": True},
        "reply": {"status": "answered", "error": None},
        "facts": [1, 3],
        "recall": [0, 1],
        "forbidden": [],
        "faults": [],
        "why": "thiếu ý (1/3)",
        **changes,
    }


def written(folder: Path, *items: dict[str, Any]) -> Path:
    file = folder / "latest.json"
    report = {
        "questions_from": "/a/b/dev.jsonl",
        "measured_at": "2026-01-28T20:00:00+00:00",
        "summary": SUMMARY,
        "by_type": {"compare": SUMMARY, "new": {"questions": 2}},
        "questions": list(items),
    }
    file.write_text(json.dumps(report), "utf-8")
    return file


def test_figures_and_kinds_are_told_in_vietnamese(tmp_path: Path) -> None:
    report = read_evaluation(written(tmp_path), VI)
    assert report is not None
    assert (report.questions, report.questions_from) == ("1.200", "dev.jsonl")
    assert report.day == "28/01/2026"
    assert report.key == (
        Figure("correct", "92,5%", "87,5% – 96,7%"),
        Figure("document_mismatch", "0,0%"),
    )
    assert report.figures == (Figure("unresolved", "0"), Figure("latency_p50", "24 ms"))
    assert report.slices == (
        Slice("So sánh", "1.200", "92,5%", "–", "–"),
        Slice("new", "2", "–", "–", "–"),
    )


def test_the_same_is_told_in_english(tmp_path: Path) -> None:
    report = read_evaluation(written(tmp_path), EN)
    assert report is not None
    assert (report.questions, report.day) == ("1,200", "28 January 2026")
    assert report.key[0] == Figure("correct", "92.5%", "87.5% – 96.7%")
    assert report.slices[0].name == "Comparison"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, "incomplete (1 of 3 facts stated); does not cite the right clause"),
        ({"facts": [3, 3], "forbidden": ["12"]},
         "does not cite the right clause; states what is not so: 12"),
        ({"reply": {"status": "not_stated", "error": None}}, "refused although the documents say"),
        ({"question": {"question": "Ai ký?", "answerable": False}},
         "answered although it should have refused"),
        ({"reply": {"status": "", "error": "timeout"}}, "error: timeout"),
        ({"facts": [3, 3], "recall": [1, 1], "faults": ["[7] không có"]}, "[7] không có"),
        ({"facts": [3, 3], "recall": [1, 1]}, "thiếu ý (1/3)"),
    ],
)  # fmt: skip
def test_why_an_answer_is_wrong_is_told(tmp_path: Path, changes: dict[str, Any], why: str) -> None:
    report = read_evaluation(written(tmp_path, item(**changes), item(why="")), EN)
    assert report is not None
    assert (report.wrong, report.all_wrong) == ((Wrong("Ai ký?", why),), 1)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"summary": {"questions": "?"}}'])
def test_a_file_that_is_no_report_shows_nothing(tmp_path: Path, content: str) -> None:
    file = tmp_path / "latest.json"
    file.write_text(content, "utf-8")
    assert read_evaluation(file, VI) is None
    assert read_evaluation(tmp_path / "none.json", VI) is None
