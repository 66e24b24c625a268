"""The written report, of hand-made runs: what it shows, and that texts stay texts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import html

from eval.comparing import baseline_of
from eval.errors import EvalError
from eval.report import report
from eval.run import judge
from eval.written import as_html, as_markdown, beside, worst
from tests.eval.test_eval_run import DOCUMENTS as TEXTS
from tests.eval.test_eval_run import REFUSAL, RIGHT, WHEN, WHO, _question, _reply, _verdicts


def _run(**changes: Any) -> dict[str, Any]:
    run = report(
        _verdicts(), questions_from="dev.jsonl", target="đây", provinces={"87.txt": "Hà Giang"}
    )
    return run | changes


def _text(page: str) -> str:
    return " ".join(" ".join(html.fromstring(page).itertext()).split())


def test_the_page_shows_figures_slices_and_worst_answers_beside_what_was_expected() -> None:
    text = _text(as_html(_run()))
    assert "Đúng 0,750 [0,250 – 1,000]" in text
    assert "Theo văn bản" in text
    assert "Hà Giang" in text
    assert "q3 Ai, khi nào? từ chối nhầm (no_document)" in text
    assert WHEN.span in text


def test_the_page_is_one_file_without_scripts_in_light_and_dark_and_on_paper() -> None:
    page = as_html(_run())
    tree = html.fromstring(page)
    assert not tree.xpath("//script | //link | //img | //@src | //@onclick")
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page
    assert not re.search(r"https?://", page)


def test_the_diagram_has_a_dot_for_every_bin_at_its_share() -> None:
    bins = [{"answers": 9, "confidence": 0.5, "right": 1.0}]
    tree = html.fromstring(as_html(_run(calibration={"error": 0.5, "bins": bins})))
    (dot,) = tree.xpath("//circle")
    assert (dot.get("cx"), dot.get("cy"), dot.get("r")) == ("170.0", "10.0", "6.0")


def test_a_text_that_looks_like_markup_is_shown_as_it_is() -> None:
    evil = "<script>alert(1)</script> | **x**"
    verdicts = [judge(_question(WHO, name="q1", question=evil), REFUSAL, TEXTS)]
    run = report(verdicts, questions_from="dev.jsonl", target="đây")
    assert "<script" not in as_html(run)
    assert r"\<script>alert(1)\</script> \| \*\*x\*\*" in as_markdown(run)


def test_the_worst_stand_first_what_was_stated_wrongly_before_what_was_refused_wrongly() -> None:
    stated = judge(_question(name="s"), _reply("Sở Nội vụ [1].", status="answered"), {})
    refused = judge(_question(WHO, name="r"), REFUSAL, TEXTS)
    run = report([refused, stated], questions_from="dev.jsonl", target="đây")
    assert [entry["question"]["id"] for entry in worst(run)] == ["s", "r"]


def test_two_runs_stand_side_by_side() -> None:
    was = report(
        [judge(_question(WHO, WHEN, name="q1"), REFUSAL, TEXTS)],
        questions_from="dev.jsonl", target="đây",
    )  # fmt: skip
    now = report(
        [judge(_question(WHO, WHEN, name="q1"), RIGHT, TEXTS)],
        questions_from="dev.jsonl", target="đây",
    )  # fmt: skip
    (better,) = beside(was, now).better
    assert (better.before, better.now) == (REFUSAL.answer, RIGHT.answer)
    assert "Tốt lên: 1 câu" in _text(as_html(now, was))
    assert "### Tốt lên: 1 câu" in as_markdown(now, was)
    assert "Kém đi: 1 câu" in _text(as_html(was, now))


def test_a_baseline_serves_as_the_earlier_run_but_makes_no_report() -> None:
    baseline = baseline_of(_run())
    assert "Không kém đi." in _text(as_html(_run(), baseline))
    with pytest.raises(EvalError, match="không đủ để viết báo cáo"):
        as_html(baseline)
