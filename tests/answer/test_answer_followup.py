"""A follow-up takes from the questions before it what it leaves out, and only that."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.understand.cues import Want
from answer.understand.followup import complete
from answer.understand.understanding import Understanding
from tests.answer.answer_samples import asked

DUTY = "Sở Tài chính Hà Giang phải làm gì?"


def completed(question: str, *history: str) -> Understanding:
    """A question completed from earlier ones, oldest first."""
    return complete(asked(question), [asked(turn) for turn in history]).question


def bodies(question: Understanding) -> list[str]:
    """The bodies a question is about, by name."""
    return [mention.name for mention in question.bodies]


def test_another_province_is_asked_the_same() -> None:
    question = completed("Thế còn Lạng Sơn?", DUTY)
    assert question.provinces == ("Lạng Sơn",)
    assert bodies(question) == ["Sở Tài chính"]
    assert Want.DUTY in question.wants


def test_the_number_of_one_province_is_not_asked_of_another() -> None:
    question = completed(
        "Thế còn Lạng Sơn?", "Kế hoạch 15/KH-UBND của Hà Giang giao Sở Y tế làm gì?"
    )
    assert question.provinces == ("Lạng Sơn",)
    assert question.numbers == ()


def test_another_body_is_asked_the_same_of_the_same_province() -> None:
    question = completed("Thế còn Sở Nội vụ?", DUTY)
    assert question.provinces == ("Hà Giang",)
    assert bodies(question) == ["Sở Nội vụ"]
    assert Want.DUTY in question.wants
    assert "chinh" not in [term.key for term in question.terms]


def test_another_year_takes_over_the_matter_but_not_the_year_before() -> None:
    question = completed("còn năm 2023?", "Kinh phí năm 2022 của Hà Giang là bao nhiêu?")
    assert question.years == (2023,)
    assert question.provinces == ("Hà Giang",)
    assert Want.MONEY in question.wants
    keys = [term.key for term in question.terms]
    assert {"kinh", "phi"} <= set(keys)
    assert "2022" not in keys


@pytest.mark.parametrize(
    ("earlier", "years"),
    [
        ("Mục tiêu kinh tế số đến năm 2030 của Hà Giang là bao nhiêu?", (2030,)),
        ("Luật Bưu chính số 2023 quy định mức phạt bao nhiêu?", ()),
    ],
)
def test_another_matter_is_asked_within_the_same_time(earlier: str, years: tuple[int, ...]) -> None:
    question = completed("Còn số trạm phát sóng thì bao nhiêu?", earlier)
    assert question.years == years


def test_a_question_of_date_asks_something_new_of_the_same_matter() -> None:
    question = completed("bao giờ xong?", "Ai chủ trì xây dựng chuyên trang ở Hà Giang?")
    assert Want.DATE in question.wants
    assert Want.LEAD not in question.wants
    assert {"chuyen", "trang"} <= {term.key for term in question.terms}
    assert question.provinces == ("Hà Giang",)


def test_a_question_of_who_leads_does_not_take_over_the_body() -> None:
    question = completed("ai chủ trì việc này?", "Sở Nội vụ phối hợp làm chuyên trang thế nào?")
    assert bodies(question) == []
    assert Want.LEAD in question.wants


def test_another_clause_is_asked_of_the_same_document() -> None:
    question = completed("thế khoản 3?", "Khoản 2 mục I Kế hoạch 15 của Hà Giang nói gì?")
    assert [reference.label for reference in question.references] == ["khoản 3"]
    assert [mention.number for mention in question.numbers] == ["15"]
    assert question.provinces == ("Hà Giang",)


def test_a_third_question_goes_on_from_the_second_as_completed() -> None:
    question = completed("còn Lạng Sơn thì sao?", DUTY, "Thế còn Sở Nội vụ?")
    assert question.provinces == ("Lạng Sơn",)
    assert bodies(question) == ["Sở Nội vụ"]
    assert Want.DUTY in question.wants


def test_only_the_last_matter_is_taken_over_when_it_was_changed() -> None:
    question = completed("bao giờ xong?", DUTY, "Ai chủ trì chuyên trang của Lạng Sơn?")
    assert question.provinces == ("Lạng Sơn",)
    assert "chinh" not in [term.key for term in question.terms]


@pytest.mark.parametrize(
    "question",
    [
        "Sở Nội vụ Lạng Sơn có nhiệm vụ gì?",
        "Kế hoạch 15/KH-UBND do ai ký?",
        "Kinh phí của tỉnh Lạng Sơn là bao nhiêu?",
    ],
)
def test_a_question_that_names_its_documents_stands_alone(question: str) -> None:
    result = complete(asked(question), [asked("Thời tiết hôm nay thế nào?"), asked(DUTY)])
    assert not result.changed
    assert result.question == asked(question)


def test_the_first_question_is_never_changed() -> None:
    result = complete(asked("Thế còn Lạng Sơn?"), [])
    assert not result.changed
    assert result.question == asked("Thế còn Lạng Sơn?")


def test_words_taken_over_weigh_less_than_the_question_s_own() -> None:
    question = completed("bao giờ lắp xong trạm phát sóng?", DUTY)
    weights = {term.key: term.weight for term in question.terms}
    assert weights["tram"] == 1.0
    assert 0 < weights["chinh"] < weights["tram"]


PHRASES = st.lists(
    st.sampled_from(
        "thế còn, Sở Nội vụ, Sở Tài chính, Hà Giang, Lạng Sơn, bao giờ xong, năm 2023, kinh phí, "
        "ai chủ trì, kế hoạch 15, khoản 2, này".split(", ")
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


@given(PHRASES, st.lists(PHRASES, max_size=3))
@settings(max_examples=60, deadline=None)
def test_completing_takes_nothing_away_and_adds_only_what_was_said(
    question: str, history: list[str]
) -> None:
    own, earlier = asked(question), [asked(turn) for turn in history]
    full = complete(own, earlier).question
    assert full.text == own.text
    for told in (_told(each) for each in ("provinces", "numbers", "bodies", "years")):
        assert told(own) <= told(full) <= set().union(*map(told, (own, *earlier)))
    said = {term.key for each in (own, *earlier) for term in each.terms}
    assert set(own.terms) <= set(full.terms)
    assert {term.key for term in full.terms} <= said
    assert full.wants in {each.wants for each in (own, *earlier)}
    if not earlier:
        assert full == own


def _told(field: str) -> Callable[[Understanding], set[object]]:
    return lambda question: set(getattr(question, field))
