"""Which provinces a document speaks of: its own, those a report goes through, or all."""

from __future__ import annotations

import pytest

from answer.find.units import Units
from corpus.reading import document_of
from tests.answer.answer_samples import law, plan, report, unit_saying


def test_every_unit_of_a_provincial_document_speaks_of_its_province() -> None:
    home = Units(plan())
    assert {home.provinces.of(unit) for unit in home.all} == {"Hà Giang"}
    assert home.provinces.named == ("Hà Giang",)


@pytest.mark.parametrize(
    ("words", "province"),
    [
        ("Thời gian qua", None),
        ("Tại tỉnh Lào Cai", "Lào Cai"),
        ("40 trạm phát sóng", "Lào Cai"),
        ("25 trạm phát sóng", "Yên Bái"),
        ("đều hoàn thành sớm", None),
        ("được ghi nhận", None),
    ],
)
def test_a_report_speaks_of_the_place_it_named_last(words: str, province: str | None) -> None:
    home = Units(report())
    unit = unit_saying(home, words)
    assert home.provinces.of(unit) == province
    assert home.provinces.speaks_of(unit, "Lào Cai") is (province == "Lào Cai")


def test_the_provinces_of_a_report_stand_in_the_order_it_comes_to_them() -> None:
    assert Units(report()).provinces.named == ("Lào Cai", "Yên Bái")
    assert Units(law()).provinces.named == ()


@pytest.mark.parametrize(
    ("words", "spoken_of"),
    [
        ("Ủy ban nhân dân cấp tỉnh", True),
        ("bố trí kinh phí", True),
        ("thành phố Huế", False),
        ("Bộ Tài chính", False),
    ],
)
def test_a_central_text_speaks_of_every_province_where_it_names_none(
    words: str, *, spoken_of: bool
) -> None:
    text = """CHÍNH PHỦ
-------
Số: 31/2025/NĐ-CP
Hà Nội, ngày 20 tháng 6 năm 2025
NGHỊ ĐỊNH
Quy định về lưu trữ số
Điều 1. Trách nhiệm thi hành
1. Ủy ban nhân dân cấp tỉnh có trách nhiệm:
a) bố trí kinh phí hằng năm;
b) tại thành phố Huế lập kho lưu trữ chung.
2. Bộ Tài chính hướng dẫn chi tiêu.
"""
    home = Units(document_of(text, source="31.txt"))
    assert home.provinces.speaks_of(unit_saying(home, words), "Hà Giang") is spoken_of
    named = [unit for unit in home.all if home.provinces.speaks_of(unit, "Huế", by_name=True)]
    assert named == [unit_saying(home, "thành phố Huế")]
