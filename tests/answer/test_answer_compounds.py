from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from answer.understand.build_compounds import main
from answer.understand.compounds import are_one_word
from answer.understand.understanding import understand


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("Thiết bị nào được trang bị?", ["thiet", "bi", "trang", "bi"]),
        ("Dữ liệu số là gì?", ["du", "lieu", "so"]),
        ("Ai bàn giao máy thay thế?", ["ban", "giao", "may", "thay", "the"]),
        ("Chỉ tiêu nào được giao cho sở?", ["chi", "tieu", "so"]),
    ],
)
def test_a_syllable_of_another_word_asks_nothing(question: str, kept: list[str]) -> None:
    assert [term.key for term in understand(question, question).terms] == list(dict.fromkeys(kept))


def test_words_that_always_ask_are_never_part_of_another() -> None:
    assert not are_one_word("sở", "nào")
    assert not are_one_word("ngày", "nào")


def test_the_file_is_what_its_script_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = Path(str(files("answer") / "data"))
    main(tmp_path)
    assert (tmp_path / "compounds.txt").read_text("utf-8") == (shipped / "compounds.txt").read_text(
        "utf-8"
    )
