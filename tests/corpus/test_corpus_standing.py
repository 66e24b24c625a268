"""How documents stand: who ends or amends them, and whether they are in force on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus import read_corpus, read_document, shipped_documents
from corpus.model import Correction, Document, Relation, RelationKind
from corpus.relations import Standing, State, relations_over, state_of
from tests.making import make_document

MORE = Path(__file__).resolve().parents[2] / ".." / "shared" / "more_documents"

BASE = make_document(
    "old",
    "Quyết định cũ",
    number="5/QĐ-UBND",
    kind="Quyết định",
    issuer="UBND tỉnh Hà Nam",
    province="Hà Nam",
    issued_on=date(2020, 1, 2),
    effective_on=date(2020, 1, 10),
    clauses=(),
)
SAYS = Relation(
    kind=RelationKind.REPLACES,
    name="Quyết định số 5/QĐ-UBND",
    number="5/QĐ-UBND",
    issued_on=date(2020, 1, 2),
    province=None,
    since=None,
    start=0,
    end=10,
)
NEWER = replace(
    read_document(shipped_documents()[2]),
    id="new",
    number="9/QĐ-UBND",
    province="Hà Nam",
    issued_on=date(2024, 5, 6),
    effective_on=date(2024, 6, 1),
    relations=(SAYS,),
)


def over(*documents: Document) -> dict[str, list[tuple[str, date | None]]]:
    found = relations_over(documents)
    return {key: [(item.by, item.since) for item in items] for key, items in found.items()}


def saying(**changes: object) -> Document:
    return replace(NEWER, relations=(replace(SAYS, **changes),))  # type: ignore[arg-type]


def test_a_replaced_document_is_told_by_whom_from_when_and_where() -> None:
    (standing,) = relations_over([BASE, NEWER])["old"]
    assert (standing.by, standing.kind, standing.since) == (
        "new",
        RelationKind.REPLACES,
        date(2024, 6, 1),
    )
    assert standing.clause == "mở đầu"
    assert standing.ends_it


def test_the_day_of_the_sentence_comes_before_that_of_the_document() -> None:
    assert over(BASE, saying(since=date(2025, 1, 1))) == {"old": [("new", date(2025, 1, 1))]}


def test_another_day_of_issue_means_another_document() -> None:
    assert over(BASE, saying(issued_on=date(2019, 3, 4))) == {}


def test_a_local_number_means_the_document_of_the_same_province() -> None:
    assert over(BASE, replace(NEWER, province="Ninh Bình")) == {}
    of_hà_nam = saying(province="Hà Nam")
    assert over(BASE, replace(of_hà_nam, province="Ninh Bình")) == {
        "old": [("new", date(2024, 6, 1))]
    }


def test_nothing_is_replaced_by_what_was_issued_before_it() -> None:
    later = replace(BASE, issued_on=date(2025, 1, 1))
    assert over(later, saying(issued_on=None)) == {}


def test_a_reference_that_may_mean_two_documents_counts_for_none() -> None:
    twin = replace(BASE, id="twin", issued_on=date(2021, 2, 3))
    assert over(BASE, twin, saying(issued_on=None)) == {}


def test_copies_of_one_document_are_all_replaced() -> None:
    copy = replace(BASE, id="copy")
    assert sorted(over(BASE, copy, NEWER)) == ["copy", "old"]


def test_a_document_that_implements_another_leaves_it_as_it_is() -> None:
    assert over(BASE, saying(kind=RelationKind.IMPLEMENTS)) == {}


ENDED = Standing(RelationKind.REPEALS, "new", date(2024, 6, 1), "Đ2", 0, 10)


@pytest.mark.parametrize(
    ("document", "standings", "today", "state"),
    [
        (BASE, (), date(2020, 1, 9), State.NOT_YET),
        (BASE, (), date(2020, 1, 10), State.IN_FORCE),
        (BASE, (ENDED,), date(2024, 5, 31), State.IN_FORCE),
        (BASE, (ENDED,), date(2024, 6, 1), State.REPLACED),
        (BASE, (replace(ENDED, since=None),), date(2020, 1, 10), State.REPLACED),
        (BASE, (replace(ENDED, kind=RelationKind.AMENDS),), date(2024, 6, 1), State.IN_FORCE),
        (replace(BASE, valid_until=date(2021, 12, 31)), (), date(2021, 12, 31), State.IN_FORCE),
        (replace(BASE, valid_until=date(2021, 12, 31)), (), date(2022, 1, 1), State.EXPIRED),
        (replace(BASE, effective_on=None), (), date(2020, 1, 2), State.IN_FORCE),
        (replace(BASE, effective_on=None, issued_on=None), (), date(2020, 1, 2), State.UNKNOWN),
    ],
)
def test_the_state_of_a_document_on_a_day(
    document: Document, standings: tuple[Standing, ...], today: date, state: State
) -> None:
    assert state_of(document, standings, today) is state


def test_a_shipped_documents_plain_error_is_noted_and_stands_in_its_text() -> None:
    (plan,) = [item for item in read_corpus(shipped_documents()) if item.number == "87/KH-UBND"]
    assert plan.corrections == (
        Correction(
            "Đề án 1609",
            "Nguyên văn ghi “Đề án 1609”; chỗ khác trong chính văn bản này ghi Quyết định số "
            "1690/QĐ-TTg.",
        ),
    )
    assert plan.corrections[0].quote in plan.text


@pytest.mark.skipif(not MORE.is_dir(), reason="needs ../shared/more_documents")
def test_the_law_on_cybersecurity_of_2018_gives_way_to_that_of_2025_on_its_day() -> None:
    laws = read_corpus(
        MORE / name
        for name in (
            "tvplhtml-luat-an-ninh-mang-2018-351416.txt",
            "vbpl-116-2025-qh15.txt",
            "tvpl-60-2024-qh15-quoc-hoi.txt",
        )
    )
    old, new, data = laws
    found = relations_over(laws)
    (ended,) = found[old.id]
    assert (ended.by, ended.kind, ended.since, ended.clause) == (
        new.id,
        RelationKind.REPEALS,
        date(2026, 7, 1),
        "Đ44.2",
    )
    assert [(item.by, item.kind, item.clause) for item in found[data.id]] == [
        (new.id, RelationKind.AMENDS, "Đ43.5")
    ]
    assert state_of(old, found[old.id], date(2026, 6, 30)) is State.IN_FORCE
    assert state_of(old, found[old.id], date(2026, 7, 1)) is State.REPLACED
    assert state_of(new, (), date(2026, 6, 30)) is State.NOT_YET
