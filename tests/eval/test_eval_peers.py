"""The peers for real: our encoder, their splitting and fusion, over the shipped documents."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from answer.assistant import Assistant
from corpus.model import Document
from eval.peers import CHARACTERS, NomPeer, compared, comparing, is_served
from eval.questions import EvalQuestion, Gold, read_questions
from eval.run import run
from eval.targets import InProcess
from index.search import Index
from tests.api.api_testing import PLAN, ScriptedAssistant

DEV = Path(__file__).parents[2] / "eval" / "dev.jsonl"
SPAN = "Sở Nội vụ chủ trì việc này."
QUESTION = EvalQuestion(
    "q", "Ai?", "lead", "clean", (), True, ((Gold("87.txt", SPAN, ""),),), (("Sở Nội vụ",),), ()
)


def test_what_comes_back_counts_up_to_so_many_characters() -> None:
    filler = ("99.txt", "x" * (CHARACTERS - len(SPAN)))
    assert is_served(QUESTION, [filler, ("87.txt", SPAN)])
    assert not is_served(QUESTION, [("99.txt", "x" * CHARACTERS), ("87.txt", SPAN)])


def test_the_first_words_of_a_piece_that_is_cut_serve_nobody() -> None:
    filler = ("99.txt", "x" * (CHARACTERS - 5))
    assert not is_served(QUESTION, [filler, ("87.txt", SPAN)])


def test_the_same_words_in_another_document_serve_nobody() -> None:
    assert not is_served(QUESTION, [("99.txt", SPAN)])


@dataclass(frozen=True)
class _Narrowed:
    """The assistant, of whose documents only some are told: the peers embed no others."""

    documents: Mapping[str, Document]
    assistant: Assistant

    def __getattr__(self, name: str) -> Any:
        return getattr(self.assistant, name)


@pytest.fixture(scope="module")
def asked(shipped_index: Index, assistant: Assistant) -> dict[str, Any]:
    document = max(shipped_index.documents.values(), key=lambda one: len(one.clauses))
    of_it = [
        question
        for question in read_questions(DEV)
        if {gold.source for need in question.needs for gold in need} == {document.source}
    ]
    verdicts = run(of_it[:12], InProcess(assistant))
    return compared(verdicts, _Narrowed({document.id: document}, assistant), shipped_index.encoder)


def test_every_way_has_its_shares_over_the_same_questions(asked: dict[str, Any]) -> None:
    rows = asked["rows"]
    assert [row["name"].partition(":")[0] for row in rows] == [
        "Trợ lý số, câu trả lời", "Trợ lý số, tìm kiếm", "LangChain", "nom-vn",
    ]  # fmt: skip
    assert all(0 < row["served"] <= 1 for row in rows)
    assert rows[0]["served"] > rows[2]["served"]


def test_without_nom_the_comparison_says_that_it_is_missing(
    shipped_index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "is_installed", lambda: False)
    told = compared([], ScriptedAssistant(), shipped_index.encoder)
    assert told["without_nom"]
    assert len(told["rows"]) == 3


def test_nom_cuts_and_finds_by_itself(shipped_index: Index) -> None:
    nom = NomPeer([replace(PLAN, source="x.txt")], shipped_index.encoder)
    (source, text), *_ = nom.find("đào tạo cán bộ")
    assert source == "x.txt"
    assert text
