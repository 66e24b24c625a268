"""Which term a question wants explained, and which sentence explains it."""

from __future__ import annotations

import pytest

from answer.find.defining import terms_asked
from answer.find.terms import bare, defined


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("Thế nào là chủ thẻ phụ?", {"chủ thẻ phụ"}),
        ("Chủ thẻ phụ được hiểu là gì?", {"chủ thẻ phụ"}),
        ("Theo Nghị định 1 thì đô thị xanh là đô thị như thế nào?", {"đô thị xanh"}),
        ("So sánh “bưu cục” với “bưu điện”", {"bưu cục", "bưu điện"}),
        ("Thế nào là tổ chức, cá nhân để được vay?", {"tổ chức", "tổ chức, cá nhân"}),
        ("Luật Thẻ gọi ai là chủ thẻ phụ?", {"chủ thẻ phụ"}),
        ("Chủ thẻ phụ là loại chủ thẻ nào?", {"chủ thẻ phụ"}),
        ("Ai được coi là chủ thẻ phụ?", {"chủ thẻ phụ"}),
        ("Chủ thẻ phụ nghĩa là sao?", {"chủ thẻ phụ"}),
        ("Sở Nội vụ phải làm gì?", set()),
    ],
)
def test_the_term_is_told_by_the_way_of_asking(question: str, terms: set[str]) -> None:
    assert terms_asked(question) == {bare(term) for term in terms}


def test_a_text_explains_terms_at_the_start_of_lines() -> None:
    text = "Điều 2\n3. Xã số (XS) là xã có mạng.\n4..Tổ số là tổ.\nViệc này là của xã."
    assert [term for term, _ in defined(text)][:2] == [bare("xã số"), bare("tổ số")]
