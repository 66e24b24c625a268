"""Benchmarks read from folders."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from eval.bench.sets import Query, read_benchmark
from eval.errors import EvalError

TEXTS = [
    {"id": "b", "title": "Biển_Đông", "text": "Biển Đông ở phía đông.\nNước mặn."},
    {"id": "a", "title": "Luật X - Điều 2. Tên", "text": "1. Một.\n2. Hai, số 87/KH-UBND."},
]
QUERIES: list[dict[str, Any]] = [
    {"id": "q1", "question": "Ở đâu?", "relevant": ["b"], "answers": ["phía đông"]},
    {"id": "q2", "question": "Ai?", "relevant": ["a"], "is_impossible": True},
]


def _written(folder: Path, texts: list[Any], queries: list[Any]) -> Path:
    for name, lines in (("corpus", texts), ("queries", queries)):
        shown = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
        (folder / f"{name}.jsonl").write_text(shown, encoding="utf-8")
    return folder


def test_texts_come_as_documents_by_their_ids_with_their_titles(tmp_path: Path) -> None:
    benchmark = read_benchmark(_written(tmp_path, TEXTS, QUERIES))
    assert benchmark.name == tmp_path.name
    assert [document.id for document in benchmark.documents] == ["a", "b"]
    law, sea = benchmark.documents
    assert (law.title, sea.title) == ("Luật X - Điều 2. Tên", "Biển Đông")
    assert [clause.address for clause in law.clauses] == ["1", "2"]
    assert sea.text == "Biển Đông ở phía đông.\nNước mặn."


def test_what_a_text_says_of_numbers_is_no_metadata_of_it(tmp_path: Path) -> None:
    law, _ = read_benchmark(_written(tmp_path, TEXTS, QUERIES)).documents
    assert (law.number, law.kind, law.issuer, law.province) == (None, None, None, None)


def test_questions_keep_what_answers_them_and_whether_anything_does(tmp_path: Path) -> None:
    assert read_benchmark(_written(tmp_path, TEXTS, QUERIES)).queries == (
        Query("q1", "Ở đâu?", frozenset({"b"})),
        Query("q2", "Ai?", frozenset({"a"}), answerable=False),
    )


def test_questions_come_in_nfc(tmp_path: Path) -> None:
    query = {**QUERIES[0], "question": unicodedata.normalize("NFD", "Ở đâu?")}
    assert read_benchmark(_written(tmp_path, TEXTS, [query])).queries[0].text == "Ở đâu?"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "không phải JSON"),
        ("[]", "không phải một đối tượng JSON"),
        ('{"id": "q", "question": "?"}', "thiếu trường 'relevant'"),
        ('{"id": "q", "question": "?", "relevant": ["x"]}', "như 'x'"),
    ],
)
def test_what_is_amiss_is_said(tmp_path: Path, line: str, said: str) -> None:
    folder = _written(tmp_path, TEXTS, [])
    (folder / "queries.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(EvalError, match=said):
        read_benchmark(folder)


def test_a_folder_without_a_corpus_is_no_benchmark(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"Không đọc được .*corpus\.jsonl"):
        read_benchmark(tmp_path)
