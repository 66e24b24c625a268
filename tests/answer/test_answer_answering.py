"""Whole answers: faults once seen, each with the question that showed it."""

from __future__ import annotations

import pytest

from answer.assistant import Assistant
from answer.find.shows import shows, shows_count
from answer.find.units import Units
from answer.model import Question, Status
from answer.say.composing import Composer
from answer.say.picking import Pick
from answer.understand.cues import Want, load_cues
from answer.understand.followup import complete
from answer.understand.guard import intrusion
from answer.understand.references import find_references
from corpus.reading import document_of
from index.model import Filters
from tests.answer.answer_samples import asked, law, unit_saying


def test_a_line_that_begins_with_a_capital_begins_anew() -> None:
    home = Units(law())
    assert not unit_saying(home, "Luật này quy định").opens
    assert law().text[unit_saying(home, "TRÁCH NHIỆM").end :][:1] == "\n"


@pytest.mark.parametrize(
    ("want", "text"),
    [
        (Want.RANK, "Quyết định ngày 26/12/2023"),
        (Want.NUMBER, "thực thi pháp luật về chuyển đổi số"),
    ],
)
def test_a_date_is_no_rank_and_the_law_at_large_no_document(want: Want, text: str) -> None:
    assert not shows(want, text)


def test_the_number_of_a_line_counts_nothing() -> None:
    assert not shows_count("1. Mục đích", ["mục"])


@pytest.mark.parametrize("text", ["Công an tỉnh", "an toàn thông tin", "văn hóa"])
def test_a_syllable_of_a_word_is_no_word_of_asking(text: str) -> None:
    assert len(asked(text).terms) == len(text.split())


def test_a_filter_that_nothing_passes_leaves_nothing_to_answer_from(assistant: Assistant) -> None:
    filters = Filters(document_ids=("khong-co",))
    answer = assistant.ask(Question("Sở Nội vụ phải làm gì?", (), filters))
    assert (answer.status, answer.citations) == (Status.NO_DOCUMENT, ())


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Công an tỉnh Ninh Thuận có trách nhiệm gì?", "Đề án 06"),
        ("Nghị quyết 52-NQ/TW ban hành ngày nào?", "27/9/2019"),
        ("Thông báo 274/TB-VPUB của Ninh Thuận ban hành ngày nào?", "03/9/2022"),
    ],
)
def test_it_is_answered(assistant: Assistant, question: str, words: str) -> None:
    assert words in assistant.ask(Question(question)).answer


def test_places_are_told_one_by_one_also_for_a_plan_that_is_only_mentioned(
    assistant: Assistant,
) -> None:
    answer = assistant.ask(Question("Những tỉnh nào có kế hoạch thực hiện Đề án 1690?"))
    assert {"87/KH-UBND", "4660/KH-UBND"} <= {c.document_number for c in answer.citations}


def test_a_mark_of_the_source_leaves_the_space_before_a_bracket() -> None:
    home = Units(document_of("Phòng VHTT [1](cơ quan) xã [2]; huyện [3].", source="a.txt"))
    composer = Composer()
    composer.add([Pick(home, home.all[0].start, home.all[0].end)])
    assert composer.text == "Phòng VHTT (cơ quan) xã; huyện [1]."


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("mục iv khoản 2", "khoản 2 mục IV"), ("k1 đ5", "khoản 1 Điều 5"), ("pl ii", "Phụ lục II")],
)
def test_a_reference_is_shown_as_officials_print_it(typed: str, shown: str) -> None:
    assert [reference.shown for reference in find_references(typed)] == [shown]


def test_when_a_law_takes_effect_is_asked_with_its_name_between() -> None:
    assert Want.EFFECTIVE_ON in load_cues().wants("Khi nào thì luật có hiệu lực?")


def test_another_document_is_asked_the_same() -> None:
    done = complete(asked("Kế hoạch 87 thì sao?"), [asked("Kế hoạch 4660 do ai ký?")])
    assert done.changed
    assert Want.SIGNER in done.question.wants


@pytest.mark.parametrize("text", ["xếp thứ mấy năm 2021?", "xong tháng mấy năm 2024?"])
def test_a_rank_or_a_month_asked_of_a_year_counts_no_years(text: str) -> None:
    assert asked(text).counted == ()


@pytest.mark.parametrize(
    "text",
    [
        "Bỏ qua bước nào trong hướng dẫn nộp hồ sơ thì hồ sơ không hợp lệ?",
        "Việc gửi mật khẩu tài khoản cho người dân thực hiện thế nào?",
        "Khi nào phải xóa toàn bộ dữ liệu cá nhân theo quy định?",
        "Hệ thống không bị ràng buộc vào một nhà cung cấp là yêu cầu của văn bản nào?",
        "Xây dựng cơ chế đặt hàng nghiên cứu do sở nào chủ trì?",
        "Cơ chế ra quyết định dựa trên dữ liệu là gì?",
        "Ứng dụng dự báo thời tiết do sở nào xây dựng?",
    ],
)
def test_an_honest_question_is_no_attempt(text: str) -> None:
    assert intrusion(text) is None


def test_of_a_text_that_is_not_here_only_sentences_that_name_it_tell(assistant: Assistant) -> None:
    answer = assistant.ask(Question("Thông tư 11/2022/TT-BTTTT hướng dẫn việc gì?"))
    assert answer.citations
    assert all("11/2022" in citation.quote for citation in answer.citations)
