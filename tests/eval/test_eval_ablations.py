"""Ablations for real: the shipped index with a part of it off, a few questions."""

import pytest

from answer.find.features import Features
from answer.spelling import Speller
from eval.ablations import WHOLE, Ablated, ablations, measure
from eval.ablations_table import as_markdown
from eval.questions import DEV, read_questions
from eval.variants import clean_typed
from index.search import Index

_PARTS = 7


@pytest.fixture(scope="module")
def measured(shipped_index: Index) -> dict[str, Ablated]:
    keys = clean_typed(read_questions(DEV), "nguyên phím Telex")[:5]
    every = list(ablations(shipped_index, Speller.load(), shipped_index.encoder))
    assert [item.name for item in every][_PARTS:] == [
        f"xếp hạng: không {name}" for name in Features._fields
    ]
    chosen = [
        item for item in every[:_PARTS] if "tên văn bản" not in item.name
    ]  # that one embeds everything anew
    return {item.name: item for item in measure({"keys": keys, "one": keys[:1]}, chosen)}


def test_the_whole_comes_first_and_loses_nothing(measured: dict[str, Ablated]) -> None:
    name, whole = next(iter(measured.items()))
    assert name == WHOLE
    assert whole.worse == whole.better == ()


def test_what_is_off_is_missed_where_it_is_needed(measured: dict[str, Ablated]) -> None:
    blind = measured["hiểu: không trả dấu, sửa lỗi, viết tắt"]
    assert {key.partition(":")[0] for key in blind.worse} >= {"keys"}
    assert blind.summaries["keys"] != measured[WHOLE].summaries["keys"]


def test_the_table_has_a_row_for_each(measured: dict[str, Ablated]) -> None:
    lines = as_markdown(list(measured.values())).splitlines()
    assert len(lines) == 2 + len(measured)
    assert lines[0].startswith("| Bỏ đi | keys: Đúng |")
    assert "| one: Đúng |" in lines[0]
    assert lines[2].startswith(f"| {WHOLE} |")
    assert lines[2].endswith("| 0 / 0 |")
    assert len({line.count("|") for line in lines}) == 1
