"""Questions about a document as a whole are answered by the line its metadata was read from."""

from __future__ import annotations

import pytest

from answer.find.scope import Side
from answer.find.units import Units
from answer.say.document_data import (
    asks_document_data,
    asks_of_called,
    evidence,
    only_primary,
    since_when,
    stated,
)
from answer.say.picking import Pick
from answer.understand.cues import Want
from answer.words import keys
from corpus.model import Document
from corpus.reading import document_of
from tests.answer.answer_samples import asked, law, namesake, plan, report


def even(_word: str) -> float:
    """Every word as rare as the next."""
    return 1.0


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        ("Ai ký Kế hoạch 15/KH-UBND của Hà Giang?", {Want.SIGNER}),
        ("Kế hoạch phát triển hạ tầng số của Hà Giang do ai ký?", {Want.SIGNER}),
        ("Kế hoạch 15 ban hành ngày nào?", {Want.ISSUED_ON}),
        ("ke hoach 15 ha giang co hieu luc tu ngay nao", set()),
        ("Kế hoạch 15 có hiệu lực từ ngày nào?", {Want.EFFECTIVE_ON}),
        ("Kế hoạch 15 của Hà Giang căn cứ văn bản nào?", {Want.LEGAL_BASIS}),
        ("Cơ sở pháp lý của Kế hoạch 15 Hà Giang là gì?", {Want.LEGAL_BASIS}),
        ("Phủ sóng 5G tại trung tâm huyện căn cứ vào đâu?", set()),
        ("Sở Xây dựng phải làm gì?", set()),
        ("Ngày ban hành danh mục nền tảng dùng chung cấp tỉnh là khi nào?", set()),
        ("Quyết định do Sở Xây dựng ban hành ngày nào?", set()),
        ("Kế hoạch 15/KH-UBND ngày 05/01/2024 của Hà Giang do ai ký?", {Want.SIGNER}),
        ("Hạ tầng số trong Kế hoạch 15 được phê duyệt tại quyết định nào, ngày nào?", set()),
    ],
)
def test_a_question_on_the_document_itself_is_told_from_one_on_its_matter(
    question: str, wants: set[Want]
) -> None:
    found = asks_document_data(asked(question), Units(plan()), even)
    assert found - {Want.NUMBER, Want.ISSUER, Want.TITLE} == wants


@pytest.mark.parametrize(
    ("question", "of_called"),
    [
        ("Thông tư về lưu trữ mang số mấy và ai ký?", True),
        ("Đề án cảng biển được phê duyệt tại quyết định nào?", True),
        ("Kế hoạch hạ tầng số số bao nhiêu, ngày nào?", True),
        ("Thông tư về lưu trữ mang số, ký hiệu gì?", True),
        ("Tỷ trọng kinh tế số bao nhiêu phần trăm?", False),
        ("Kế hoạch ban hành theo tờ trình số mấy?", False),
        ("Việc này thực hiện theo quyết định nào?", False),
    ],
)
def test_the_number_of_what_is_called_is_told_from_other_numbers(
    question: str, *, of_called: bool
) -> None:
    assert asks_of_called(asked(question)) is of_called


def test_a_number_inside_what_a_document_is_called_by_is_not_its_own() -> None:
    question = asked("Số, ký hiệu kế hoạch hạ tầng số triển khai Quyết định 411/QĐ-TTg là gì?")
    described = frozenset(keys("kế hoạch hạ tầng số triển khai Quyết định 411/QĐ-TTg"))
    assert asks_document_data(question, Units(plan()), even, described) == {Want.NUMBER}
    assert asks_document_data(question, Units(plan()), even) == set()


def test_the_day_beside_a_number_is_the_day_of_issue() -> None:
    question = asked("Kế hoạch hạ tầng số của Hà Giang số mấy, ngày nào?")
    wants = asks_document_data(question, Units(plan()), even, frozenset({"ha", "tang"}))
    assert wants == {Want.NUMBER, Want.ISSUED_ON}


@pytest.mark.parametrize(
    ("document", "want", "line"),
    [
        (plan(), Want.ISSUED_ON, "Hà Giang, ngày 02 tháng 3 năm 2024"),
        (plan(), Want.NUMBER, "Số: 15/KH-UBND"),
        (plan(), Want.TITLE, "Phát triển hạ tầng số năm 2024 trên địa bàn tỉnh Hà Giang"),
        (law(), Want.LEGAL_BASIS, "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;"),
        (law(), Want.ISSUER, "QUỐC HỘI"),
        (law(), Want.NUMBER, "Luật số: 12/2023/QH15"),
    ],
)
def test_a_field_is_shown_by_the_line_it_was_read_from(
    document: Document, want: Want, line: str
) -> None:
    assert stated(document, want)
    piece = evidence(Units(document), want)
    assert piece is not None
    assert document.text[piece.start : piece.end] == line


def test_the_signer_is_shown_by_lines_that_hold_the_name() -> None:
    piece = evidence(Units(plan()), Want.SIGNER)
    assert piece is not None
    assert plan().text[piece.start : piece.end].endswith("Trần Văn Minh")


def test_a_long_line_is_shown_by_the_sentence_that_holds_the_field() -> None:
    piece = evidence(Units(report()), Want.ISSUED_ON)
    assert piece is not None
    assert "2024" in report().text[piece.start : piece.end]


@pytest.mark.parametrize("want", [Want.SIGNER, Want.EFFECTIVE_ON])
def test_what_the_text_does_not_state_has_no_line(want: Want) -> None:
    assert not stated(namesake(), want)
    assert evidence(Units(namesake()), want) is None


def test_a_side_is_about_its_own_documents_and_not_about_reports_on_it() -> None:
    documents = {d.id: d for d in (plan(), namesake(), report())}
    everything = tuple(documents)
    own = (plan().id, report().id)
    assert only_primary(Side("", own, "Hà Giang"), documents) == plan()
    assert only_primary(Side("", own), documents) is None
    assert only_primary(Side("", everything, "Hà Giang"), documents) is None


def test_from_the_day_this_law_is_in_force_is_shown_with_the_day() -> None:
    document = document_of(
        "THÔNG TƯ\nĐiều 9. Hiệu lực thi hành\n"
        "1. Thông tư này có hiệu lực thi hành từ ngày 20 tháng 02 năm 2026.\n"
        "2. Thông tư số 39/2020/TT-BTTTT hết hiệu lực từ ngày Thông tư này có hiệu lực.",
        source="hieu-luc.txt",
    )
    repeal = Pick(Units(document), document.text.index("2. Thông tư số"), len(document.text))
    (told,) = since_when(asked("Thông tư 39 hết hiệu lực từ ngày nào?"), [repeal])
    assert "20 tháng 02 năm 2026" in document.text[told.start : told.end]
    assert since_when(asked("Thông tư nào hết hiệu lực?"), [repeal]) == []
