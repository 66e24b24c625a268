"""Documents as JSON and back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from corpus.model import Correction, Document, Dropped, Reading, Report, Span
from corpus.reading import document_of as read
from corpus.records import document_of, document_record

TEXT = "Số: 87/KH-UBND\nQuảng Ngãi, ngày 05 tháng 4 năm 2024\nKẾ HOẠCH\nI. MỤC TIÊU\n1. Đào tạo."


@pytest.fixture(scope="module")
def document() -> Document:
    return read(TEXT, source="kh.txt")


def _through_json(document: Document) -> Document:
    return document_of(json.loads(json.dumps(document_record(document))))


def test_a_document_comes_back_from_json_as_it_was(document: Document) -> None:
    told = replace(
        document,
        signer="Trần Hoàng Tuấn",
        legal_bases=("Căn cứ Luật Công nghệ thông tin;",),
        evidence={"number": Span(4, 14)},
        report=Report(
            (Dropped(3, "Lượt xem: 12", "số lượt xem"),),
            ("mục II thiếu điểm b",),
            Reading("pdf", "pypdfium2 + tesseract", True, 0.9, (None, 0.9)),
        ),
        secondary=True,
        truncated=True,
        unconfirmed=("number",),
        corrections=(Correction("Đề án 1609", "Nguồn in nhầm: Đề án 1690."),),
    )
    assert _through_json(told) == told


def test_relations_come_back_from_json_as_they_were() -> None:
    repealing = read(
        f"{TEXT}\nII. HIỆU LỰC\nKế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 02 tháng 3 "
        "năm 2021 của Ủy ban nhân dân tỉnh Quảng Ngãi.",
        source="kh.txt",
    )
    assert _through_json(repealing) == repealing


def test_unknown_metadata_stay_unknown(document: Document) -> None:
    unknown = replace(document, number=None, kind=None, issuer=None, province=None, issued_on=None)
    assert _through_json(unknown) == unknown


def test_dates_and_levels_are_written_as_words(document: Document) -> None:
    record = json.loads(json.dumps(document_record(document)))
    assert record["issued_on"] == "2024-04-05"
    assert record["clauses"][0]["level"] == "mở_đầu"


def test_an_unknown_level_is_refused(document: Document) -> None:
    record = document_record(document)
    record["clauses"][0]["level"] = "quyển"
    with pytest.raises(ValueError, match="quyển"):
        document_of(record)
