"""What an answer and a greeting look like, to the character, and that any answer can be sent."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.model import MAX_QUESTION, Answer, Note, Status
from bot.render import render_answer, render_help, render_plain, render_start
from tests.bot.botapi_html import parse_html, units
from tests.bot.small_assistant import ANSWERED, REFUSED, citation

HARD_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    ["<b>&amp;</b>", "👩‍👩‍👧‍👦" * 30, "e\u0301\u0302" * 50, "dài" * 1500, "Một câu dài. " * 300]
)
ANSWERS = st.builds(
    Answer,
    status=st.sampled_from(Status),
    answer=HARD_TEXT.map(lambda text: f"x{text}"),
    citations=st.lists(
        st.builds(
            lambda number, text: replace(citation(number), full_citation=f"điều {text}"),
            st.integers(1, 200),
            HARD_TEXT,
        ),
        max_size=8,
    ).map(tuple),
    interpreted_as=st.none() | HARD_TEXT,
    notes=st.lists(st.builds(Note, st.just("successor"), HARD_TEXT), max_size=3).map(tuple),
    suggestions=st.lists(HARD_TEXT, max_size=3).map(tuple),
)


def test_an_answer_shows_how_it_was_understood_then_itself_notes_sources_and_suggestions() -> None:
    (message,) = render_answer(ANSWERED)
    assert message == (
        "<i>Hiểu là: Sở Nội vụ có nhiệm vụ gì?</i>\n"
        "\n"
        "5. Sở Nội vụ: Phối hợp tuyển dụng nhân lực &lt;CNTT&gt; &amp; chuyển đổi số; "
        "hoàn thành trong tháng 5/2024. [1]\n"
        "\n"
        "<b>Lưu ý: </b>Tỉnh Mẫu nay là tỉnh Mới.\n"
        "\n"
        "<b>Nguồn</b>\n"
        "[1] khoản 5 Kế hoạch số 87/KH-UBND ngày 05/4/2024 của UBND tỉnh Mẫu\n"
        "\n"
        "<b>Có thể hỏi tiếp</b>\n"
        "• Sở Tài chính có nhiệm vụ gì?"
    )


def test_sources_link_to_the_reader_only_when_it_has_a_public_address() -> None:
    (message,) = render_answer(ANSWERED, "https://hoi.tinhmau.vn/")
    assert (
        '[1] <a href="https://hoi.tinhmau.vn/documents/tinh-mau-87-kh-ubnd-2024#5">khoản 5 '
        "Kế hoạch số 87/KH-UBND ngày 05/4/2024 của UBND tỉnh Mẫu</a>"
    ) in message
    assert "<a" not in render_answer(ANSWERED)[0]


def test_a_refusal_is_its_sentence_alone() -> None:
    assert render_answer(REFUSED, "https://hoi.tinhmau.vn") == [REFUSED.answer]


def test_the_choices_of_a_question_that_needs_one_are_asked_as_a_question() -> None:
    unclear = Answer(Status.CLARIFY, "Có hai kế hoạch số 87.", suggestions=("Tỉnh A", "Tỉnh B"))
    assert render_answer(unclear) == [
        "Có hai kế hoạch số 87.\n\n<b>Anh/chị muốn hỏi ý nào?</b>\n• Tỉnh A\n• Tỉnh B"
    ]


def test_an_answer_with_more_sources_than_entities_fit_goes_on_in_another_message() -> None:
    sources = tuple(replace(citation(n), full_citation=f"Điều {n}") for n in range(1, 131))
    messages = render_answer(replace(ANSWERED, citations=sources), "https://hoi.tinhmau.vn")
    (first, first_entities), (second, second_entities) = map(parse_html, messages)
    # In the first: "Hiểu là", "Lưu ý" and "Nguồn" are styled too.
    assert first.endswith("\n[97] Điều 97")
    assert len(first_entities) == 100
    assert second.startswith("[98] Điều 98\n")
    assert len(second_entities) == 33 + 1


@given(ANSWERS, st.sampled_from([None, "https://hoi.tinhmau.vn"]))
def test_any_answer_can_be_sent_and_loses_no_word(answer: Answer, public_url: str | None) -> None:
    parsed = [parse_html(message) for message in render_answer(answer, public_url)]
    for text, entities in parsed:
        assert 0 < units(text) <= 4096
        assert len(entities) <= 100
    shown = "".join("".join(text.split()) for text, _ in parsed)
    written = chain(
        [answer.answer],
        (note.text for note in answer.notes),
        (source.full_citation for source in answer.citations),
        answer.suggestions,
    )
    for text in written:
        assert "".join(text.split()) in shown


@pytest.mark.parametrize("examples", [[], ["Ai ký Kế hoạch <87>?"]])
def test_the_greeting_names_what_the_assistant_holds_and_offers_examples(
    examples: list[str],
) -> None:
    (message,) = render_start(5, examples)
    assert message.startswith("<b>Trợ lý số</b> xin chào!")
    assert "Hiện tôi có 5 văn bản." in message
    assert message.endswith("Xem cách hỏi: /help")
    assert ("• <code>Ai ký Kế hoạch &lt;87&gt;?</code>" in message) == bool(examples)


def test_help_names_every_command_the_limit_of_a_question_and_what_it_is_not() -> None:
    (message,) = render_help(["Ai ký Kế hoạch 87?"])
    for line in ("/start – ", "/help – ", "/moi – ", "<code>Ai ký Kế hoạch 87?</code>"):
        assert line in message
    assert MAX_QUESTION == 2000
    assert "tối đa 2.000 ký tự" in message
    assert "không phải tư vấn pháp lý" in message


def test_a_plain_sentence_is_escaped() -> None:
    assert render_plain("5 < 7 & 8") == ["5 &lt; 7 &amp; 8"]
