"""What a person read in an original: how it is typed, and how it is laid over a reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from corpus.formats import RawText
from corpus.library import ConfirmationError, Confirmed, confirmed_of_words
from corpus.library.confirmed import confirmed_of
from corpus.model import Correction, Document
from corpus.reading import document_of_raw

SCAN = (
    "ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU\nSố: 5/KH-UBND\nLai Châu, ngày 02 tháng 3 năm 2025\nKẾ HOẠCH\n"
    "Chuyển đổi số\nI. MỤC TIÊU\n1. Mục tiêu chung\n2. Mục tiêu cụ thể\n"
)
BLOG = "Chuyện làng tôi\nHôm nay trời nắng, chúng tôi sửa đổi lịch ra đồng gặt lúa."


@pytest.fixture
def reading() -> Document:
    return document_of_raw(RawText(SCAN, "scan", "tesseract", True, 0.9, (0.9,)), source="a.pdf")


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        ("number", "số 15/KH - UBND", "15/KH-UBND"),
        ("number", "29-CT/TU", "29-CT/TU"),
        ("issued_on", "2025-03-02", date(2025, 3, 2)),
        ("issued_on", "2/3/2025", date(2025, 3, 2)),
        ("issued_on", "ngày 02 tháng 3 năm 2025", date(2025, 3, 2)),
        ("issuer", "ỦY BAN NHÂN DÂN  TỈNH LAI CHÂU", "UBND tỉnh Lai Châu"),
        ("issuer", "Bộ Khoa học và Công nghệ", "Bộ Khoa học và Công nghệ"),
        ("title", "  Chuyển đổi số\n năm 2025 ", "Chuyển đổi số năm 2025"),
        ("kind", "KẾ HOẠCH", "Kế hoạch"),
        ("province", "tp. HCM", "Hồ Chí Minh"),
        ("province", "", ""),
    ],
)
def test_what_a_person_types_has_one_spelling(field: str, words: str, value: object) -> None:
    assert confirmed_of_words({field: words}).told == {field: value}


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("number", "năm", "“năm” không phải số, ký hiệu văn bản."),
        ("number", "", "“” không phải số, ký hiệu văn bản."),
        ("issued_on", "31/02/2025", "ngày ban hành"),
        ("issued_on", "2025-13-01", "ngày ban hành"),
        ("issued_on", "20250302", "ngày ban hành"),
        ("issued_on", "1/1/1900", "từ năm 1945"),
        ("issued_on", f"{datetime.now(UTC).date() + timedelta(days=2)}", "ngày ban hành"),
        ("issuer", "123", "tên cơ quan"),
        ("title", " ", "trích yếu"),
        ("title", "Chuyển\u202eđổi", "“Chuyểnđổi” không phải trích yếu"),
        ("title", "a" * 1001, "trích yếu"),
        ("kind", "Tiểu thuyết", "loại văn bản"),
        ("province", "Atlantis", "tỉnh, thành phố"),
    ],
)
def test_what_is_no_such_thing_is_refused(field: str, words: str, said: str) -> None:
    with pytest.raises(ConfirmationError) as refused:
        confirmed_of_words({field: words})
    assert said in refused.value.message
    assert "chẳng hạn" in refused.value.hint


def test_what_is_told_later_goes_before_and_all_of_it_can_be_written_down() -> None:
    first = Confirmed(number="5/KH-UBND", issued_on=date(2025, 3, 2), province="")
    both = first.followed_by(Confirmed(number="6/KH-UBND", title="Chuyển đổi số"))
    assert both.record == {
        "number": "6/KH-UBND",
        "issued_on": "2025-03-02",
        "title": "Chuyển đổi số",
        "province": "",
    }
    assert confirmed_of(both.record) == both


def test_where_nothing_was_told_a_reading_stays_as_it_is(reading: Document) -> None:
    assert Confirmed().over(reading) is reading


def test_a_reading_is_set_right_and_its_id_and_its_marks_follow(reading: Document) -> None:
    assert reading.unconfirmed == ("number",)
    settled = Confirmed(number="15/KH-UBND", issued_on=date(2024, 3, 2)).over(reading)
    assert (settled.id, settled.unconfirmed) == ("lai-chau-15-kh-ubnd-2024", ())
    assert settled.text == reading.text
    dated = Confirmed(issued_on=date(2024, 3, 2)).over(reading)
    assert (dated.number, dated.unconfirmed) == (reading.number, ("number",))


def test_an_issuer_brings_its_province_unless_another_is_told(reading: Document) -> None:
    assert Confirmed(issuer="UBND tỉnh Sơn La").over(reading).province == "Sơn La"
    assert Confirmed(issuer="UBND xã Bum Tở").over(reading).province == "Lai Châu"
    assert Confirmed(issuer="Bộ Y tế", province="").over(reading).province is None


def test_an_answer_that_quotes_what_was_misread_can_say_so(reading: Document) -> None:
    settled = Confirmed(number="15/KH-UBND", kind="Kế hoạch").over(reading)
    span = reading.evidence["number"]
    quote = reading.text[span.start : span.end]
    note = "Theo bản gốc, số là “15/KH-UBND”; máy đọc là “5/KH-UBND”."
    assert settled.corrections == (Correction(quote, note),)
    assert (
        Confirmed(number="5/KH-UBND", title=reading.title.upper()).over(reading).corrections == ()
    )


def test_a_file_that_was_taken_for_an_article_becomes_the_document_that_it_is() -> None:
    blog = document_of_raw(RawText(BLOG, "txt", "utf-8"), source="blog.txt")
    assert blog.secondary
    assert not Confirmed(kind="Thông báo").over(blog).secondary
    assert Confirmed(title="Chuyện làng").over(blog).secondary
    assert Confirmed(kind="Thông báo").over(replace(blog, kind="Báo cáo")).secondary
