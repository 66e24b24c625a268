"""The page's view of an answer: marks resolved, items recognised."""

from __future__ import annotations

import pytest

from answer.model import Answer, Language, Status
from api.page.answer_view import view_answer
from tests.api.api_testing import ANSWERED, DUTY, LAW, PLAN
from tests.making import cite


def test_a_mark_links_to_the_reader_at_its_clause_with_its_quote() -> None:
    view = view_answer(ANSWERED)
    (line,) = view.lines
    assert [piece.text for piece in line.pieces] == [f"{DUTY.quote}\u00a0", "[1]"]
    source = line.pieces[1].source
    assert source is not None
    assert source.url == f"/documents/{PLAN.id}?quote={DUTY.start}-{DUTY.end}#II.1"
    assert view.sources == (source,)


def test_an_encoded_address_stays_encoded() -> None:
    citation = cite(LAW, "Đ1.1")
    view = view_answer(Answer(Status.ANSWERED, "x [1]", (citation,)))
    assert view.sources[0].url.endswith("#%C4%901.1")


def test_a_mark_of_no_citation_stays_text() -> None:
    view = view_answer(Answer(Status.ANSWERED, "theo [7] và [1].", (DUTY,)))
    pieces = view.lines[0].pieces
    assert [(piece.text, piece.source is not None) for piece in pieces] == [
        ("theo [7] và\u00a0", False),
        ("[1]", True),
        (".", False),
    ]


def test_what_an_english_answer_quotes_is_vietnamese() -> None:
    told = Answer(Status.PARTIAL, "lời [1]\nNo more.", (DUTY,), language=Language.ENGLISH)
    assert [line.language for line in view_answer(told).lines] == ["vi", "en"]


def test_two_marks_of_one_source_are_told_apart() -> None:
    view = view_answer(Answer(Status.ANSWERED, "a [1] b [1]\nc [1]", (DUTY,)))
    ids = [piece.id for line in view.lines for piece in line.pieces if piece.source]
    assert len(set(ids)) == 3


@pytest.mark.parametrize(
    ("line", "is_item"),
    [
        ("- Sở Thông tin", True),
        ("a) Tham mưu", True),
        ("đ) Thường xuyên", True),
        ("5. Sở Nội vụ", True),
        ("4.6. Bảo đảm", True),
        ("Điều 5. Quyền", False),
        ("-không phải gạch", False),
        ("5.191.000.000 đồng", False),
    ],
)
def test_an_item_is_told_by_its_marker(line: str, is_item: bool) -> None:
    view = view_answer(Answer(Status.ANSWERED, line))
    assert view.lines[0].is_item is is_item


def test_blank_lines_are_left_out() -> None:
    view = view_answer(Answer(Status.ANSWERED, "một\n\n hai \n"))
    assert ["".join(piece.text for piece in line.pieces) for line in view.lines] == ["một", " hai "]
