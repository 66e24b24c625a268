"""The set of questions kept unseen: every span stands in its source, and no field contradicts
another. Nothing of the product is tuned on it."""

from __future__ import annotations

from collections import Counter
from importlib import resources
from pathlib import Path

import pytest

from eval.metrics import contains, normalise
from eval.questions import EvalQuestion, read_questions

MORE = Path(__file__).resolve().parents[2] / ".." / "shared" / "more_documents"
OWN = Path(str(resources.files("eval") / "own.jsonl"))

REFUSED = {"unanswerable", "wrong_province", "out_of_scope", "injection"}
VARIANTS = {"clean", "no_diacritics", "abbrev", "typo", "colloquial", "english", "long"}


@pytest.fixture(scope="module")
def questions() -> tuple[EvalQuestion, ...]:
    return read_questions(OWN)


def test_the_set_is_large_and_mixed(questions: tuple[EvalQuestion, ...]) -> None:
    refused = sum(not question.answerable for question in questions)
    assert len(questions) >= 80
    assert 0.15 <= refused / len(questions) <= 0.20
    assert {question.variant for question in questions} == VARIANTS
    assert len({question.id for question in questions}) == len(questions)
    asked = Counter((question.history, normalise(question.question)) for question in questions)
    assert asked.most_common(1)[0][1] == 1


def test_a_question_agrees_with_its_type(questions: tuple[EvalQuestion, ...]) -> None:
    for question in questions:
        assert question.answerable is (question.type not in REFUSED), question.id
        assert bool(question.history) is (question.type == "followup"), question.id
        assert bool(question.needs) is bool(question.facts) is question.answerable, question.id


def test_no_question_says_all_of_its_answer(questions: tuple[EvalQuestion, ...]) -> None:
    for question in questions:
        said = " ".join((question.question, *question.history))
        told = [any(contains(said, wording) for wording in group) for group in question.facts]
        assert not told or not all(told), question.id


@pytest.mark.skipif(not MORE.is_dir(), reason="needs ../shared/more_documents")
def test_every_span_stands_once_in_its_source(questions: tuple[EvalQuestion, ...]) -> None:
    texts: dict[str, str] = {}
    for question in questions:
        for need in question.needs:
            for gold in need:
                if gold.source not in texts:
                    texts[gold.source] = normalise((MORE / gold.source).read_text("utf-8"))
                assert texts[gold.source].count(normalise(gold.span)) == 1, (question.id, gold)
