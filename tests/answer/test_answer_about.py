"""A question on what a document is about is answered by its article on scope, else by its title."""

from __future__ import annotations

import pytest

from answer.find.units import Units
from answer.say.about import about, asks_to_whom, asks_what_about, to_whom
from corpus.reading import document_of
from tests.answer.answer_samples import asked

CIRCULAR = document_of(
    "BỘ THỬ NGHIỆM\nSố: 5/2031/TT-BTN\nTHÔNG TƯ\nQuy định mức thu phí sát hạch lái thuyền\n"
    "Căn cứ Luật Phí và lệ phí;\n"
    "Điều 1. Phạm vi điều chỉnh\n"
    "1. Thông tư này quy định về phí sát hạch lái thuyền, bao gồm:\n"
    "a) Mức thu phí;\nb) Chế độ nộp phí.\n"
    "2. Thông tư này không áp dụng cho thuyền thúng.\n"
    "Điều 2. Mức thu\nMức thu là 950.000 đồng/người.",
    source="phi.txt",
)


def test_what_it_regulates_is_told_with_the_list_it_opens() -> None:
    home = Units(CIRCULAR)
    shown = [home.document.text[piece.start : piece.end] for piece in about(home)]
    assert shown == [
        "1. Thông tư này quy định về phí sát hạch lái thuyền, bao gồm:",
        "a) Mức thu phí;\nb) Chế độ nộp phí.",
    ]


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Thông tư 5/2031/TT-BTN quy định những nội dung gì?", True),
        ("Thông tư 5/2031/TT-BTN hướng dẫn nội dung gì?", True),
        ("Thông tư 5/2031/TT-BTN quy định mức thu loại phí nào?", True),
        ("Phạm vi điều chỉnh của Thông tư 5/2031/TT-BTN?", True),
        ("Mức thu phí theo Thông tư 5/2031/TT-BTN được quy định thế nào?", False),
        ("Thông tư 5/2031/TT-BTN quy định mức phạt nào với thuyền thúng?", False),
        ("Thông tư 5/2031/TT-BTN quy định mức thu phí bao nhiêu tiền?", False),
        ("Thông tư 5/2031/TT-BTN giao Sở Nội vụ những việc gì?", False),
    ],
)
def test_only_a_question_with_no_matter_of_its_own_asks_so(question: str, asks: bool) -> None:
    assert asks_what_about(asked(question), Units(CIRCULAR)) is asks


SUBJECTS = document_of(
    "BỘ THỬ NGHIỆM\nSố: 6/2031/TT-BTN\nTHÔNG TƯ\nQuy định bến thuyền\n"
    "Điều 1. Phạm vi điều chỉnh, đối tượng áp dụng\n"
    "1. Phạm vi điều chỉnh\na) Thông tư này quy định về bến thuyền.\n"
    "2. Đối tượng áp dụng: Chủ thuyền và người lái thuyền.\n"
    "Điều 2. Neo thuyền\nThuyền neo qua đêm phải có đèn.",
    source="ben.txt",
)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Thông tư 6/2031/TT-BTN áp dụng cho ai?", True),
        ("Những ai phải tuân theo Thông tư 6/2031/TT-BTN?", True),
        ("Đối tượng áp dụng của Thông tư 6/2031/TT-BTN là gì?", True),
        ("Thông tư 6/2031/TT-BTN có áp dụng cho thuyền thúng không?", False),
        ("Đèn neo thuyền qua đêm theo Thông tư 6/2031/TT-BTN áp dụng cho ai?", False),
    ],
)
def test_whom_a_document_applies_to_is_asked_with_no_matter_beside(
    question: str, asks: bool
) -> None:
    assert asks_to_whom(asked(question), Units(SUBJECTS)) is asks


def test_whom_it_applies_to_is_told_by_the_clause_on_that_alone() -> None:
    home = Units(SUBJECTS)
    texts = [SUBJECTS.text[piece.start : piece.end] for piece in (*about(home), *to_whom(home))]
    assert texts == [
        "a) Thông tư này quy định về bến thuyền.",
        "2. Đối tượng áp dụng: Chủ thuyền và người lái thuyền.",
    ]
    assert to_whom(Units(CIRCULAR)) == []
