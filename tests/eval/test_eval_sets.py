"""The sets of questions that ship beside the dev set: every span stands in its source, and no field
contradicts another."""

from __future__ import annotations

from collections import Counter
from importlib import resources
from pathlib import Path

import pytest

from eval.metrics import contains, normalise
from eval.questions import EvalQuestion, read_questions

MORE = Path(__file__).resolve().parents[2] / ".." / "shared" / "more_documents"
DOCUMENTS = MORE.with_name("documents")
SETS = ("own", "further", "unread")

REFUSED = {"unanswerable", "wrong_province", "out_of_scope", "injection"}
VARIANTS = {"clean", "no_diacritics", "abbrev", "typo", "colloquial", "english", "long"}


@pytest.fixture(scope="module", params=SETS)
def questions(request: pytest.FixtureRequest) -> tuple[EvalQuestion, ...]:
    return read_questions(Path(str(resources.files("eval") / f"{request.param}.jsonl")))


def test_a_set_is_large_and_mixed(questions: tuple[EvalQuestion, ...]) -> None:
    assert len(questions) >= 80
    assert any(not question.answerable for question in questions)
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
            for gold in need[:1]:  # the others are the same in another file
                if gold.source not in texts:
                    texts[gold.source] = normalise(_read(gold.source))
                assert texts[gold.source].count(normalise(gold.span)) == 1, (question.id, gold)


def _read(source: str) -> str:
    """The text of a document by its file, of those that ship or of the others."""
    folder = MORE if (MORE / source).is_file() else DOCUMENTS
    return (folder / source).read_text("utf-8")
