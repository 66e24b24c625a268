"""A question understood: what it names, what it is about, and what is only the way of asking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.model import Language
from answer.understand.cues import Want
from answer.understand.grains import Grain
from answer.understand.paraphrases import paraphrases
from answer.understand.understanding import understand
from tests.answer.answer_samples import asked


def topic(text: str) -> list[str]:
    """The words a question is about."""
    return [term.key for term in asked(text).terms]


def test_number_province_year_body_and_clause_are_read_apart() -> None:
    question = asked(
        "Theo khoản 2 mục I Kế hoạch 15/KH-UBND, năm 2024 Sở Xây dựng Hà Giang làm gì?"
    )
    assert [mention.number for mention in question.numbers] == ["15"]
    assert question.provinces == ("Hà Giang",)
    assert question.years == (2024,)
    assert [mention.name for mention in question.bodies] == ["Sở Xây dựng"]
    assert [reference.label for reference in question.references] == ["khoản 2 mục i"]
    assert question.names_scope


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("năm 2022 và 2023", (2022, 2023)),
        ("giai đoạn 2021-2025", (2021, 2025)),
        ("ngày 26/12/2023", ()),
        ("Nghị định 269/2025/NĐ-CP", ()),
        ("1.2024 người", ()),
        ("năm 1899", ()),
        ("Thông tư 15 năm 2024 đặt mục tiêu nào cho năm 2026", (2026,)),
        ("Nghị quyết 15/NQ-CP (2024)", ()),
    ],
)
def test_a_year_is_a_year_that_is_no_part_of_a_date_or_number(
    text: str, years: tuple[int, ...]
) -> None:
    assert asked(text).years == years


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Sở Xây dựng phải làm gì?", ["so", "xay", "dung"]),
        ("Kinh phí của Hà Giang là bao nhiêu?", ["kinh", "phi"]),
        ("Quyết định 411/QĐ-TTg nêu mục tiêu nào?", ["muc", "tieu"]),
        ("Bài báo nói gì về trạm phát sóng?", ["tram", "phat", "song"]),
        ("So sánh kinh phí", ["kinh", "phi"]),
        ("Ai? Ở đâu? Khi nào?", []),
    ],
)
def test_words_of_asking_and_what_names_the_scope_are_no_topic(text: str, terms: list[str]) -> None:
    assert topic(text) == terms


def test_a_word_of_topic_stands_once() -> None:
    assert topic("nền tảng số và nền tảng mở") == ["nen", "tang", "so", "mo"]


def test_quoted_words_are_topic_even_when_they_are_words_of_asking() -> None:
    assert "ai" not in topic("trợ lý ai là gì")
    assert "ai" in topic("“trợ lý ai” là gì")


def test_in_a_letter_the_sentence_that_asks_weighs_most() -> None:
    question = asked("Tôi công tác tại phòng văn hóa. Kinh phí tập huấn do ai cấp?")
    weights = {term.key: term.weight for term in question.terms}
    assert weights["tap"] == 1.0
    assert weights["phong"] < 0.5


def test_in_a_letter_without_a_question_all_sentences_weigh_the_same() -> None:
    weights = {term.weight for term in asked("Kinh phí tập huấn. Nhân lực cấp xã.").terms}
    assert weights == {1.0}


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("Có bao nhiêu cán bộ chuyên trách?", ("cán", "cán bộ")),
        ("Tổ gồm mấy người?", ("người",)),
        ("bao nhiêu tiền", ()),
        ("xếp thứ bao nhiêu", ()),
        ("trong bao nhiêu ngày", ("ngày",)),
        ("có mấy hạng thẻ", ("hạng", "hạng thẻ")),
        ("tối thiểu mấy Gbps", ("gbps",)),
        ("mấy sở phải làm gì", ()),
    ],
)
def test_what_is_counted_is_the_noun_after_how_many(text: str, nouns: tuple[str, ...]) -> None:
    assert asked(text).counted == nouns


def test_an_english_question_counts_no_vietnamese_noun() -> None:
    text = "how many staff"
    question = understand(text, "bao nhiêu cán bộ", Language.ENGLISH)
    assert question.counted == ()
    assert Want.COUNT in question.wants


def test_an_english_question_counts_units_of_time() -> None:
    question = understand("how many months", "bao nhiêu tháng", Language.ENGLISH)
    assert question.counted == ("tháng",)


def test_words_in_quotes_name_a_thing_and_ask_for_none() -> None:
    assert Want.DATE not in asked("“Thời hạn gửi báo cáo” được hiểu thế nào?").wants
    assert Want.DATE in asked("“Báo cáo” có thời hạn gửi ra sao?").wants
    assert Want.DATE in asked("“Khi nào phải báo cáo?”").wants


@pytest.mark.parametrize(
    "text",
    [
        "Cửa hàng phải làm gì với hàng thuộc Bộ Xây dựng quản lý?",
        "Cơ sở thuộc phạm vi quản lý của Bộ Xây dựng phải làm gì?",
    ],
)
def test_a_body_that_only_manages_something_is_none_that_is_asked_about(text: str) -> None:
    assert asked(text).bodies == ()


def test_a_body_that_gives_tasks_is_none_that_has_them() -> None:
    question = asked("Sở Nội vụ được Thủ tướng yêu cầu làm gì?")
    assert [mention.name for mention in question.bodies] == ["Sở Nội vụ"]


def test_who_decides_how_many_asks_for_no_number() -> None:
    assert asked("Ai quyết định mỗi xã có mấy tổ?").counted == ()
    assert Want.COUNT not in asked("Ai quyết định mỗi xã có mấy tổ?").wants
    assert asked("Ai quyết định, trong mấy ngày?").counted == ("ngày",)
    assert asked("Ai quyết định việc này trong mấy ngày?").counted == ("ngày",)


def test_what_spelling_wrote_out_is_searched_while_people_see_what_they_typed() -> None:
    question = understand("ubnd tỉnh làm gì", "Ủy ban nhân dân tỉnh làm gì")
    assert question.text == "ubnd tỉnh làm gì"
    assert [term.key for term in question.terms] == ["uy", "ban", "nhan", "dan", "tinh"]


def test_how_fine_a_time_is_wanted_is_part_of_a_question() -> None:
    assert asked("Xong trước ngày nào?").grains == {Grain.DAY}


def test_a_way_of_speech_gives_what_official_texts_write_for_each_of_its_words() -> None:
    written = (("hoan", "thanh"),)
    assert paraphrases("bao giờ làm xong")["xong"][0] == written[0]


def test_a_word_with_other_accents_is_no_way_of_speech() -> None:
    assert "lo" in paraphrases("sở nào lo việc này")
    assert "lo" not in paraphrases("lộ trình thế nào")


def test_a_way_of_speech_inside_a_longer_word_or_phrase_is_none() -> None:
    assert "dan" not in paraphrases("hội đồng nhân dân")
    assert ("luu", "ban") in paraphrases("bị ở lại lớp")["lop"]


def test_a_way_of_speech_of_two_rows_gives_what_either_writes() -> None:
    written = paraphrases("được làm thử")["thu"]
    assert {("thi", "diem"), ("tap", "su")} <= set(written)


def test_official_wording_needs_no_paraphrase() -> None:
    assert paraphrases("Phê duyệt đề án") == {}


@given(st.text(max_size=200))
def test_any_text_is_understood_without_an_error(text: str) -> None:
    question = asked(text)
    assert question.text == text
    assert all(0 < term.weight <= 1 for term in question.terms)
    assert len({term.key for term in question.terms}) == len(question.terms)


def test_a_share_of_money_is_a_share() -> None:
    wants = asked("Phải dành bao nhiêu phần trăm, hay bao nhiêu tiền, cho trạm?").wants
    assert Want.PERCENT in wants
    assert Want.MONEY not in wants


@pytest.mark.parametrize(
    ("question", "duties"),
    [
        ("Sở Xây dựng có nhiệm vụ gì?", True),
        ("Nhiệm vụ của Sở Xây dựng do sở nào phối hợp?", False),
        ("Có nhiệm vụ gì?", False),
    ],
)
def test_who_works_with_a_body_is_no_question_for_its_duties(
    question: str, *, duties: bool
) -> None:
    assert asked(question).asks_duties_of_bodies is duties


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kế hoạch 15/KH-UBND và Kế hoạch 16/KH-UBND, văn bản nào có hiệu lực trước?", False),
        ("Kế hoạch 15/KH-UBND và Kế hoạch 16/KH-UBND theo văn bản nào?", True),
        ("Văn bản nào có hiệu lực trước?", True),
    ],
)
def test_which_of_the_documents_named_asks_for_no_number(text: str, wanted: bool) -> None:
    assert (Want.NUMBER in asked(text).wants) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Chi phí quản lý dự án là bao nhiêu?", True),
        ("Chi phí quản lý dự án thì hệ số bao nhiêu?", False),
        ("Giải ngân vốn đầu tư đạt bao nhiêu?", False),
    ],
)
def test_a_coefficient_and_a_rate_reached_are_no_sums(text: str, wanted: bool) -> None:
    assert (Want.MONEY in asked(text).wants) is wanted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hồ sơ gồm những giấy tờ gì?", {"giay", "to"}),
        ("Tổ chức bao nhiêu lớp học?", {"lop", "hoc"}),
        ("Ai ký?", set()),
    ],
)
def test_what_stands_beside_the_word_that_asks_is_asked_of(text: str, words: set[str]) -> None:
    assert asked(text).asked_of == words


def test_several_of_what_are_asked_for_are_asked_about_in_any_words() -> None:
    question = asked("Kế hoạch đặt ra những yêu cầu gì?")
    assert {"yeu", "cau"} <= {term.key for term in question.terms}
    assert Want.LIST in question.wants


def test_a_body_that_has_acted_before_is_none_whose_duties_are_asked_for() -> None:
    question = asked("Sau khi được Sở Nội vụ đổi giấy phép, công ty phải làm những việc gì?")
    assert question.bodies == ()


def test_which_tasks_a_body_leads_asks_for_them_and_not_for_who() -> None:
    question = asked("Giao Công an tỉnh chủ trì những nhiệm vụ nào?")
    assert Want.DUTY in question.wants
    assert question.asks_duties_of_bodies


def test_who_met_is_not_who_has_to_do_it_and_its_month_is_no_topic() -> None:
    question = asked("Tại cuộc họp Ban Chỉ đạo tháng 9/2031, Sở Nội vụ được giao việc gì?")
    assert [mention.name for mention in question.bodies] == ["Sở Nội vụ"]
    words = {term.key for term in question.terms}
    assert "hop" in words
    assert not words & {"thang", "9/2031"}
    assert "9/2031" in {term.key for term in asked("Việc gì xong trong tháng 9/2031?").terms}
