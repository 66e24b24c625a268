from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.library import Aside, Collection, Held
from corpus.model import Clause, Document, Level, Reading, Report
from tests.making import make_document
from trolyso.health import Concern, Matter, corpus_health

TEXT = "1. Sở Nội vụ làm.\n2."
DOCUMENT = make_document(
    "kh-1",
    TEXT,
    number="1/KH-UBND",
    kind="Kế hoạch",
    issuer="UBND tỉnh Quảng Ngãi",
    province="Quảng Ngãi",
    issued_on=date(2024, 4, 5),
    clauses=(Clause("1", "khoản 1", Level.KHOAN, "1.", "", None, 0, 17),),
)
EMPTY_CLAUSE = Clause("2", "khoản 2", Level.KHOAN, "2.", "", None, 18, 20)


SOUND = "Sở Nội vụ chủ trì, phối hợp với các sở, ngành thực hiện kế hoạch này trong năm."
LOST = "So Noi vu chu tri, phoi hop voi cac so, nganh thuc hien ke hoach nay trong nam."


def _collection(*documents: Document, aside: tuple[Aside, ...] = ()) -> Collection:
    return Collection(tuple(Held(document, None) for document in documents), aside)


def test_documents_are_counted_by_kind_province_and_year() -> None:
    central = replace(DOCUMENT, id="kh-2", number="2/KH", province=None, issued_on=None)
    earlier = replace(DOCUMENT, id="kh-3", number="3/KH", issued_on=date(2022, 5, 24))
    health = corpus_health(_collection(DOCUMENT, central, earlier))
    assert (health.documents, health.clauses) == (3, 3)
    assert health.by_kind == {"Kế hoạch": 3}
    assert health.by_province == {"Quảng Ngãi": 2, "trung ương hoặc không rõ": 1}
    assert health.by_year == {"2024": 1, "không rõ": 1, "2022": 1}


@pytest.mark.parametrize(
    ("changes", "matter", "what"),
    [
        ({"number": None, "issued_on": None}, Matter.METADATA, "thiếu số hiệu, ngày ban hành"),
        ({"unconfirmed": ("number",)}, Matter.UNCONFIRMED,
         "số 1/KH-UBND đọc bằng OCR, chưa ai xác nhận"),
        ({"number": None, "secondary": True}, Matter.SOURCE,
         "nguồn thứ cấp, không phải văn bản gốc"),
        ({"number": None, "kind": "Bài viết", "secondary": True}, Matter.SOURCE,
         "nguồn thứ cấp (không có số, loại, điều khoản), không phải văn bản gốc"),
        ({"truncated": True}, Matter.SOURCE, "trích đoạn, nguồn cắt bớt"),
        ({"report": Report(remarks=("“III.” lặp lại",))}, Matter.READING, "“III.” lặp lại"),
        ({"report": Report(reading=Reading("scan", "tesseract", True, 0.8, (0.91, 0.62)))},
         Matter.OCR, "trang 2: OCR chỉ chắc 62%"),
        ({"clauses": (*DOCUMENT.clauses, EMPTY_CLAUSE)}, Matter.EMPTY, "2 không có nội dung"),
        ({"text": LOST, "clauses": ()}, Matter.TONES, "có vẻ mất dấu: chỉ 0% số chữ có dấu"),
    ],
)  # fmt: skip
def test_what_a_person_should_look_at_is_named(
    changes: dict[str, object], matter: Matter, what: str
) -> None:
    document = replace(DOCUMENT, **changes)  # type: ignore[arg-type]
    assert corpus_health(_collection(document)).concerns == (Concern("kh-1", matter, what),)


def test_one_clause_that_lost_its_tones_is_found_among_others() -> None:
    text = f"1. {SOUND * 5}\n2. {LOST}"
    second = text.index("2. ")
    clauses = (
        Clause("1", "khoản 1", Level.KHOAN, "1.", "", None, 0, second - 1),
        Clause("2", "khoản 2", Level.KHOAN, "2.", "", None, second, len(text)),
    )
    health = corpus_health(_collection(replace(DOCUMENT, text=text, clauses=clauses)))
    assert health.concerns == (Concern("kh-1", Matter.TONES, "1 điều khoản có vẻ mất dấu: 2"),)


def test_another_copy_and_another_text_of_one_number_are_told_of() -> None:
    copy = Aside(replace(DOCUMENT, source="quét.pdf"), None, "kh-1", "đọc bằng OCR")
    other = replace(DOCUMENT, id="kh-1-2")
    assert corpus_health(_collection(DOCUMENT, other, aside=(copy,))).concerns == (
        Concern("kh-1", Matter.DUPLICATE, "bản khác (quét.pdf) để riêng: đọc bằng OCR"),
        Concern("kh-1-2", Matter.DUPLICATE, "cùng số, cơ quan và năm với kh-1, nội dung khác"),
    )


def test_a_sound_document_is_of_no_concern() -> None:
    assert corpus_health(_collection(DOCUMENT)).concerns == ()
