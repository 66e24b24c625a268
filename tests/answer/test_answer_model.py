"""The contract as data: what a question may be, how an answer becomes JSON."""

from __future__ import annotations

import json
import unicodedata
from datetime import date

import pytest

from answer.langchain import as_runnable
from answer.model import MAX_HISTORY, MAX_QUESTION, Answer, Citation, Note, Question, Status
from corpus.errors import QuestionError
from tests.bot.small_assistant import SmallAssistant


def test_a_question_is_brought_to_nfc_and_trimmed() -> None:
    text = "  Sở Nội vụ có nhiệm vụ gì?  "
    question = Question(unicodedata.normalize("NFD", text), (unicodedata.normalize("NFD", text),))
    assert question.text == text.strip()
    assert question.history == (text.strip(),)


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_an_empty_question_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(QuestionError, match="đang trống") as caught:
        Question(text)
    assert caught.value.hint


def test_the_limits_of_the_contract_hold_to_the_character() -> None:
    assert len(Question("a" * MAX_QUESTION).text) == 2_000
    with pytest.raises(QuestionError, match=r"2\.001 ký tự; tối đa 2\.000"):
        Question("a" * (MAX_QUESTION + 1))
    assert len(Question("a", ("b",) * MAX_HISTORY).history) == 50
    with pytest.raises(QuestionError, match="51 câu hỏi; tối đa 50"):
        Question("a", ("b",) * (MAX_HISTORY + 1))


@pytest.mark.parametrize(
    ("status", "states"),
    [(status, status in (Status.ANSWERED, Status.PARTIAL)) for status in Status],
)
def test_only_an_answer_whole_or_partial_states_facts(status: Status, states: bool) -> None:
    assert status.states_facts is states


def test_an_answer_is_json_in_the_shape_of_the_contract() -> None:
    citation = Citation(
        id=1,
        document_id="d",
        document_number=None,
        document_title="Tiêu đề",
        issuer=None,
        issued_on=date(2024, 4, 5),
        clause="IV.2.c",
        label="điểm c khoản 2 mục IV",
        full_citation="điểm c …",
        quote="lời",
        start=3,
        end=6,
        url="/documents/d#IV.2.c",
    )
    answer = Answer(
        Status.PARTIAL,
        "lời [1]",
        (citation,),
        notes=(Note("successor", "nay là"),),
        suggestions=("hỏi tiếp",),
        confidence=0.98765,
        timings_ms={"total": 1.26},
        id="a1",
    )
    told = json.loads(json.dumps(answer.as_json()))
    assert list(told) == [
        "status", "answer", "citations", "interpreted_as", "notes", "suggestions", "generator",
        "confidence", "timings_ms", "id", "language",
    ]  # fmt: skip
    assert told["status"] == "partial"
    assert told["citations"][0]["issued_on"] == "2024-04-05"
    assert told["citations"][0]["document_number"] is None
    assert told["notes"] == [{"kind": "successor", "text": "nay là"}]
    assert (told["confidence"], told["timings_ms"]) == (0.988, {"total": 1.3})
    assert (told["interpreted_as"], told["generator"]) == (None, "extractive")
    assert (told["id"], told["language"]) == ("a1", "vi")


@pytest.mark.parametrize(
    ("given", "question"),
    [
        ("Sở Nội vụ?", Question("Sở Nội vụ?")),
        ({"question": "Sở Nội vụ?"}, Question("Sở Nội vụ?")),
        ({"question": "b", "history": ["a"]}, Question("b", ("a",))),
        (Question("c"), Question("c")),
    ],
)
def test_a_chain_asks_by_text_by_dict_or_by_question(
    given: str | dict[str, object] | Question, question: Question
) -> None:
    assistant = SmallAssistant()
    answer = as_runnable(assistant).invoke(given)
    assert assistant.asked == [question]
    assert answer.status is Status.ANSWERED


def test_a_chain_refuses_what_is_no_question_and_says_what_it_takes() -> None:
    chain = as_runnable(SmallAssistant())
    with pytest.raises(QuestionError, match="không phải câu hỏi") as caught:
        chain.invoke({"text": "Sở Nội vụ?"})
    assert '{"question": …' in caught.value.hint


def test_an_answer_s_text_can_be_piped_on() -> None:
    chain = as_runnable(SmallAssistant()) | (lambda answer: answer.answer)
    assert chain.invoke("Sở Nội vụ?").endswith("[1]")
