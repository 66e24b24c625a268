"""The tasks of a body in a table of tasks, from a table read by the real reader."""

from __future__ import annotations

import pytest

from answer.find.tasks import asks_tasks, tasks_of
from answer.find.units import Units
from corpus.reading import document_of
from tests.answer.answer_samples import asked

TABLE = """Số: 21/KH-UBND
KẾ HOẠCH
Số hoá hồ sơ năm 2026
I. NỘI DUNG
1. Thực hiện theo Phụ lục.
PHỤ LỤC
DANH MỤC NHIỆM VỤ
(Kèm theo Kế hoạch số 21/KH-UBND)
| STT | Nhiệm vụ | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian thực hiện |
|---|---|---|---|---|
| 1 | Rà soát kho giấy | Sở Nội vụ | Sở Tài chính; các xã | Quý I |
| 2 | Quét hồ sơ đất đai | Sở Xây dựng, Sở Nội vụ | VNPost | Quý II |
| 3 | Vận chuyển kho giấy | VNPost | Sở Nội vụ | Quý III |
| 4 | Kiểm tra bảo mật | Cục ATTT | Sở Nội vụ | Quý IV |
"""


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Sở Nội vụ chủ trì những nhiệm vụ nào?", ["1", "2"]),
        ("Sở Nội vụ phối hợp thực hiện nhiệm vụ nào?", ["3", "4"]),
        ("VNPost chủ trì việc gì?", ["3"]),
        ("Cục An toàn thông tin chủ trì nhiệm vụ nào?", ["4"]),
        ("Sở Nội vụ chủ trì nhiệm vụ nào về hồ sơ đất đai?", ["2"]),
        ("Sở Y tế chủ trì những nhiệm vụ nào?", []),
        ("Đơn vị nào chủ trì nhiệm vụ rà soát kho giấy?", []),
    ],
)
def test_the_rows_of_a_body_are_those_whose_column_names_it(
    question: str, numbers: list[str]
) -> None:
    home = Units(document_of(TABLE, source="ke-hoach.md"))
    found = tasks_of(asked(question), [(home, unit) for unit in home.all], lambda _: 1.0)
    assert [unit.clause.marker for _, unit in found] == numbers


def test_who_has_a_task_asks_for_no_tasks() -> None:
    assert asks_tasks(asked("Bộ Y tế theo dõi những chỉ tiêu nào?"))
    assert not asks_tasks(asked("Sở nào được giao nhiệm vụ gì?"))
