"""Citations as officials write them, and addresses on the web."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.cite import clause_url, document_name, full_citation, legal_date
from tests.making import make_document

PLAN = make_document(
    "quang-ngai-87-kh-ubnd-2024",
    "",
    number="87/KH-UBND",
    kind="Kế hoạch",
    title="TRIỂN KHAI THỰC HIỆN ĐỀ ÁN",
    issuer="UBND tỉnh Quảng Ngãi",
    issued_on=date(2024, 4, 5),
)
LAW = replace(
    PLAN,
    number="20/2023/QH15",
    kind="Luật",
    title="Luật Giao dịch điện tử",
    issuer="Quốc hội",
)
ARTICLE = replace(PLAN, number=None, kind="Bài viết", title="Tin số", issuer=None)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2024, 4, 5), "05/4/2024"),
        (date(2022, 1, 28), "28/01/2022"),
        (date(2026, 2, 12), "12/02/2026"),
        (date(2022, 9, 9), "09/9/2022"),
        (date(2023, 12, 26), "26/12/2023"),
    ],
)
def test_days_and_months_are_padded_as_the_decree_says(day: date, written: str) -> None:
    assert legal_date(day) == written


def test_a_plan_is_cited_with_number_date_and_issuer() -> None:
    assert full_citation(PLAN, "điểm c khoản 2 mục IV") == (
        "điểm c khoản 2 mục IV Kế hoạch số 87/KH-UBND ngày 05/4/2024 của UBND tỉnh Quảng Ngãi"
    )


def test_a_law_is_cited_by_its_title_and_number() -> None:
    assert full_citation(LAW, "khoản 1 Điều 4") == (
        "khoản 1 Điều 4 Luật Giao dịch điện tử số 20/2023/QH15"
    )


def test_a_text_without_a_number_is_cited_by_its_title_and_day() -> None:
    assert full_citation(ARTICLE, "đoạn 12") == "đoạn 12 Bài viết “Tin số” ngày 05/4/2024"


def test_a_citation_leaves_out_what_is_unknown() -> None:
    bare = replace(PLAN, issued_on=None, issuer=None)
    assert full_citation(bare) == "Kế hoạch số 87/KH-UBND"


def test_names_are_short() -> None:
    assert document_name(PLAN) == "Kế hoạch 87/KH-UBND của UBND tỉnh Quảng Ngãi"
    assert document_name(LAW) == "Luật Giao dịch điện tử 20/2023/QH15"
    assert document_name(ARTICLE) == "Bài viết “Tin số”"


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("IV.2.c", "/documents/x#IV.2.c"),
        ("Đ5.2.a", "/documents/x#%C4%905.2.a"),
        ("III~2", "/documents/x#III~2"),
        ("mở đầu", "/documents/x#m%E1%BB%9F%20%C4%91%E1%BA%A7u"),
        ("¶3", "/documents/x#%C2%B63"),
        ("", "/documents/x"),
    ],
)
def test_addresses_in_links_are_percent_encoded(address: str, url: str) -> None:
    assert clause_url("x", address) == url
