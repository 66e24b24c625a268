"""What the daring assistant answers, asked of the real one over the shipped documents."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from answer.assistant import Assistant
from answer.find.confidence import Direct
from eval.observing import Daring, Observation, observe
from eval.questions import read_questions
from eval.targets import InProcess
from index.search import Index

DEV = Path(str(resources.files("eval") / "dev.jsonl"))


def _observed(index: Index, *ids: str) -> list[Observation]:
    daring = Daring.made()
    questions = [question for question in read_questions(DEV) if question.id in ids]
    return observe(questions, InProcess(Assistant(index, confidence=daring)), daring)


def test_an_answer_is_seen_with_the_evidence_it_rests_on(shipped_index: Index) -> None:
    (seen,) = _observed(shipped_index, "d033")
    assert seen.states_facts
    assert seen.evidence is not None
    assert seen.evidence.score > 0
    assert seen.way is None


def test_what_must_be_refused_is_answered_by_who_dares(shipped_index: Index) -> None:
    refused = [q.id for q in read_questions(DEV) if q.type == "unanswerable"]
    dared = [seen for seen in _observed(shipped_index, *refused) if seen.states_facts]
    assert dared
    assert not any(seen.right or seen.answerable for seen in dared)


def test_the_data_of_a_document_come_directly(shipped_index: Index) -> None:
    data = [q.id for q in read_questions(DEV) if q.type == "metadata"]
    assert Direct.DATA in {seen.way for seen in _observed(shipped_index, *data)}
