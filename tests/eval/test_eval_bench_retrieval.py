"""Retrieval measured: with a searcher from a list, and with the product's own search."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from answer.spelling import Speller
from eval.bench.product import ProductSearch
from eval.bench.report import retrieval_json, retrieval_table
from eval.bench.retrieval import DEEPEST, deepest, measure_retrieval, without_diacritics
from eval.bench.scores import Ranking
from eval.bench.sets import Benchmark, Query, document_of_entry
from index.build import build_snapshot
from index.model_folder import encoder_of, prepare_model
from index.snapshot import load_snapshot
from trolyso.terminal import output

DOCUMENTS = tuple(
    document_of_entry(key, title, text)
    for key, title, text in (
        ("cha", "Luật Hôn nhân", "Cha mẹ có nghĩa vụ nuôi dưỡng con chưa thành niên."),
        ("nui", "Bạch Mã", "Đỉnh núi Bạch Mã cao 1.450 mét, quanh năm mát mẻ."),
        ("thue", "Luật Thuế", "Người nộp thuế được hoàn thuế trong 40 ngày làm việc."),
    )
)
QUERIES = (
    Query("q1", "Núi Bạch Mã cao bao nhiêu mét?", frozenset({"nui"})),
    Query("q2", "Bao lâu thì được hoàn thuế?", frozenset({"thue"})),
    Query("q3", "Ai xây đền?", frozenset({"nui"}), answerable=False),
)
BENCHMARK = Benchmark("thử", DOCUMENTS, QUERIES)


class _Scripted:
    """A searcher that finds what a list says; hand-made, so that the scores are known."""

    name = "kịch bản"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def search(self, question: str) -> Ranking:
        self.asked.append(question)
        return {"nui": 0.9, "cha": 0.5}


def test_answerable_questions_are_asked_and_scored() -> None:
    searcher = _Scripted()
    heard: list[tuple[int, int]] = []
    measured = measure_retrieval(
        BENCHMARK, searcher, advanced=lambda done, total: heard.append((done, total))
    )
    assert searcher.asked == [QUERIES[0].text, QUERIES[1].text]
    assert heard == [(1, 2), (2, 2)]
    assert (measured.searcher, measured.scores.mrr) == ("kịch bản", 0.5)
    assert measured.queries[1][0] is QUERIES[1]
    assert measured.queries[1][2] == ("nui", "cha")


def test_stripped_questions_are_asked_as_typed_on_a_telephone() -> None:
    searcher = _Scripted()
    measure_retrieval(BENCHMARK, searcher, strip=True)
    assert searcher.asked[0] == "nui bach ma cao bao nhieu met?"
    assert without_diacritics("Đúng hay SAI?") == "dung hay sai?"


def test_the_first_passage_of_a_text_counts_and_a_hundred_texts_are_enough() -> None:
    assert deepest([("a", 0.9), ("b", 0.8), ("a", 0.7)]) == {"a": 0.9, "b": 0.8}
    assert len(deepest([(str(place), -place) for place in range(200)])) == DEEPEST == 100


@pytest.fixture(scope="module")
def product(home: Path, tmp_path_factory: pytest.TempPathFactory) -> ProductSearch:
    encoder = encoder_of(prepare_model(home / "model"))
    folder = build_snapshot(DOCUMENTS, encoder, tmp_path_factory.mktemp("bench"))
    return ProductSearch(load_snapshot(folder, encoder), Speller.load())


@pytest.mark.parametrize("strip", [False, True])
def test_the_product_finds_texts_by_questions_with_and_without_diacritics(
    product: ProductSearch, strip: bool
) -> None:
    measured = measure_retrieval(BENCHMARK, product, strip=strip)
    assert measured.scores.hit_at_1 == 1.0
    assert measured.scores.recall[5] == 1.0


def test_the_report_has_every_searcher_and_question() -> None:
    measured = [measure_retrieval(BENCHMARK, _Scripted())]
    told = json.loads(json.dumps(retrieval_json(BENCHMARK, measured, strip=False)))
    assert (told["benchmark"], told["documents"], told["stripped"]) == ("thử", 3, False)
    (searcher,) = told["searchers"]
    assert (searcher["name"], searcher["scores"]["hit_at_1"]) == ("kịch bản", 0.5)
    assert searcher["queries"][0]["found"] == ["nui", "cha"]
    assert searcher["queries"][1]["scores"]["mrr"] == 0.0


def test_the_table_says_what_was_measured_on_what(capsys: pytest.CaptureFixture[str]) -> None:
    output().print(
        retrieval_table(BENCHMARK, [measure_retrieval(BENCHMARK, _Scripted())], strip=True)
    )
    shown = capsys.readouterr().out
    assert "thử: 2 câu hỏi, gõ không dấu, 3 văn bản" in shown
    assert "kịch bản" in shown
    assert "0.500" in shown
