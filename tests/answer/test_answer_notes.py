"""Notes: what has become of what is cited, and of what the question names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from answer.assistant import Assistant
from answer.find.library import Library
from answer.model import Answer, Citation, Language, Note, Question, Status
from answer.say.notes import Notes
from answer.understand.understanding import understand
from corpus import document_of
from corpus.model import Correction, Document
from corpus.relations import Standings, State
from index.search import Index

TODAY = date(2026, 11, 22)
BEFORE = date(2025, 2, 28)

PLAN = document_of(
    "ỦY BAN NHÂN DÂN\nTỈNH LONG AN\nSố: 5/KH-UBND\nLong An, ngày 02 tháng 3 năm 2024\nKẾ HOẠCH\n"
    "Chuyển đổi số của tỉnh năm 2024\n"
    "I. MỤC TIÊU\nĐến năm 2025 xong Đề án 1234.\n"
    "II. TỔ CHỨC THỰC HIỆN\n"
    "1. Sở Kế hoạch và Đầu tư\na) Bố trí vốn cho dự án.\n"
    "2. Sở Nội vụ phối hợp Sở Giao thông vận tải đào tạo cán bộ.\n",
    source="kh.txt",
)
OLD_LAW = document_of(
    "QUỐC HỘI\nLuật số: 24/2018/QH14\nHà Nội, ngày 12 tháng 6 năm 2018\nLUẬT\nAN NINH MẠNG\n"
    "Điều 1. Phạm vi\nLuật này quy định về an ninh mạng.\n"
    "Điều 2. Hiệu lực\nLuật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2019.\n",
    source="cu.txt",
)
NEW_LAW = document_of(
    "QUỐC HỘI\nLuật số: 116/2025/QH15\nHà Nội, ngày 10 tháng 12 năm 2025\nLUẬT\nAN NINH MẠNG\n"
    "Điều 1. Sửa đổi một số luật\n1. Bãi bỏ Điều 3 Luật Dữ liệu số 60/2024/QH15.\n"
    "Điều 2. Hiệu lực thi hành\n"
    "1. Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2026.\n"
    "2. Luật An ninh mạng số 24/2018/QH14 hết hiệu lực kể từ ngày Luật này có hiệu lực thi hành.\n",
    source="moi.txt",
)
DATA_LAW = document_of(
    "QUỐC HỘI\nLuật số: 60/2024/QH15\nHà Nội, ngày 30 tháng 11 năm 2024\nLUẬT\nDỮ LIỆU\n"
    "Điều 1. Phạm vi\nLuật này quy định về dữ liệu.\n"
    "Điều 2. Hiệu lực\nLuật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2025.\n",
    source="dl.txt",
)


def citing(document: Document, quote: str, clause: str) -> Answer:
    """An answer that cites ``quote`` from a clause of a document."""
    start = document.text.index(quote)
    citation = Citation(
        id=1,
        document_id=document.id,
        document_number=document.number,
        document_title=document.title,
        issuer=document.issuer,
        issued_on=document.issued_on,
        clause=clause,
        label="",
        full_citation="",
        quote=quote,
        start=start,
        end=start + len(quote),
        url="",
    )
    return Answer(Status.ANSWERED, f"{quote} [1]", (citation,))


def notes_on(
    answer: Answer,
    question: str,
    *documents: Document,
    today: date = TODAY,
    language: Language = Language.VIETNAMESE,
) -> list[Note]:
    corpus = {document.id: document for document in documents}
    notes = Notes(Library(corpus))
    return list(notes.of(answer, understand(question, question, language), today))


def texts(notes: list[Note]) -> list[tuple[str, str]]:
    return [(note.kind, note.text) for note in notes]


SKHDT = (
    "successor",
    (
        "Sở Kế hoạch và Đầu tư nay thường là Sở Tài chính (từ 01/3/2025, theo Nghị định "
        "150/2025/NĐ-CP)."
    ),
)
LONG_AN = (
    "successor",
    "Tỉnh Long An nay thuộc tỉnh Tây Ninh (từ 01/7/2025, theo Nghị quyết 202/2025/QH15).",
)


def test_the_body_a_clause_is_about_and_its_province_get_their_present_names() -> None:
    answer = citing(PLAN, "a) Bố trí vốn cho dự án.", "II.1.a")
    assert texts(notes_on(answer, "Việc bố trí vốn ra sao?", PLAN)) == [LONG_AN, SKHDT]


def test_the_notes_on_an_english_answer_are_english() -> None:
    answer = citing(PLAN, "a) Bố trí vốn cho dự án.", "II.1.a")
    asked = "Who funds it, and what does UBND cấp huyện do?"
    found = notes_on(answer, asked, PLAN, language=Language.ENGLISH)
    assert [note.text for note in found] == [
        (
            "The district level (cấp huyện) has ended (since 1 July 2025, under Luật Tổ chức chính "
            "quyền địa phương 72/2025/QH15)."
        ),
        (
            "Tỉnh Long An is now part of tỉnh Tây Ninh (since 1 July 2025, under Nghị quyết "
            "202/2025/QH15)."
        ),
        (
            "Sở Kế hoạch và Đầu tư is now usually Sở Tài chính (since 1 March 2025, under Nghị "
            "định 150/2025/NĐ-CP)."
        ),
    ]


def test_names_that_still_held_on_the_day_get_no_note() -> None:
    answer = citing(PLAN, "a) Bố trí vốn cho dự án.", "II.1.a")
    assert notes_on(answer, "Việc bố trí vốn ra sao?", PLAN, today=BEFORE) == []


def test_a_document_that_was_issued_after_a_change_knows_what_it_names() -> None:
    later = replace(PLAN, issued_on=date(2025, 8, 1))
    answer = citing(later, "a) Bố trí vốn cho dự án.", "II.1.a")
    assert notes_on(answer, "Việc bố trí vốn ra sao?", later) == []


def test_what_the_question_names_comes_first_and_needs_no_document() -> None:
    refusal = Answer(Status.NO_DOCUMENT, "Không có.")
    found = notes_on(refusal, "STTTT Quảng Nam có nhiệm vụ gì?", PLAN)
    assert [note.text.split(" nay ")[0] for note in found] == [
        "Sở Thông tin và Truyền thông",
        "Tỉnh Quảng Nam",
    ]


def test_a_level_that_ended_is_told_with_its_legal_basis() -> None:
    answer = citing(PLAN, "Đến năm 2025 xong Đề án 1234.", "I")
    (note, *_) = notes_on(answer, "UBND cấp huyện phải làm gì?", PLAN)
    assert note.text == (
        "Cấp huyện kết thúc hoạt động (từ 01/7/2025, theo Luật Tổ chức chính quyền địa phương "
        "72/2025/QH15)."
    )


def test_other_bodies_of_a_quote_get_a_note_only_where_bodies_are_asked_for() -> None:
    quote = "2. Sở Nội vụ phối hợp Sở Giao thông vận tải đào tạo cán bộ."
    answer = citing(PLAN, quote, "II.2")
    plain = notes_on(answer, "Nhiệm vụ đào tạo cán bộ là gì?", PLAN)
    assert texts(plain) == [LONG_AN]
    asked = notes_on(answer, "Cơ quan nào phối hợp đào tạo cán bộ?", PLAN)
    assert [note.text.split(" nay ")[0] for note in asked] == [
        "Tỉnh Long An",
        "Sở Giao thông vận tải",
    ]


def test_there_are_at_most_three_notes_on_names() -> None:
    refusal = Answer(Status.NO_DOCUMENT, "Không có.")
    question = (
        "So sánh Sở Thông tin và Truyền thông, Sở Kế hoạch và Đầu tư, Sở Giao thông vận tải "
        "của Quảng Nam và Bình Dương"
    )
    assert [note.text.split(" nay ")[0] for note in notes_on(refusal, question, PLAN)] == [
        "Sở Thông tin và Truyền thông",
        "Sở Kế hoạch và Đầu tư",
        "Sở Giao thông vận tải",
    ]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (
            date(2026, 7, 1),
            (
                "Luật An ninh mạng 24/2018/QH14 hết hiệu lực từ 01/7/2026, theo khoản 2 Điều 2 "
                "Luật An ninh mạng 116/2025/QH15."
            ),
        ),
        (
            date(2026, 6, 30),
            (
                "Luật An ninh mạng 24/2018/QH14 sẽ hết hiệu lực từ 01/7/2026, theo khoản 2 Điều 2 "
                "Luật An ninh mạng 116/2025/QH15."
            ),
        ),
    ],
)
def test_a_repealed_law_is_never_cited_without_saying_so(today: date, expected: str) -> None:
    answer = citing(OLD_LAW, "Luật này quy định về an ninh mạng.", "Đ1")
    found = notes_on(answer, "Luật An ninh mạng quy định gì?", OLD_LAW, NEW_LAW, today=today)
    assert texts(found) == [("replaced_by", expected)]


def test_a_law_that_is_not_yet_in_force_is_cited_with_its_day() -> None:
    quote = "1. Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2026."
    answer = citing(NEW_LAW, quote, "Đ2.1")
    expected = (
        "not_in_force",
        "Luật An ninh mạng 116/2025/QH15 có hiệu lực từ 01/7/2026, hiện chưa có hiệu lực.",
    )
    earlier = notes_on(answer, "Khi nào có hiệu lực?", NEW_LAW, today=date(2026, 6, 30))
    assert texts(earlier) == [expected]
    assert notes_on(answer, "Khi nào có hiệu lực?", NEW_LAW, today=date(2026, 7, 1)) == []


def test_a_text_that_ran_out_says_so() -> None:
    ended = replace(DATA_LAW, valid_until=date(2026, 2, 28))
    answer = citing(ended, "Luật này quy định về dữ liệu.", "Đ1")
    assert texts(notes_on(answer, "Quy định gì?", ended)) == [
        ("not_in_force", "Luật Dữ liệu 60/2024/QH15 chỉ có hiệu lực đến hết ngày 28/02/2026.")
    ]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (
            TODAY,
            (
                "Luật Dữ liệu 60/2024/QH15 đã được sửa đổi, bổ sung bởi khoản 1 Điều 1 Luật An "
                "ninh mạng 116/2025/QH15, từ 01/7/2026."
            ),
        ),
        (
            date(2026, 1, 1),
            (
                "Luật Dữ liệu 60/2024/QH15 sẽ được sửa đổi, bổ sung bởi khoản 1 Điều 1 Luật An "
                "ninh mạng 116/2025/QH15, từ 01/7/2026."
            ),
        ),
    ],
)
def test_an_amended_law_is_cited_with_what_amends_it(today: date, expected: str) -> None:
    answer = citing(DATA_LAW, "Luật này quy định về dữ liệu.", "Đ1")
    found = notes_on(answer, "Quy định gì?", DATA_LAW, NEW_LAW, today=today)
    assert texts(found) == [("amended_by", expected)]


def test_an_error_of_the_source_is_noted_where_the_quote_holds_it() -> None:
    plan = replace(PLAN, corrections=(Correction("Đề án 1234", "Đúng là Đề án 4321."),))
    wrong = citing(plan, "Đến năm 2025 xong Đề án 1234.", "I")
    assert ("source_error", "Đúng là Đề án 4321.") in texts(notes_on(wrong, "Khi nào xong?", plan))
    right = citing(plan, "a) Bố trí vốn cho dự án.", "II.1.a")
    assert "source_error" not in [note.kind for note in notes_on(right, "Việc gì?", plan)]


def test_a_press_article_is_named_as_no_original() -> None:
    article = replace(DATA_LAW, secondary=True, title="Dữ liệu hôm nay")
    answer = citing(article, "Luật này quy định về dữ liệu.", "Đ1")
    assert texts(notes_on(answer, "Quy định gì?", article)) == [
        ("secondary_source", "Trích từ bài viết “Dữ liệu hôm nay”, không phải văn bản gốc.")
    ]


@pytest.mark.parametrize("status", [Status.REFUSED, Status.OUT_OF_SCOPE])
def test_a_question_that_is_declined_gets_no_notes(status: Status) -> None:
    assert notes_on(Answer(status, "Không."), "STTTT Quảng Nam là gì?", PLAN) == []


def test_the_standing_of_each_law_is_known_on_each_day() -> None:
    standings = Standings({document.id: document for document in (OLD_LAW, NEW_LAW)})
    day = date(2026, 6, 30)
    assert standings.state(OLD_LAW.id, day) is State.IN_FORCE
    assert standings.state(NEW_LAW.id, day) is State.NOT_YET
    assert standings.state(OLD_LAW.id, TODAY) is State.REPLACED
    assert standings.state(NEW_LAW.id, TODAY) is State.IN_FORCE


def test_the_assistant_notes_by_the_day_it_is(shipped_index: Index) -> None:
    question = Question("Ai ký kế hoạch 4660 của Quảng Nam?")
    assert Assistant(shipped_index, today=lambda: BEFORE).ask(question).notes == ()
    (note,) = Assistant(shipped_index, today=lambda: TODAY).ask(question).notes
    assert note == Note(
        "successor",
        "Tỉnh Quảng Nam nay thuộc thành phố Đà Nẵng (từ 01/7/2025, theo Nghị quyết 202/2025/QH15).",
    )
