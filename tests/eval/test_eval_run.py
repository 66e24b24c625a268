"""Judging by hand-made replies: what each makes of the figures was worked out by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from rich.console import Console

from corpus.model import Span
from eval.invariants import CorpusText
from eval.questions import EvalQuestion, Gold
from eval.reply import Cited, Reply
from eval.report import report, tables, why
from eval.run import Verdict, judge, run
from eval.summary import by, summarise

TEXT = "Sở Nội vụ chủ trì.\nXong trong tháng 5."
DOCUMENTS = {"kh-87": CorpusText("87.txt", TEXT, {"1": Span(0, 18), "2": Span(19, len(TEXT))})}
WHO = Gold("87.txt", "Sở Nội vụ chủ trì.", "khoản 1")
WHEN = Gold("87.txt", "Xong trong tháng 5.", "khoản 2")


def _question(*needs: Gold, name: str = "q", kind: str = "lead", **changes: object) -> EvalQuestion:
    fields = {
        "id": name,
        "question": "Ai, khi nào?",
        "type": kind,
        "variant": "clean",
        "history": (),
        "answerable": bool(needs),
        "needs": tuple((gold,) for gold in needs),
        "facts": (("Sở Nội vụ",),) if needs else (),
        "forbidden": ("tháng 6",),
    } | changes
    return EvalQuestion(**fields)  # type: ignore[arg-type]


def _cited(number: int, clause: str, label: str | None = None) -> Cited:
    place = DOCUMENTS["kh-87"].clauses[clause]
    quote = TEXT[place.start : place.end]
    return Cited(number, "kh-87", clause, label or f"khoản {clause}", quote, place.start, place.end)


def _reply(answer: str, *cited: Cited, status: str = "answered", latency: float = 8.0) -> Reply:
    return Reply(status, answer, cited, latency)


RIGHT = _reply("Sở Nội vụ chủ trì. [1] Xong trong tháng 5. [2]", _cited(1, "1"), _cited(2, "2"))
REFUSAL = _reply("Kho không có văn bản ấy.", status="no_document")


def test_an_answer_with_its_facts_and_a_served_need_is_correct() -> None:
    verdict = judge(_question(WHO, WHEN), RIGHT, DOCUMENTS)
    assert verdict.correct
    assert (verdict.facts, verdict.recall, verdict.precision) == ((1, 1), (2, 2), (2, 2))
    assert (verdict.labels, verdict.mismatch, verdict.faults) == ((2, 2), False, ())


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (_reply("Sở Tài chính [1].", _cited(1, "1")), "thiếu ý (0/1)"),
        (_reply("Sở Nội vụ [1].", _cited(1, "2")), "không trích dẫn đúng chỗ"),
        (_reply("Sở Nội vụ, tháng 6 [1].", _cited(1, "1")), "nói điều cấm: tháng 6"),
        (REFUSAL, "từ chối nhầm (no_document)"),
        (Reply.failed("HTTP 500", 3.0), "lỗi: HTTP 500"),
    ],
)
def test_an_answer_that_lacks_any_of_it_is_wrong_and_says_why(reply: Reply, reason: str) -> None:
    verdict = judge(_question(WHO), reply, DOCUMENTS)
    assert not verdict.correct
    assert why(verdict) == reason


def test_an_unanswerable_question_is_right_when_refused_in_any_way() -> None:
    for status in ("not_stated", "no_document", "out_of_scope", "refused", "clarify"):
        assert judge(_question(), _reply("Không có.", status=status), {}).correct
    answered = judge(_question(), RIGHT, DOCUMENTS)
    assert not answered.correct
    assert why(answered) == "trả lời câu phải từ chối (answered)"
    assert not judge(_question(), Reply.failed("HTTP 500", 3.0), {}).correct


def test_a_citation_of_a_missing_document_is_a_mismatch_and_a_fault() -> None:
    lost = Cited(1, "kh-99", "1", "khoản 1", "Sở Nội vụ chủ trì.", 0, 18)
    verdict = judge(_question(WHO), _reply("Sở Nội vụ chủ trì. [1]", lost), DOCUMENTS)
    assert verdict.mismatch is True
    assert verdict.faults == ("[1] dẫn văn bản không có: kh-99",)


def test_labels_are_wrong_where_another_clause_is_named() -> None:
    reply = _reply("Sở Nội vụ chủ trì. [1]", _cited(1, "1", label="khoản 9"))
    assert judge(_question(WHO), reply, DOCUMENTS).labels == (0, 1)


def _verdicts() -> list[Verdict]:
    """Four verdicts: right, half right, refused wrongly, refused rightly."""
    half = _reply("Sở Nội vụ chủ trì. [1]", _cited(1, "1"), _cited(2, "2"), latency=20.0)
    pairs: Sequence[tuple[EvalQuestion, Reply]] = (
        (_question(WHO, WHEN, name="q1"), RIGHT),
        (_question(WHO, name="q2", kind="deadline", variant="typo"), half),
        (_question(WHEN, name="q3", kind="deadline"), REFUSAL),
        (_question(name="q4", kind="unanswerable"), REFUSAL),
    )
    return [judge(question, reply, DOCUMENTS) for question, reply in pairs]


def test_the_summary_shares_out_what_was_counted() -> None:
    summary = summarise(_verdicts())
    assert summary.questions == 4
    assert summary.correct == 3 / 4
    assert summary.answerable_correct == 2 / 3
    assert summary.facts == 2 / 3
    assert summary.citation_recall == 3 / 4
    assert summary.citation_precision == 3 / 4
    assert summary.labels == 1.0
    assert summary.document_mismatch == 0.0
    assert summary.refusal_recall == 1.0
    assert summary.false_refusals == 1 / 3
    assert (summary.unresolved, summary.errors) == (0, 0)
    assert summary.answer_length == (len(RIGHT.answer) + len("Sở Nội vụ chủ trì. [1]")) / 2
    assert (summary.latency_p50, summary.latency_p95) == (8.0, 20.0)


def test_the_summary_of_nothing_shares_nothing() -> None:
    summary = summarise([])
    assert summary.correct is None
    assert summary.correct_interval is None
    assert summary.latency_p50 is None


def test_slices_sum_up_their_own_questions() -> None:
    slices = by(_verdicts(), lambda verdict: verdict.question.type)
    assert {name: (part.questions, part.correct) for name, part in slices.items()} == {
        "lead": (1, 1.0),
        "deadline": (2, 0.5),
        "unanswerable": (1, 1.0),
    }


def test_the_report_is_json_with_figures_slices_and_every_question() -> None:
    told = json.loads(json.dumps(report(_verdicts(), questions_from="dev.jsonl", target="đây")))
    assert (told["questions_from"], told["target"]) == ("dev.jsonl", "đây")
    assert told["summary"]["correct"] == 0.75
    assert told["by_type"]["deadline"]["correct"] == 0.5
    assert told["by_variant"]["typo"]["questions"] == 1
    assert [entry["correct"] for entry in told["questions"]] == [True, True, False, True]
    assert told["questions"][0]["reply"]["citations"][1]["label"] == "khoản 2"


def test_the_tables_show_the_figures_and_what_went_wrong() -> None:
    console = Console(width=120, record=True, file=None, quiet=False)
    with console.capture() as shown:
        console.print(tables(_verdicts(), target="trong tiến trình"))
    text = shown.get()
    assert "4 câu hỏi, hỏi trong tiến trình" in text
    assert "0.750" in text
    assert "q3  Ai, khi nào?" in text
    assert "từ chối nhầm (no_document)" in text
    assert "q1  " not in text


class _Scripted:
    """A target that answers from a list; hand-made, for what a real one says is not known."""

    name = "kịch bản"

    def __init__(self, replies: dict[str, Reply]) -> None:
        self.replies = replies
        self.asked: list[str] = []

    def ask(self, question: EvalQuestion) -> Reply:
        self.asked.append(question.id)
        return self.replies[question.id]

    def document(self, document_id: str) -> CorpusText | None:
        return DOCUMENTS.get(document_id)

    def provinces(self) -> dict[str, str]:
        return {"87.txt": "Hà Giang"}


def test_a_run_asks_in_order_after_a_first_call_that_does_not_count() -> None:
    target = _Scripted({"q1": RIGHT, "q2": REFUSAL})
    questions = [_question(WHO, name="q1"), _question(name="q2")]
    progress: list[int] = []
    verdicts = run(questions, target, progress.append)
    assert target.asked == ["q1", "q1", "q2"]
    assert progress == [1, 2]
    assert [verdict.correct for verdict in verdicts] == [True, True]
