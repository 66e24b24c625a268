from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from eval.errors import EvalError
from eval.questions import DEV, Gold, read_questions

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "eval"


def _gold(source: str, span: str, label: str = "") -> dict[str, str]:
    return {"source": source, "document": "87/KH-UBND", "span": span, "label": label}


def _raw(**changes: Any) -> dict[str, Any]:
    return {
        "id": "q1",
        "question": "Khi nào xong?",
        "type": "deadline",
        "variant": "clean",
        "history": ["Ai làm?"],
        "answerable": True,
        "gold": [_gold("a.txt", "xong trong tháng 5", "khoản 1"), _gold("b.txt", "xong tháng 6")],
        "facts": [["tháng 5", "5/2024"]],
        "forbidden": ["tháng 7"],
    } | changes


def _write(folder: Path, *rows: dict[str, Any], equivalents: Any = None) -> Path:
    path = folder / "set.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    if equivalents is not None:
        text = json.dumps(equivalents, ensure_ascii=False)
        (folder / "set.equivalents.json").write_text(text, "utf-8")
    return path


def test_a_question_is_read_field_by_field(tmp_path: Path) -> None:
    [question] = read_questions(_write(tmp_path, _raw()))
    assert question.id == "q1"
    assert question.question == "Khi nào xong?"
    assert (question.type, question.variant) == ("deadline", "clean")
    assert question.history == ("Ai làm?",)
    assert question.answerable is True
    assert question.needs == (
        (Gold("a.txt", "xong trong tháng 5", "khoản 1"),),
        (Gold("b.txt", "xong tháng 6", ""),),
    )
    assert question.facts == (("tháng 5", "5/2024"),)
    assert question.forbidden == ("tháng 7",)


def test_a_gold_entry_is_also_served_where_the_equivalents_say(tmp_path: Path) -> None:
    also = {"also": {"q1": {"1": [_gold("c.txt", "tháng 6 là xong")]}}}
    [question] = read_questions(_write(tmp_path, _raw(), equivalents=also))
    assert [[gold.source for gold in need] for need in question.needs] == [
        ["a.txt"],
        ["b.txt", "c.txt"],
    ]


def test_of_gold_entries_that_say_the_same_one_is_enough(tmp_path: Path) -> None:
    path = _write(tmp_path, _raw(), equivalents={"one_of": {"q1": [[0, 1]]}})
    [question] = read_questions(path)
    assert [[gold.source for gold in need] for need in question.needs] == [["a.txt", "b.txt"]]


def test_files_of_the_same_document_serve_each_other(tmp_path: Path) -> None:
    path = _write(tmp_path, _raw(), equivalents={"sources": [["a.txt", "a2.txt"]]})
    [question] = read_questions(path)
    assert question.needs[0] == (
        Gold("a.txt", "xong trong tháng 5", "khoản 1"),
        Gold("a2.txt", "xong trong tháng 5", "khoản 1"),
    )
    assert [gold.source for gold in question.needs[1]] == ["b.txt"]


def test_equivalents_may_lie_elsewhere(tmp_path: Path) -> None:
    elsewhere = tmp_path / "same.json"
    elsewhere.write_text(json.dumps({"one_of": {"q1": [[0, 1]]}}), "utf-8")
    [question] = read_questions(_write(tmp_path, _raw()), elsewhere)
    assert len(question.needs) == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{broken", "không phải JSON"),
        (json.dumps({"id": "q2"}), "thiếu trường 'answerable'"),
        (json.dumps(_raw(question=5)), "cần chuỗi, gặp 5"),
        (json.dumps(_raw(answerable="yes")), "true hoặc false"),
        (json.dumps(_raw(gold=[{"source": "a.txt", "span": "x"}])), "thiếu trường 'label'"),
        ("[]", "sai kiểu dữ liệu"),
    ],
)
def test_a_malformed_line_is_named_by_its_number(tmp_path: Path, line: str, said: str) -> None:
    path = _write(tmp_path, _raw())
    path.write_text(path.read_text("utf-8") + "\n\n" + line + "\n", "utf-8")
    with pytest.raises(EvalError, match=f"dòng 3: .*{said}"):
        read_questions(path)


def test_a_set_without_questions_or_without_a_file_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("\n", "utf-8")
    with pytest.raises(EvalError, match="không có câu nào"):
        read_questions(empty)
    with pytest.raises(EvalError, match=r"Không đọc được .*absent\.jsonl"):
        read_questions(tmp_path / "absent.jsonl")


@pytest.mark.parametrize("text", ["[1]", "{", '{"sources": 5}'])
def test_malformed_equivalents_are_refused(tmp_path: Path, text: str) -> None:
    path = _write(tmp_path, _raw())
    (tmp_path / "set.equivalents.json").write_text(text, "utf-8")
    with pytest.raises(EvalError, match="không đúng dạng"):
        read_questions(path)


def test_the_committed_dev_set_is_whole_and_knows_its_equivalents() -> None:
    questions = read_questions(DEV)
    by_id = {question.id: question for question in questions}
    assert len(questions) == len(by_id) == 120
    assert sum(question.answerable for question in questions) == 96
    assert [len(need) for need in by_id["d033"].needs] == [2, 2, 2, 1]
    assert [len(need) for need in by_id["d086"].needs] == [1, 2, 1]


def test_the_committed_dev_set_is_the_shared_one() -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared evaluation sets are not beside this checkout")
    assert DEV.read_bytes() == (SHARED / "dev.jsonl").read_bytes()


def test_the_second_dev_set_reads_with_its_equivalents() -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared evaluation sets are not beside this checkout")
    equivalents = Path(str(resources.files("eval") / "more.equivalents.json"))
    by_id = {q.id: q for q in read_questions(SHARED / "more.jsonl", equivalents)}
    assert len(by_id) == 180
    assert [len(need) for need in by_id["mb043"].needs] == [2]
