from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import Clause, Document, Level, Report
from trolyso.health import Concern, corpus_health

TEXT = "1. Sở Nội vụ làm.\n2."
DOCUMENT = Document(
    id="kh-1",
    number="1/KH-UBND",
    kind="Kế hoạch",
    title="Kế hoạch",
    issuer="UBND tỉnh Quảng Ngãi",
    province="Quảng Ngãi",
    issued_on=date(2024, 4, 5),
    effective_on=None,
    signer=None,
    legal_bases=(),
    source="1.txt",
    text=TEXT,
    clauses=(Clause("1", "khoản 1", Level.KHOAN, "1.", "", None, 0, 17),),
)
EMPTY_CLAUSE = Clause("2", "khoản 2", Level.KHOAN, "2.", "", None, 18, 20)


def test_documents_are_counted_by_kind_province_and_year() -> None:
    other = replace(DOCUMENT, id="kh-2", province=None, issued_on=date(2022, 5, 24))
    health = corpus_health([DOCUMENT, replace(DOCUMENT, id="kh-3"), other])
    assert (health.documents, health.clauses) == (3, 3)
    assert health.by_kind == {"Kế hoạch": 3}
    assert health.by_province == {"Quảng Ngãi": 2, "không rõ": 1}
    assert health.by_year == {"2024": 2, "2022": 1}


@pytest.mark.parametrize(
    ("changes", "concern"),
    [
        ({"number": None, "issued_on": None}, "thiếu số hiệu, ngày ban hành"),
        ({"number": None, "secondary": True}, "nguồn thứ cấp, không phải văn bản gốc"),
        ({"truncated": True}, "trích đoạn, nguồn cắt bớt"),
        ({"report": Report(remarks=("“III.” lặp lại",))}, "“III.” lặp lại"),
        ({"clauses": (*DOCUMENT.clauses, EMPTY_CLAUSE)}, "2 không có nội dung"),
    ],
)
def test_what_a_person_should_look_at_is_named(changes: dict[str, object], concern: str) -> None:
    document = replace(DOCUMENT, **changes)  # type: ignore[arg-type]
    assert corpus_health([document]).concerns == (Concern("kh-1", concern),)


def test_a_sound_document_is_of_no_concern() -> None:
    assert corpus_health([DOCUMENT]).concerns == ()
