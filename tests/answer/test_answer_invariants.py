"""Whatever is asked, the assistant answers and the contract holds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answer.assistant import Assistant
from answer.model import Answer, Question
from eval.invariants import faults
from eval.reply import Reply
from eval.targets import InProcess
from index.model import Filters

Check = Callable[[Question], Answer]

# What people write, in any order: bodies, places, numbers, clauses, words of asking, slips, noise.
_PIECES = st.sampled_from(
    [
        "Sở Nội vụ", "so tai chinh", "Công an tỉnh", "UBND cấp xã", "tổ công nghệ số cộng đồng",
        "Quảng Ngãi", "tay ninh", "Ninh Thuận", "Quảng Nam", "Sóc Trăng", "Bình Định", "Huế",
        "kế hoạch 87", "4660/KH-UBND", "1155/QĐ-UBND", "Đề án 1690", "QĐ 999", "Luật An ninh mạng",
        "khoản 5 mục IV", "điểm c", "mục V", "Điều 3", "đoạn 2", "phụ lục 1",
        "phải làm gì", "là ai", "là gì", "bao nhiêu", "bao giờ xong", "ngày nào", "vì sao",
        "ai ký", "hiệu lực", "gồm những ai", "so sánh", "khác nhau", "liệt kê", "có không", "mấy",
        "kinh phí", "chỉ số DTI", "xếp hạng", "mạng lưới chuyển đổi số", "nhân lực", "tuyên truyền",
        "thế còn", "việc này", "tỉnh nào", "những văn bản nào", "năm 2022", "quý II", "100%",
        "and", "which agency", "deadline", "?", "…", "[1]", "“", "(", "\n", "\t", "0", "-1", "²",
        "😀", "chuyen doi so", "chuyểnđổisố", "CĐS", "TTTT", "ko", "j", "z", "aaaaaaaa",
    ]
)  # fmt: skip
_ASKED = st.lists(_PIECES, min_size=1, max_size=9).map(" ".join).filter(str.strip)
_ANYTHING = st.text(min_size=1, max_size=120).filter(str.strip)
_FILTERS = st.sampled_from(
    [
        Filters(),
        Filters(document_ids=("quang-ngai-87-kh-ubnd-2024",)),
        Filters(provinces=("Tây Ninh", "Ninh Thuận")),
        Filters(years=(2024,)),
    ]
)

_ENOUGH = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def check(assistant: Assistant) -> Check:
    """Asks, holds the answer against the contract, gives it."""
    target = InProcess(assistant)
    found = {name: target.document(name) for name in assistant.documents}
    documents = {name: document for name, document in found.items() if document is not None}

    def asking(question: Question) -> Answer:
        answer = assistant.ask(question)
        assert faults(Reply.from_json(answer.as_json(), 0.0), documents) == ()
        assert answer.answer.strip()
        assert 0.0 <= answer.confidence <= 1.0
        assert "\n\n" not in answer.answer
        assert not answer.status.states_facts or answer.citations
        return answer

    return asking


@given(question=_ASKED, history=st.lists(_ASKED, max_size=2), filters=_FILTERS)
@_ENOUGH
def test_any_question_is_answered_and_the_contract_holds(
    check: Check, assistant: Assistant, question: str, history: list[str], filters: Filters
) -> None:
    answer = check(Question(question, tuple(history), filters))
    for citation in answer.citations:
        document = assistant.documents[citation.document_id]
        year = document.issued_on.year if document.issued_on else None
        assert not filters.document_ids or document.id in filters.document_ids
        assert not filters.provinces or document.province in filters.provinces
        assert not filters.years or year in filters.years


@given(question=_ANYTHING)
@_ENOUGH
def test_any_text_at_all_is_answered_and_the_contract_holds(check: Check, question: str) -> None:
    check(Question(question))


@pytest.mark.parametrize("text", ["a" * 2_000, "Sở Nội vụ " * 190, "?" * 2_000, "1 " * 900])
def test_the_longest_question_is_answered(check: Check, text: str) -> None:
    check(Question(text, ("Sở Nội vụ phải làm gì?",) * 50))


def test_no_answer_depends_on_what_others_asked_before(check: Check) -> None:
    question = Question("Mạng lưới Chuyển đổi số Quảng Ngãi gồm những ai?")
    before = check(question)
    check(Question("Thế còn Tây Ninh?", ("Sở Nội vụ Quảng Nam làm gì?",)))
    assert check(question).answer == before.answer
