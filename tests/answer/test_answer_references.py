"""Clauses named in questions: every spelling, put into officials' order, found in real trees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.understand.references import find_references
from corpus.outline import Outline
from corpus.text import nfc
from tests.answer.answer_samples import law, plan

DIEM = "abcdđeghiklmnopqrstuvxy"


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("khoản 5 mục IV nói gì?", ["khoản 5 mục iv"]),
        ("Khoản 5, Mục IV", ["khoản 5 mục iv"]),
        ("mục IV khoản 5", ["khoản 5 mục iv"]),
        ("mục IV.5", ["khoản 5 mục iv"]),
        ("mục IV.2.c", ["điểm c khoản 2 mục iv"]),
        ("điểm c khoản 2 mục IV", ["điểm c khoản 2 mục iv"]),
        ("điểm đ của khoản 2 thuộc mục 4", ["điểm đ khoản 2 mục 4"]),
        ("diem a khoan 2 dieu 7", ["điểm a khoản 2 điều 7"]),
        ("Điều 7.2.a", ["điểm a khoản 2 điều 7"]),
        ("điều 5a", ["điều 5a"]),
        ("K3 Đ27", ["khoản 3 điều 27"]),
        ("k.3 đ.27", ["khoản 3 điều 27"]),
        ("Đ27", ["điều 27"]),
        ("khoản 4.6 mục III", ["khoản 4.6 mục iii"]),
        ("Mục 1 Chương II", ["mục 1 chương ii"]),
        ("chuong 2", ["chương 2"]),
        ("phần II mục 3", ["mục 3 phần ii"]),
        ("Phụ lục II có gì", ["phụ lục ii"]),
        ("phụ lục số 2", ["phụ lục 2"]),
        ("PL 1", ["phụ lục 1"]),
        ("tiểu mục 2 mục 1 chương III", ["tiểu mục 2 mục 1 chương iii"]),
        ("khoản 1 và khoản 2 Điều 5", ["khoản 1", "khoản 2 điều 5"]),
        ("Điều 5 và Điều 6", ["điều 5", "điều 6"]),
    ],
)
def test_a_reference_is_read_in_the_order_officials_write(question: str, labels: list[str]) -> None:
    assert [reference.label for reference in find_references(question)] == labels


@pytest.mark.parametrize(
    "question",
    [
        "kế hoạch 87/KH-UBND ban hành khi nào",
        "mục tiêu 2030 là gì",
        "mục đích của kế hoạch",
        "các khoản chi cho chuyển đổi số",
        "Ban Điều hành họp ngày 5",
        "điều phối mạng lưới",
        "đến năm 2025, định hướng đến năm 2030",
        "1.000 chuyên gia được đào tạo",
        "Đề án 06",
    ],
)
def test_words_that_only_resemble_a_level_are_no_reference(question: str) -> None:
    assert find_references(question) == []


def test_offsets_cover_the_words_of_the_reference() -> None:
    text = "Theo điểm c khoản 2 mục IV thì sao?"
    (reference,) = find_references(text)
    assert text[reference.start : reference.end] == "điểm c khoản 2 mục IV"


@pytest.mark.parametrize(
    ("question", "addresses"),
    [
        ("mục II", ["II"]),
        ("mục 2", ["II"]),
        ("khoản 1 mục II", ["II.1"]),
        ("khoản 1 mục 2", ["II.1"]),
        ("điểm đ khoản 1 mục II", ["II.1.đ"]),
        ("điểm c khoản 1 mục II", []),
        ("mục V", []),
        ("khoản 2", ["I.2", "II.2"]),
    ],
)
def test_a_reference_finds_the_clauses_that_bear_its_label(
    question: str, addresses: list[str]
) -> None:
    (reference,) = find_references(question)
    assert [c.address for c in reference.resolve(Outline(plan()))] == addresses


@pytest.mark.parametrize(
    ("question", "addresses"),
    [
        ("Điều 2", ["Đ2"]),
        ("k1 đ2", ["Đ2.1"]),
        ("Điều 2.1.b", ["Đ2.1.b"]),
        ("chương 1", ["C1"]),
        ("Chương II", ["C2"]),
        ("Điều 12", []),
    ],
)
def test_a_reference_to_a_law_finds_its_article(question: str, addresses: list[str]) -> None:
    (reference,) = find_references(question)
    assert [c.address for c in reference.resolve(Outline(law()))] == addresses


@given(
    diem=st.sampled_from(DIEM),
    khoan=st.integers(1, 99),
    dieu=st.integers(1, 250),
    order=st.permutations([0, 1, 2]),
    glue=st.sampled_from([" ", ", ", " của ", " thuộc "]),
)
def test_the_order_of_typing_never_matters(
    diem: str, khoan: int, dieu: int, order: list[int], glue: str
) -> None:
    steps = (f"điểm {diem}", f"khoản {khoan}", f"điều {dieu}")
    (reference,) = find_references(glue.join(steps[position] for position in order))
    assert reference.label == " ".join(steps)


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error_and_offsets_lie_in_it(text: str) -> None:
    composed = nfc(text)
    for reference in find_references(text):
        assert composed[reference.start : reference.end].strip() != ""
        assert 0 <= reference.start < reference.end <= len(composed)
