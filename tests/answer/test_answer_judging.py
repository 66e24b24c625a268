"""Better no answer than one that does not answer; judged whatever the weights are."""

from __future__ import annotations

import pytest

from answer.find.features import Features, Likeness
from answer.find.judging import Thresholds, judge
from answer.find.ranking import Ranker, Scored
from answer.find.units import Units
from answer.understand.cues import Want
from corpus.reading import document_of
from tests.answer.answer_samples import asked, plan

LIMITS = Thresholds(coverage=0.3, score=0.5, beside=0.8)
NOTHING = Features(*(0.0 for _ in Features._fields))


def even(_word: str) -> float:
    """Every word as rare as the next."""
    return 1.0


def scored(
    *,
    score: float = 0.9,
    topical: float = 0.9,
    coverage: float = 0.9,
    fits: bool = True,
    field: bool = False,
    of_body: bool = True,
) -> Scored:
    """A unit that answers well, but for what is told."""
    return Scored(
        unit=Units(plan()).all[0],
        score=score,
        topical=topical,
        coverage=coverage,
        own=coverage,
        fits=fits,
        field=field,
        of_body=of_body,
        features=NOTHING,
        text="",
    )


def test_nothing_found_is_no_answer() -> None:
    verdict = judge(asked("Kinh phí là bao nhiêu?"), [], LIMITS)
    assert (verdict.good, verdict.confidence) == (False, 0.0)


def test_a_unit_on_the_topic_that_shows_what_is_wanted_is_an_answer() -> None:
    verdict = judge(asked("Ai phải báo cáo?"), [scored()], LIMITS)
    assert verdict.good


def test_the_better_an_answer_fits_the_surer_it_is() -> None:
    question = asked("Ai phải báo cáo?")
    doubtful, sure = (judge(question, [scored(score=score)], LIMITS) for score in (1.2, 2.0))
    assert 0.4 < doubtful.confidence < 0.7 < 0.9 < sure.confidence


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("Tổng kinh phí là bao nhiêu?", Want.MONEY),
        ("Bao giờ xong?", Want.DATE),
        ("Tỷ lệ hồ sơ là bao nhiêu phần trăm?", Want.PERCENT),
        ("Số điện thoại của sở?", Want.CONTACT),
        ("Ai phải báo cáo?", None),
    ],
)
def test_without_what_is_wanted_the_verdict_says_what_is_lacking(
    question: str, lacking: Want | None
) -> None:
    verdict = judge(asked(question), [scored(fits=False)], LIMITS)
    assert not verdict.good
    assert verdict.lacking is lacking


@pytest.mark.parametrize("weak", [scored(coverage=0.1), scored(score=0.4)])
def test_too_little_of_the_topic_is_no_answer(weak: Scored) -> None:
    assert not judge(asked("Ai phải báo cáo?"), [weak], LIMITS).good


def test_a_figure_far_from_the_topic_is_no_answer() -> None:
    ranked = [scored(topical=0.5), scored(topical=0.9, fits=False)]
    assert not judge(asked("Tổng kinh phí là bao nhiêu?"), ranked, LIMITS).good


def test_the_field_of_a_task_may_be_far_from_the_topic() -> None:
    ranked = [scored(topical=0.5, field=True), scored(topical=0.9)]
    assert judge(asked("Bao giờ xong?"), ranked, LIMITS).good


def test_the_duties_of_one_body_are_not_those_of_another() -> None:
    question = asked("Sở Y tế có nhiệm vụ gì?")
    assert judge(question, [scored()], LIMITS).good
    assert judge(question, [scored(of_body=False)], LIMITS).lacking is Want.DUTY


ALIKE = Likeness(dense=0.5, lexical=0.5)


def ranked_texts(question: str, units: Units) -> list[str]:
    """The units of a document as ranked for a question, all equally alike to the encoder."""
    ranker = Ranker(even)
    pairs = [(units, unit) for unit in units.all]
    return [item.text for item in ranker.rank(asked(question), pairs, lambda _unit: ALIKE)]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Phủ sóng 5G trung tâm huyện trước ngày nào?", "30/9/2024"),
        ("Đào tạo cán bộ cấp xã hết bao nhiêu kinh phí?", "2.500 triệu đồng"),
        ("Rà soát quy hoạch trạm thu phát sóng do ai làm?", "Sở Xây dựng"),
    ],
)
def test_the_sentence_that_shows_what_is_wanted_ranks_first(question: str, first: str) -> None:
    assert first in ranked_texts(question, Units(plan()))[0]


def test_units_that_show_what_is_wanted_come_before_all_others() -> None:
    ranker = Ranker(even)
    home = Units(plan())
    ranked = ranker.rank(
        asked("Kinh phí là bao nhiêu tiền?"), [(home, u) for u in home.all], lambda _unit: ALIKE
    )
    fits = [item.fits for item in ranked]
    assert fits == sorted(fits, reverse=True)
    assert any(fits)


def test_a_name_given_in_passing_is_a_definition() -> None:
    home = Units(
        document_of(
            "Điều 2. Đối tượng\nThông tư này áp dụng với Vụ, Cục (sau đây gọi chung là các đơn vị "
            "thuộc Bộ).\nĐiều 3. Trách nhiệm\nCác đơn vị thuộc Bộ lập dự toán đúng hạn.",
            source="don-vi.txt",
        )
    )
    ranked = Ranker(even).rank(
        asked("Các đơn vị thuộc Bộ gồm những đơn vị nào?"),
        [(home, unit) for unit in home.all],
        lambda _unit: ALIKE,
    )
    assert "Vụ, Cục" in ranked[0].text
    assert ranked[0].features.defines == 1


def test_a_title_in_capitals_states_nothing() -> None:
    home = Units(
        document_of("VỀ VIỆC THA TÙ NĂM 2031\nTha tù năm 2031 cho 40 người.", source="tha.txt")
    )
    ranked = Ranker(even).rank(
        asked("Tha tù năm 2031 ra sao?"),
        [(home, unit) for unit in home.all],
        lambda _unit: ALIKE,
    )
    assert ranked[0].text.startswith("Tha tù")
