"""A law is called by its name; one that the corpus lacks is told, not taken for a matter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.model import Relation, RelationKind
from tests.answer.answer_samples import law, library, plan


@pytest.mark.parametrize(
    ("text", "years", "named"),
    [
        ("Luật Bưu chính số quy định gì?", (), [2019, 2023]),
        ("luat buu chinh so", (), [2019, 2023]),
        ("Luật Bưu chính số 2019", (2019,), [2019]),
        ("Luật Bưu chính số 2023", (2023,), [2023]),
        ("Luật Bưu chính số 2001", (2001,), []),
        ("Đến năm 2001 thì Luật Bưu chính số quy định gì?", (2001,), [2019, 2023]),
        ("Luật BCS", (), [2019, 2023]),
        ("Luật Đất đai", (), []),
        ("pháp luật về bưu chính", (), []),
        ("bưu chính số", (), []),
    ],
)
def test_a_law_is_called_by_name_initials_and_year(
    text: str, years: tuple[int, ...], named: list[int]
) -> None:
    shelf = library(law(2019), law(2023), plan())
    assert shelf.laws.named(text, years) == [law(year).id for year in named]


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("Luật Đất đai quy định gì về hạn mức?", ["Luật Đất đai"]),
        ("theo luật tổ chức chính phủ thì ai bổ nhiệm?", ["Luật Tổ chức Chính phủ"]),
        ("Luật Đất đai và Bộ luật Lao động", ["Luật Đất đai", "Bộ luật Lao động"]),
        ("Luật An ninh mạng", ["Luật An ninh mạng"]),
        ("Ai chủ trì xây dựng Luật Trí tuệ nhân tạo?", []),
        ("Kế hoạch triển khai thi hành Luật Đất đai", []),
        ("Thông tư quy định chi tiết một số điều của Luật Đất đai", []),
        ("đất đai", []),
        ("thực thi pháp luật về đất đai", []),
        ("hai luật giáp nhau", []),
    ],
)
def test_a_law_that_is_asked_and_not_there_is_lacking(text: str, lacking: list[str]) -> None:
    assert library(law(), plan()).laws.lacking(text, text) == lacking


def test_another_year_of_a_law_that_is_there_is_lacking() -> None:
    shelf = library(law(2023, title="Thư viện"), plan())
    assert shelf.laws.lacking("Luật Thư viện 2019", "Luật Thư viện 2019") == [
        "Luật Thư viện năm 2019"
    ]
    assert shelf.laws.lacking("Luật Thư viện 2023", "Luật Thư viện 2023") == []
    assert shelf.laws.lacking("Luật Thư viện", "Luật Thư viện") == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Theo Luật Bưu chính số sửa đổi thì ai phải đăng ký?", ["luat-sua"]),
        ("Luật sửa đổi, bổ sung một số điều của Luật Bưu chính số quy định gì?", ["luat-sua"]),
        ("Theo Luật Bưu chính số thì ai phải đăng ký?", ["luat"]),
        ("Theo Luật Thư viện thì ai phải đăng ký?", ["luat-thu-vien"]),
    ],
)
def test_a_law_that_amends_stands_for_one_it_amends(text: str, named: list[str]) -> None:
    title = "Sửa đổi, bổ sung một số điều của Luật Bưu chính số"
    other = "Sửa đổi, bổ sung một số điều của Luật Thư viện"
    shelf = library(
        replace(law(2023), id="luat"),
        replace(law(2031, title), id="luat-sua", relations=(_amends("Luật Bưu chính số"),)),
        replace(law(2031, other), id="luat-thu-vien", relations=(_amends("Luật Thư viện"),)),
    )
    assert shelf.laws.named(text, ()) == named


def _amends(name: str) -> Relation:
    return Relation(RelationKind.AMENDS, f"{name} số 12/2023/QH15", None, None, None, None, 0, 1)
