"""Refusals are honest: they name what is missing and what there is, and state nothing as a fact."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answer.find.confidence import measured
from answer.find.features import Features
from answer.find.scope import Missing, Scope, Side
from answer.find.scored import Scored
from answer.find.units import Units
from answer.model import Answer, Status
from answer.say.phrases import VIETNAMESE
from answer.say.refusing import Refuser
from answer.understand.cues import Want
from corpus.cite import document_name
from corpus.model import Document
from corpus.reading import document_of
from tests.answer.answer_samples import (
    asked,
    law,
    library,
    namesake,
    plan,
    report,
    side_of,
    unit_saying,
)

SAMPLES = (plan(), namesake(), law(), report())


def refuser(*documents: Document) -> Refuser:
    """A refuser over some documents, all samples by default."""
    return Refuser(library(*documents), measured())


def test_a_missing_document_is_named_with_all_that_there_is() -> None:
    answer = refuser().no_document(asked("Hà Nội?"), Scope((), (Missing(place="Hà Nội"),)))
    assert answer.status is Status.NO_DOCUMENT
    assert answer.answer.startswith(VIETNAMESE.no_document.format(missing="văn bản của Hà Nội"))
    for document in SAMPLES:
        assert document_name(document) in answer.answer
    assert answer.citations == ()


def test_several_missing_things_are_all_named() -> None:
    answer = refuser().no_document(
        asked("?"), Scope((), (Missing("kế hoạch 1"), Missing("kế hoạch 2")))
    )
    assert "kế hoạch 1; kế hoạch 2" in answer.answer


def test_of_many_documents_a_refusal_says_how_many_and_of_which_places() -> None:
    documents = [replace(plan(), id=f"ha-giang-{n}") for n in range(9)]
    text = refuser(*documents).holdings(VIETNAMESE)
    assert text == VIETNAMESE.in_corpus_many.format(count=9, places="Hà Giang")


@pytest.mark.parametrize(
    ("lacking", "asked_for"),
    [
        (None, VIETNAMESE.asked_default),
        (Want.SIGNER, "người ký"),
        (Want.DATE, "thời gian được hỏi"),
        (Want.MONEY, "số tiền được hỏi"),
        (Want.CONTACT, "thông tin liên hệ"),
    ],
)
def test_a_detail_that_is_not_stated_is_named_with_its_document(
    lacking: Want | None, asked_for: str
) -> None:
    scope = Scope((side_of(plan()),), named=True)
    answer = refuser().not_stated(asked("?"), scope, lacking, None)
    assert answer.status is Status.NOT_STATED
    assert answer.answer == VIETNAMESE.not_stated.format(
        document="Kế hoạch 15/KH-UBND của UBND tỉnh Hà Giang", asked=asked_for
    )


RULES = document_of(
    "QUY CHẾ\nVề việc thử\n"
    "Điều 1. Trách nhiệm của các sở, ban, ngành và Ủy ban nhân dân các xã\n"
    "1. Các sở thực hiện nhiệm vụ sau:\na) Nối mạng.\n2. Ủy ban nhân dân xã nối mạng các thôn.",
    source="quy-che.txt",
)


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("Trách nhiệm của các sở", False),
        ("Các sở thực hiện nhiệm vụ sau", False),
        ("nối mạng các thôn", True),
    ],
)
def test_the_nearest_clause_is_offered_unless_it_only_leads_to_others(
    words: str, *, offered: bool
) -> None:
    home = Units(RULES)
    unit = unit_saying(home, words)
    nearest = Scored(
        unit=unit, score=0.3, topical=0.3, coverage=0.9, own=0.9, fits=False, field=False,
        of_body=False, features=Features(*(0.0 for _ in Features._fields)),
        text=RULES.text[unit.start : unit.end],
    )  # fmt: skip
    scope = Scope((side_of(RULES),), named=True)
    answer = refuser(RULES).not_stated(asked("?"), scope, None, nearest)
    assert ("Liên quan:" in answer.answer) is offered
    assert [citation.quote for citation in answer.citations] == [nearest.text] * offered


def test_a_question_over_everything_is_told_what_everything_is() -> None:
    scope = Scope((Side("", tuple(d.id for d in SAMPLES)),))
    answer = refuser().not_stated(asked("?"), scope, None, None)
    assert answer.answer.startswith(VIETNAMESE.not_stated_in_corpus)
    assert document_name(law()) in answer.answer


def test_an_excerpt_says_that_it_is_one() -> None:
    cut = document_of("KẾ HOẠCH\nVề việc thử\nI. MỤC TIÊU\nLàm tốt.\n[...]", source="cat.txt")
    scope = Scope((side_of(cut),), named=True)
    answer = refuser(cut).not_stated(asked("?"), scope, None, None)
    assert VIETNAMESE.not_stated_truncated in answer.answer
    assert (
        VIETNAMESE.not_stated_truncated
        in refuser(cut).no_clause(asked("?"), [cut], "mục ix").answer
    )


def test_an_absent_clause_is_named_with_its_document() -> None:
    answer: Answer = refuser().no_clause(asked("?"), [plan()], "khoản 9 mục II")
    assert answer.status is Status.NOT_STATED
    assert answer.answer == ("Kế hoạch 15/KH-UBND của UBND tỉnh Hà Giang không có khoản 9 mục II.")
    assert answer.citations == ()


def test_every_want_that_can_be_lacking_has_words() -> None:
    facts = {Want.CONTACT, Want.PERCENT, Want.MONEY, Want.RANK, Want.DATE, Want.NUMBER, Want.COUNT}
    data = {Want.SIGNER, Want.ISSUED_ON, Want.EFFECTIVE_ON, Want.ISSUER, Want.TITLE}
    assert facts | data <= {Want(name) for name in VIETNAMESE.wants}
