"""``trolyso eval``: the command line of measuring."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.reading import shipped_documents
from trolyso.cli import run

QUESTION = "so noi vu co nhiem vu gi trong ke hoach 87 quang ngai"


def shown_by(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(arguments) == 0
    return capsys.readouterr().out


@pytest.mark.usefixtures("opened")
def test_eval_measures_a_set_and_writes_it_down(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source = shipped_documents()[2].name
    span = "5. Sở Nội vụ: Phối hợp với Sở Thông tin và Truyền thông"
    gold = {"source": source, "document": "87/KH-UBND", "span": span, "label": "khoản 5 mục IV"}
    question = {"id": "x1", "question": QUESTION, "type": "duty", "variant": "no_diacritics"}
    rest = {"history": [], "answerable": True, "facts": [["đào tạo"]], "forbidden": []}
    questions = tmp_path / "bộ câu hỏi.jsonl"
    questions.write_text(json.dumps({**question, **rest, "gold": [gold]}), "utf-8")
    written = tmp_path / "kết quả.json"
    shown = shown_by(capsys, "eval", str(questions), "--no-peers", "--json", str(written))
    assert "1 câu hỏi, hỏi trong tiến trình" in shown
    told = json.loads(written.read_text("utf-8"))
    assert told["questions_from"] == "bộ câu hỏi.jsonl"
    assert told["summary"]["citation_recall"] == 1.0
    assert told["summary"]["labels"] == 1.0


def test_eval_without_a_server_or_a_set_fails_in_words(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["eval", "--url", "http://127.0.0.1:9"]) == 1
    assert "Không hỏi được máy chủ tại http://127.0.0.1:9" in capsys.readouterr().err
    assert run(["eval", str(tmp_path / "absent.jsonl")]) == 1
    assert "absent.jsonl" in capsys.readouterr().err


@pytest.mark.usefixtures("at_home")
def test_eval_retrieval_searches_a_benchmark_and_writes_it_down(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    texts = [
        {"id": "nui", "title": "Bạch Mã", "text": "Núi Bạch Mã cao 1.450 mét."},
        {"id": "thue", "title": "Thuế", "text": "Hoàn thuế trong 40 ngày làm việc."},
    ]
    queries = [{"id": "q1", "question": "Núi nào cao 1.450 mét?", "relevant": ["nui"]}]
    bench = tmp_path / "bench"
    bench.mkdir()
    for name, lines in (("corpus", texts), ("queries", queries)):
        (bench / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    written = tmp_path / "kết quả.json"
    arguments = ("eval", "retrieval", str(bench), "--strip", "--json", str(written))
    assert "bench: 1 câu hỏi, gõ không dấu, 2 văn bản" in shown_by(capsys, *arguments)
    (searcher,) = json.loads(written.read_text("utf-8"))["searchers"]
    assert searcher["scores"]["ndcg_at_10"] == 1.0
    assert searcher["queries"][0]["found"][0] == "nui"


def test_eval_retrieval_without_a_benchmark_fails_in_words(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["eval", "retrieval", str(tmp_path)]) == 1
    assert "Một bộ đo là thư mục có corpus.jsonl và queries.jsonl" in capsys.readouterr().err
