"""Better no answer than one that does not answer; judged whatever the weights are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answer.find.confidence import Confidence, Direct, Evidence, Logistic
from answer.find.features import Features, Likeness
from answer.find.judging import judge
from answer.find.ranking import Ranker
from answer.find.scored import Scored
from answer.find.units import Units
from answer.understand.cues import Want
from corpus.reading import document_of
from tests.answer.answer_samples import asked, plan

# A chance of a half at a score of 3/8 where a document is named, of 5/8 where none is.
CHANCE = Logistic(Evidence(score=8, margin=0, alone=0, coverage=0, named=2, duties=0), intercept=-5)
LEVEL = Confidence(
    right=CHANCE,
    answerable=CHANCE,
    least=0.5,
    direct={Direct.INSIDE: 0.7},
    refusals={},
)
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
    verdict = judge(asked("Kinh phí là bao nhiêu?"), [], LEVEL)
    assert (verdict.good, verdict.confidence) == (False, 0.0)


def test_a_unit_on_the_topic_that_shows_what_is_wanted_is_an_answer() -> None:
    verdict = judge(asked("Ai phải báo cáo?"), [scored()], LEVEL)
    assert verdict.good


def test_the_better_an_answer_fits_the_surer_it_is() -> None:
    question = asked("Ai phải báo cáo?")
    doubtful, sure = (judge(question, [scored(score=score)], LEVEL) for score in (0.6, 0.9))
    assert 0.5 < doubtful.confidence < 0.95 < sure.confidence


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
    verdict = judge(asked(question), [scored(fits=False)], LEVEL)
    assert not verdict.good
    assert verdict.lacking is lacking


def test_too_small_a_chance_is_no_answer() -> None:
    question = asked("Ai phải báo cáo?")
    high = replace(LEVEL, least=0.99)
    assert not judge(question, [scored(score=0.6)], high).good
    assert judge(question, [scored(score=0.6)], LEVEL).good


def test_an_answer_that_is_wrong_two_times_out_of_three_is_none() -> None:
    question = asked("Ai phải báo cáo?")
    verdict = judge(question, [scored(score=0.2)], replace(LEVEL, least=0.0))
    assert not verdict.good
    assert verdict.confidence < 1 / 3


def test_what_is_named_needs_less_to_speak_for_it() -> None:
    question = asked("Ai phải báo cáo?")
    assert judge(question, [scored(score=0.4)], LEVEL, named=True).good
    assert not judge(question, [scored(score=0.4)], LEVEL, named=False).good


def test_inside_a_clause_that_is_named_it_is_enough_to_show_what_is_wanted() -> None:
    verdict = judge(asked("Ai phải báo cáo?"), [scored(score=0.0)], LEVEL, inside=True)
    assert (verdict.good, verdict.confidence) == (True, 0.7)


def test_the_duties_of_one_body_are_not_those_of_another() -> None:
    question = asked("Sở Y tế có nhiệm vụ gì?")
    assert judge(question, [scored()], LEVEL).good
    assert judge(question, [scored(of_body=False)], LEVEL).lacking is Want.DUTY


def test_a_sentence_that_names_a_body_further_in_tells_its_duties_in_a_matter() -> None:
    inside = scored(of_body=False)._replace(text="Khi sáp nhập, Sở Y tế quyết định phương án")
    assert judge(asked("Khi sáp nhập trạm, Sở Y tế phải làm gì?"), [inside], LEVEL).good
    assert not judge(asked("Sở Y tế có nhiệm vụ gì?"), [inside], LEVEL).good
    assert not judge(asked("Khi sáp nhập trạm, Sở Nội vụ phải làm gì?"), [inside], LEVEL).good


def test_a_sentence_that_lacks_nearly_all_of_the_topic_is_on_another_matter() -> None:
    question = asked("Ai phải báo cáo?")
    assert not judge(question, [scored(coverage=0.1)], LEVEL).good
    assert judge(question, [scored(coverage=0.3)], LEVEL).good


def test_things_that_are_told_of_and_not_named_are_no_list() -> None:
    home = Units(
        document_of(
            "1. Mục tiêu\nCó 20 doanh nghiệp chủ lực dẫn dắt ngành.\n"
            "2. Hỗ trợ\nCác doanh nghiệp được vay vốn:\n"
            + "".join(f"- nhóm {number};\n" for number in range(12)),
            source="ke-hoach.txt",
        )
    )
    question = asked("Nêu tên 20 doanh nghiệp chủ lực dẫn dắt ngành là những doanh nghiệp nào?")
    pairs = [(home, unit) for unit in home.all]
    ranked = Ranker(even).rank(question, pairs, lambda units: [ALIKE] * len(units))
    assert not judge(question, ranked, LEVEL).good


ALIKE = Likeness(dense=0.5, lexical=0.5)


def ranked_texts(question: str, units: Units) -> list[str]:
    """The units of a document as ranked for a question, all equally alike to the encoder."""
    ranker = Ranker(even)
    pairs = [(units, unit) for unit in units.all]
    return [
        item.text
        for item in ranker.rank(asked(question), pairs, lambda units: [ALIKE] * len(units))
    ]


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
        asked("Kinh phí là bao nhiêu tiền?"),
        [(home, u) for u in home.all],
        lambda units: [ALIKE] * len(units),
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
        lambda units: [ALIKE] * len(units),
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
        lambda units: [ALIKE] * len(units),
    )
    assert ranked[0].text.startswith("Tha tù")


def test_beside_one_that_has_its_answer_a_fact_that_is_shown_is_enough() -> None:
    unsure = [scored(score=0.1)]
    for question, good in (
        ("Thứ hạng của Hà Giang là bao nhiêu?", True),
        ("Nói gì về trạm?", False),
    ):
        assert not judge(asked(question), unsure, LEVEL).good
        assert judge(asked(question), unsure, LEVEL, beside=True).good is good
    assert not judge(asked("Thứ hạng là bao nhiêu?"), [scored(fits=False)], LEVEL, beside=True).good
