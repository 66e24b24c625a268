"""What documents name is told once, kept in the snapshot, and looked up by the name."""

from __future__ import annotations

import json

from corpus.model import Document
from corpus.numbers import NumberMention
from corpus.reading import document_of
from index.names import Named, Names, named_in, named_of, named_record

_REPORT = """Các tỉnh đẩy mạnh hạ tầng số
Truyền thông - Ngày đăng : 09:15, 12/07/2024
Tại tỉnh Lào Cai, UBND tỉnh đã ban hành Kế hoạch số 77/KH-UBND về hạ tầng số.
Kế hoạch số 77/KH-UBND thực hiện Đề án 06.
"""


def report() -> Document:
    return document_of(_REPORT, source="bai-viet.txt")


def test_a_document_names_each_number_once_and_the_provinces_it_is_on() -> None:
    named = named_in(report())
    assert [(m.kind, m.number, m.symbol) for m in named.numbers] == [
        ("Kế hoạch", "77", "KH-UBND"),
        ("Đề án", "06", None),
    ]
    assert named.provinces == ("Lào Cai",)


def test_names_come_back_from_json_as_they_were() -> None:
    named = named_in(report())
    assert named_of(json.loads(json.dumps(named_record(named)))) == named


def test_numbers_are_looked_up_by_the_key_of_their_first_part() -> None:
    names = Names.of([report()])
    assert [(i, m.kind) for i, m in names.numbers("6")] == [(report().id, "Đề án")]
    assert names.numbers("906") == ()
    assert names.provinces == {"Lào Cai": [report().id]}


def test_nothing_is_read_before_it_is_asked_for() -> None:
    reads: list[str] = []

    def read() -> list[tuple[str, Named]]:
        reads.append("read")
        return [("a", Named((NumberMention("Đề án 06", 0, 0, "06", kind="Đề án"),), ()))]

    names = Names(read)
    assert reads == []
    assert len(names.numbers("6")) == 1
    assert names.provinces == {}
    assert reads == ["read"]
