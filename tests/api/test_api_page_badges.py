"""A document's badges: each from what it is made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from api.page.badges import Badge, condition_of
from corpus.model import Document, Reading, RelationKind, Report
from corpus.relations import Standing, State
from tests.api.api_testing import LAW, PLAN, REPORT

DAY = date(2025, 6, 1)
SOUND = replace(PLAN, report=Report())
SCAN = Report(reading=Reading("scan", "tesseract", ocr=True, confidence=0.87))


def over(kind: RelationKind, since: date | None) -> Standing:
    return Standing(kind, "moi", since, "Đ1", 0, 1)


@pytest.mark.parametrize(
    ("document", "badges"),
    [
        (SOUND, ()),
        (PLAN, (Badge.REMARKS,)),
        (replace(SOUND, truncated=True, secondary=True), (Badge.SECONDARY, Badge.TRUNCATED)),
        (replace(SOUND, unconfirmed=("number",), report=SCAN), (Badge.UNCONFIRMED, Badge.OCR)),
        (replace(SOUND, number=None), (Badge.INCOMPLETE,)),
        (REPORT, (Badge.SECONDARY,)),
        (LAW, ()),
    ],
)
def test_a_document_bears_what_was_found_in_reading_it(
    document: Document, badges: tuple[Badge, ...]
) -> None:
    assert condition_of(document, (), State.IN_FORCE, DAY).badges == badges


@pytest.mark.parametrize(
    ("state", "badge"),
    [
        (State.REPLACED, Badge.REPLACED),
        (State.EXPIRED, Badge.EXPIRED),
        (State.NOT_YET, Badge.NOT_YET),
    ],
)
def test_a_document_out_of_force_bears_a_grave_badge(state: State, badge: Badge) -> None:
    assert condition_of(SOUND, (), state, DAY).badges == (badge,)
    assert badge.tone == "grave"


@pytest.mark.parametrize(
    ("since", "badges"),
    [(date(2025, 1, 1), (Badge.AMENDED,)), (None, (Badge.AMENDED,)), (date(2026, 1, 1), ())],
)
def test_an_amendment_shows_from_its_day_on(since: date | None, badges: tuple[Badge, ...]) -> None:
    standing = over(RelationKind.AMENDS, since)
    assert condition_of(SOUND, (standing,), State.IN_FORCE, DAY).badges == badges


def test_the_condition_tells_what_is_missing_and_how_sure_ocr_was() -> None:
    scan = replace(PLAN, number=None, issuer=None, report=SCAN)
    condition = condition_of(scan, (), State.IN_FORCE, DAY)
    assert condition.missing == ("number", "issuer")
    assert condition.sureness == 0.87
