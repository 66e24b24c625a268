from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Span
from eval.invariants import CorpusText, faults, sentences, unmarked_statements
from eval.reply import Cited, Reply

TEXT = "1. Sở Nội vụ chủ trì kiện toàn bộ máy.\n2. Sở Tài chính bố trí kinh phí hằng năm."
QUOTE = "Sở Nội vụ chủ trì kiện toàn bộ máy."
DOCUMENTS = {"kh-87": CorpusText("87.txt", TEXT, {"1": Span(0, 38), "2": Span(39, len(TEXT))})}


def _cited(**changes: object) -> Cited:
    fields = {
        "id": 1,
        "document_id": "kh-87",
        "clause": "1",
        "label": "khoản 1",
        "quote": QUOTE,
        "start": 3,
        "end": 3 + len(QUOTE),
    } | changes
    return Cited(**fields)  # type: ignore[arg-type]


def _reply(answer: str, *cited: Cited, status: str = "answered") -> Reply:
    return Reply(status, answer, cited, latency_ms=1.0)


def test_a_clean_answer_has_no_fault() -> None:
    assert TEXT[3 : 3 + len(QUOTE)] == QUOTE
    assert faults(_reply(f"{QUOTE} [1]", _cited()), DOCUMENTS) == ()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"document_id": "kh-88"}, "[1] dẫn văn bản không có: kh-88"),
        ({"start": 4}, f"[1] trích dẫn không khớp nguyên văn tại 4–{3 + len(QUOTE)}"),
        ({"quote": QUOTE.lower()}, f"[1] trích dẫn không khớp nguyên văn tại 3–{3 + len(QUOTE)}"),
        ({"clause": "3"}, "[1] dẫn địa chỉ không có: 3"),
        ({"clause": "2"}, "[1] trích dẫn nằm ngoài 2"),
    ],
)
def test_a_citation_that_does_not_resolve_is_a_fault(
    changes: dict[str, object], fault: str
) -> None:
    assert faults(_reply(f"{QUOTE} [1]", _cited(**changes)), DOCUMENTS) == (fault,)


def test_an_empty_quote_supports_nothing() -> None:
    reply = _reply("Có [1].", _cited(quote="", start=3, end=3))
    assert faults(reply, DOCUMENTS) == ("[1] trích dẫn không khớp nguyên văn tại 3–3",)


def test_a_mark_without_a_citation_is_a_fault_once() -> None:
    reply = _reply(f"{QUOTE} [1] Và [2]. Lại [2].", _cited())
    assert faults(reply, DOCUMENTS) == ("[2] không có trích dẫn",)


def test_two_citations_of_one_number_are_a_fault() -> None:
    reply = _reply(f"{QUOTE} [1]", _cited(), _cited())
    assert faults(reply, DOCUMENTS) == ("số trích dẫn trùng nhau: [1, 1]",)


def test_an_answer_that_cites_nothing_is_a_fault() -> None:
    assert faults(_reply("Xong trong tháng 5."), {}) == ("câu trả lời không có trích dẫn nào",)


def test_a_statement_without_a_mark_is_a_fault_and_our_own_words_are_not() -> None:
    marked = _reply(f"Theo Kế hoạch số 87, Sở Nội vụ có việc sau:\n{QUOTE} [1]", _cited())
    assert unmarked_statements(marked) == []
    bare = _reply(f"{QUOTE}\nXem thêm nguồn [1].", _cited())
    assert unmarked_statements(bare) == [QUOTE]
    assert faults(bare, DOCUMENTS) == (f"câu không có dấu dẫn: {QUOTE!r}",)


def test_a_refusal_states_nothing_before_related() -> None:
    stating = _reply(f"{QUOTE} [1]", _cited(), status="not_stated")
    assert faults(stating, DOCUMENTS) == (
        "từ chối (not_stated) mà vẫn nêu nội dung trước 'Liên quan:'",
    )
    offering = _reply(f"Không nêu. Liên quan: {QUOTE} [1]", _cited(), status="not_stated")
    assert faults(offering, DOCUMENTS) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xong trong tháng 5/2024 [1].", ["Xong trong tháng 5/2024 [1]."]),
        ("Xong tháng 5. [1] Sở làm [2].", ["Xong tháng 5. [1]", "Sở làm [2]."]),
        ("Dòng một [1]\n\nDòng hai [2]", ["Dòng một [1]", "Dòng hai [2]"]),
        ("TP. Huế và Q. 1 làm [1].", ["TP. Huế và Q. 1 làm [1]."]),
        ("1. Sở Nội vụ làm [1].", ["1. Sở Nội vụ làm [1]."]),
        ("Các cuộc họp... để tuyên truyền [1].", ["Các cuộc họp... để tuyên truyền [1]."]),
        ("Tăng 3.5 % trong năm [1]!", ["Tăng 3.5 % trong năm [1]!"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert list(sentences(text)) == expected


@given(st.text(alphabet="aB. \n[1]!?ấ", max_size=60))
def test_sentences_lose_nothing_but_white_space(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
