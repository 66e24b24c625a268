import json
from dataclasses import replace

import pytest

from corpus.model import Document, Dropped, Report, Span
from index.model import Passage
from index.records import document_of, document_record, passage_of, passage_record


def test_a_document_comes_back_from_json_as_it_was(plans: list[Document]) -> None:
    document = replace(
        plans[0],
        signer="Trần Hoàng Tuấn",
        legal_bases=("Căn cứ Luật Công nghệ thông tin;",),
        evidence={"number": Span(4, 14)},
        report=Report((Dropped(3, "Lượt xem: 12", "số lượt xem"),), ("mục II thiếu điểm b",)),
        secondary=True,
        truncated=True,
    )
    assert document_of(json.loads(json.dumps(document_record(document)))) == document


def test_unknown_metadata_stay_unknown(plans: list[Document]) -> None:
    document = replace(plans[0], number=None, kind=None, issuer=None, province=None, issued_on=None)
    assert document_of(json.loads(json.dumps(document_record(document)))) == document


def test_dates_and_levels_are_written_as_words(plans: list[Document]) -> None:
    record = json.loads(json.dumps(document_record(plans[0])))
    assert record["issued_on"] == "2024-04-05"
    assert record["clauses"][0]["level"] == "mở_đầu"


def test_an_unknown_level_is_refused(plans: list[Document]) -> None:
    record = document_record(plans[0])
    record["clauses"][0]["level"] = "quyển"
    with pytest.raises(ValueError, match="quyển"):
        document_of(record)


def test_a_passage_comes_back_from_json_as_it_was() -> None:
    passage = Passage("quang-ngai-87", ("II.1", "II.1.a"), 10, 20, "Kế hoạch 87/KH-UBND")
    record = json.loads(json.dumps({**passage_record(passage), "text_sha256": "00"}))
    assert passage_of(record) == passage
