"""Every figure here was computed by hand."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import (
    Evidence,
    bootstrap_interval,
    citations_serving,
    contains,
    facts_found,
    forbidden_said,
    labels_agree,
    labels_judged,
    needs_served,
    normalise,
    percentile,
    serves,
    share,
    shared_words,
    supports,
    wrong_document,
)
from eval.questions import Gold

SPAN = "Nội vụ chủ trì tham mưu kiện toàn bộ máy"  # ten words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở  Nội\n\tvụ ", "sở nội vụ"),
        ("| **Chủ trì** | Sở Nội vụ |", "chủ trì sở nội vụ"),
        (r"### Điều 5\. Tên", "điều 5. tên"),
        ("trang 3\ftrang 4", "trang 3trang 4"),
        (unicodedata.normalize("NFD", "Quảng Ngãi"), "quảng ngãi"),
        ("", ""),
    ],
)
def test_normalise_leaves_words_and_nothing_of_their_dress(text: str, expected: str) -> None:
    assert normalise(text) == expected


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_a_wording_is_found_whatever_its_case_and_spacing() -> None:
    assert contains("Hoàn thành trong THÁNG  5/2024 [1].", "tháng 5/2024")
    assert not contains("Hoàn thành trong tháng 6/2024 [1].", "tháng 5/2024")


def test_a_group_of_facts_is_found_by_any_of_its_wordings() -> None:
    facts = [("05/4/2024", "ngày 05 tháng 4 năm 2024"), ("Hồ Quang Bửu",), ("80 người",)]
    assert facts_found("Ông Hồ Quang Bửu ký ngày 05/4/2024 [1].", facts) == 2


def test_forbidden_wordings_are_named() -> None:
    assert forbidden_said("Do Trần Quốc Nam ký.", ("Trần Quốc Nam", "2012")) == ("Trần Quốc Nam",)


@pytest.mark.parametrize(
    ("span", "quote", "expected"),
    [
        (SPAN, SPAN, 1.0),
        # Three of ten words are missing, then two.
        (SPAN, "Sở Nội vụ tham mưu kiện toàn bộ", 0.7),
        (SPAN, "Sở Nội vụ chủ trì tham mưu kiện toàn", 0.8),
        # Every word is there, but the halves have changed places: three of six remain in order.
        (
            "một hai ba bốn năm sáu bảy tám chín mười",
            "sáu bảy tám chín mười một hai ba bốn năm",
            0.5,
        ),
        ("một hai", "ba bốn", 0.0),
        ("", "ba bốn", 0.0),
        ("một hai", "", 0.0),
    ],
)
def test_shared_words_is_the_share_of_the_spans_words_in_order(
    span: str, quote: str, expected: float
) -> None:
    assert shared_words(span, quote) == pytest.approx(expected)


def test_words_scattered_over_a_page_are_not_shared() -> None:
    scattered = " ".join(f"{word} " + "x " * 20 for word in SPAN.split())
    assert shared_words(SPAN, scattered) == pytest.approx(0.2)


def test_words_are_found_wherever_they_stand_in_a_long_quote() -> None:
    for before in range(0, 40, 3):
        assert shared_words(SPAN, "x " * before + SPAN + " y" * 17) == 1.0


@pytest.mark.parametrize(
    ("quote", "supported"),
    [
        (f"5. {SPAN}; hoàn thành trong tháng 5.", True),  # the quote contains the span
        ("chủ trì tham mưu kiện toàn bộ máy", True),  # the span contains the quote
        ("Sở Nội vụ | Chủ trì: | tham mưu kiện toàn bộ máy", True),  # a row with words put in
        ("Sở Nội vụ phối hợp tham mưu bộ máy", False),  # six of ten
        ("", False),
    ],
)
def test_a_quote_supports_a_span_it_contains_or_mostly_says(quote: str, supported: bool) -> None:
    assert supports(quote, SPAN) is supported


A = Gold("a.txt", "kinh phí do ngân sách tỉnh bảo đảm", "khoản 2 mục III")
B = Gold("b.txt", "hoàn thành trong tháng 5 năm 2024", "điểm c khoản 2 mục IV")
UNLABELLED = Gold("c.txt", "ban hành ngày 10/10/2024", "")


def _cites(gold: Gold, label: str | None = None, source: str | None = None) -> Evidence:
    return Evidence(source or gold.source, gold.label if label is None else label, gold.span)


def test_evidence_serves_only_from_the_right_file() -> None:
    assert serves(_cites(A), A)
    assert not serves(_cites(A, source="b.txt"), A)
    assert not serves(Evidence(None, A.label, A.span), A)


def test_recall_counts_needs_and_precision_counts_citations() -> None:
    needs = [(A,), (B, UNLABELLED)]
    cited = [_cites(A), _cites(A), Evidence("a.txt", "", "một câu khác hẳn"), _cites(UNLABELLED)]
    assert needs_served(cited, needs) == 2
    assert citations_serving(cited, needs) == 3
    assert needs_served(cited[:1], needs) == 1
    assert needs_served([], needs) == 0


@pytest.mark.parametrize(
    ("said", "wanted", "agree"),
    [
        ("khoản 2 mục IV", "khoản 2 mục IV", True),
        ("khoản 2 mục IV", "khoản 2", True),
        ("khoản 2", "khoản 2 mục IV", True),
        ("Khoản 2  mục IV", "khoản 2 mục IV", True),
        ("khoản 2", "khoản 21", False),
        ("mục IV", "khoản 2 mục IV", False),
        ("điểm c khoản 2 mục IV", "khoản 2 mục IV", False),
    ],
)
def test_labels_agree_when_one_is_the_other_followed_by_more(
    said: str, wanted: str, agree: bool
) -> None:
    assert labels_agree(said, wanted) is agree


def test_labels_are_judged_where_a_labelled_place_is_served() -> None:
    wrong = _cites(B, label="điểm d khoản 2 mục IV")
    assert labels_judged([_cites(A), wrong], [(A,), (B,)]) == (1, 2)
    assert labels_judged([_cites(A), wrong, _cites(B)], [(A,), (B,)]) == (2, 2)
    assert labels_judged([_cites(UNLABELLED, label="đoạn 3")], [(UNLABELLED,)]) == (0, 0)
    assert labels_judged([], [(A,)]) == (0, 0)
    assert labels_judged([_cites(A, label="")], [(A,)]) == (0, 1)


def test_the_first_citation_decides_whether_the_document_is_wrong() -> None:
    needs = [(A,), (B,)]
    elsewhere = Evidence("z.txt", "", "gì đó")
    assert not wrong_document([_cites(B), elsewhere], needs)
    assert wrong_document([elsewhere, _cites(A)], needs)
    assert wrong_document([Evidence(None, "", "gì đó")], needs)
    assert not wrong_document([], needs)


def test_a_share_of_nothing_is_none() -> None:
    assert share(3, 4) == 0.75
    assert share(0, 0) is None


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [
        ([5.0], 50, 5.0),
        ([40.0, 10.0, 30.0, 20.0], 50, 20.0),
        ([float(n) for n in range(1, 101)], 95, 95.0),
        ([float(n) for n in range(1, 11)], 95, 10.0),
        ([], 50, None),
    ],
)
def test_percentiles_are_values_that_were_measured(
    values: list[float], percent: int, expected: float | None
) -> None:
    assert percentile(values, percent) == expected


def test_the_bootstrap_interval_holds_the_mean_and_repeats() -> None:
    outcomes = [True] * 80 + [False] * 20
    interval = bootstrap_interval(outcomes)
    assert interval is not None
    low, high = interval
    # The normal approximation gives .80 ± 1.96 · sqrt(.8 · .2 / 100) = .80 ± .078.
    assert low == pytest.approx(0.722, abs=0.02)
    assert high == pytest.approx(0.878, abs=0.02)
    assert bootstrap_interval(outcomes) == interval


def test_the_bootstrap_interval_of_one_outcome_only_is_that_outcome() -> None:
    assert bootstrap_interval([True] * 10) == (1.0, 1.0)
    assert bootstrap_interval([]) is None
