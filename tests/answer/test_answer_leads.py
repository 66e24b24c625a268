"""An item is read with the words it goes on from."""

from __future__ import annotations

import pytest

from answer.find.leads import lead_above, says_for, tells_who
from answer.find.units import Units
from corpus.reading import document_of
from tests.answer.answer_samples import asked, unit_saying
from tests.answer.test_answer_picking import shown

FINES = document_of(
    "NGHỊ ĐỊNH\n"
    "Điều 6. Vi phạm về lưu trữ\n"
    "1. Phạt tiền từ 2.000.000 đồng đến 3.000.000 đồng đối với một trong các hành vi sau đây:\n"
    "a) Làm mất tài liệu;\n"
    "b) Không lập hồ sơ.\n"
    "2. Mượn tài liệu phải trả đúng hạn.\n"
    "Điều 7. Các hành vi bị nghiêm cấm\n"
    "1. Sửa chữa sổ sách.\n"
    "2. Cho mượn chìa khóa.",
    source="phat.txt",
)


def lead_of(words: str) -> str | None:
    """The lead of the unit that says some words."""
    home = Units(FINES)
    lead = lead_above(home, unit_saying(home, words).clause)
    return FINES.text[slice(*lead)] if lead else None


@pytest.mark.parametrize(
    ("item", "lead"),
    [
        ("Làm mất", "1. Phạt tiền từ 2.000.000 đồng đến 3.000.000 đồng đối với một trong"),
        ("Cho mượn chìa khóa", "Điều 7. Các hành vi bị nghiêm cấm"),
    ],
)
def test_an_item_goes_on_from_a_colon_or_under_a_ban(item: str, lead: str) -> None:
    assert (lead_of(item) or "").startswith(lead)


def test_a_clause_under_a_plain_heading_stands_for_itself() -> None:
    assert lead_of("trả đúng hạn") is None


def test_a_lead_says_what_the_item_leaves_open() -> None:
    question = asked("Làm mất tài liệu bị phạt bao nhiêu tiền?")
    lead, item = lead_of("Làm mất") or "", "a) Làm mất tài liệu;"
    assert says_for(question, lead, item)
    assert not says_for(question, lead, f"{item} phạt 5 triệu đồng")
    assert not says_for(asked("Ai lập hồ sơ?"), "Hồ sơ gồm:", "b) Không lập hồ sơ.")


def test_what_an_item_is_fined_with_is_shown_above_it() -> None:
    pieces = shown(FINES, "Làm mất tài liệu bị phạt bao nhiêu tiền?", "Làm mất")
    assert [piece.split()[0] for piece in pieces] == ["1.", "a)"]


def test_what_is_forbidden_is_not_shown_as_if_it_were_allowed() -> None:
    pieces = shown(FINES, "Có được cho mượn chìa khóa không?", "Cho mượn chìa khóa")
    assert pieces == ["Điều 7. Các hành vi bị nghiêm cấm", "2. Cho mượn chìa khóa."]


RULES = document_of(
    "THÔNG TƯ\n"
    "Điều 13. Trách nhiệm của các đơn vị thuộc Bộ Nội vụ\n"
    "1. Vụ Pháp chế:\n"
    "Hướng dẫn hạch toán kế toán.\n"
    "2. Văn phòng Bộ có trách nhiệm:\n"
    "a) Nâng cấp hệ thống báo cáo của Bộ Nội vụ.\n"
    "b) Cục Chuyển đổi số cấp tài khoản.",
    source="bao-cao.txt",
)


@pytest.mark.parametrize(
    ("question", "words", "first"),
    [
        ("Đơn vị nào nâng cấp hệ thống báo cáo?", "Nâng cấp hệ thống", "2. Văn phòng Bộ có"),
        ("Vụ nào hướng dẫn hạch toán kế toán?", "Hướng dẫn hạch toán", "1. Vụ Pháp chế:"),
        ("Đơn vị nào cấp tài khoản?", "cấp tài khoản", "b) Cục Chuyển đổi số"),
    ],
)
def test_whom_a_lead_names_is_shown_to_who_asks_for_them(
    question: str, words: str, first: str
) -> None:
    assert shown(RULES, question, words)[0].startswith(first)


def test_what_is_done_says_nothing_of_who_does_it() -> None:
    assert not tells_who("Nâng cấp hệ thống báo cáo của Bộ Nội vụ.")
    assert not tells_who("8. Chịu trách nhiệm quản trị trang thông tin của xã.")


def test_to_whom_something_goes_is_shown_where_the_words_before_a_list_say_it() -> None:
    text = document_of(
        "THÔNG TƯ\nĐiều 3. Gửi số liệu\n"
        "1. Chủ bến gửi số liệu cho Sở Nội vụ để lập sổ, gồm:\n"
        "a) Số thuyền neo qua đêm;\nb) Số khách qua bến.",
        source="ben.txt",
    )
    question = "Chủ bến gửi số liệu cho cơ quan nào?"
    assert shown(text, question, "Chủ bến gửi số liệu")[0].startswith("1. Chủ bến gửi")
    assert len(shown(text, "Chủ bến gửi những số liệu gì?", "Chủ bến gửi số liệu")) == 1
