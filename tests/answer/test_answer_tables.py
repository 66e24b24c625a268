"""What a figure in a table is of."""

from __future__ import annotations

from answer.find.units import Units
from corpus.reading import document_of
from tests.answer.answer_samples import unit_saying


def test_a_figure_in_a_row_is_of_what_the_head_of_its_column_says() -> None:
    document = document_of(
        "I. PHIẾU ĐÁNH GIÁ\n| TT | Tiêu chí | Điểm tối đa |\n| 1 | Phủ sóng | 2,5 |\n"
        "| 2 | Nhận xét | tùy việc |",
        source="phieu.txt",
    )
    home = Units(document)
    assert home.tables.has_figure_under(unit_saying(home, "Phủ sóng"), ["điểm"])
    assert home.tables.has_figure_under(unit_saying(home, "Phủ sóng"), ["điểm tối đa"])
    assert not home.tables.has_figure_under(unit_saying(home, "Phủ sóng"), ["người"])
    assert not home.tables.has_figure_under(unit_saying(home, "Nhận xét"), ["điểm"])


def test_a_figure_in_a_row_may_be_of_what_the_cell_beside_it_begins_with() -> None:
    document = document_of(
        "I. CHỈ TIÊU\n| TT | Chỉ tiêu | Đơn vị | Đến 2030 |\n"
        "| 1 | Số trạm mới | Trạm thu | ≥ 09 |\n"
        "| 2 | Số trạm cũ | Trạm thu | tùy việc |",
        source="chi-tieu.txt",
    )
    home = Units(document)
    assert home.tables.has_figure_beside(unit_saying(home, "Số trạm mới"), ["trạm", "trạm thu"])
    assert not home.tables.has_figure_beside(unit_saying(home, "Số trạm mới"), ["người"])
    assert not home.tables.has_figure_beside(unit_saying(home, "Số trạm cũ"), ["trạm"])
