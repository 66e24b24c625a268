"""Splitting and escaping: every part is a message Telegram takes, and nothing is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.show.richtext import MAX_ENTITIES, MAX_UNITS, Run, Style, split, to_html
from tests.bot.botapi_html import parse_html, units

# Text as hard as it comes: markup, marks, emoji of several code points, long words, surrogates.
PIECES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "<b>&amp;</b>",
            "Sở Nội vụ chủ trì; hoàn thành trong tháng 5/2024. ",
            "\n\n",
            "\n",
            " ",
            "👩‍👩‍👧‍👦",
            "🇻🇳🇻🇳🇻🇳",
            "👍🏽",
            "e\u0302\u0301" * 20,
            "\ud83d",
            "\u200b",
            "dài" * 30,
        ]
    ),
)
RUNS = st.lists(
    st.builds(
        Run,
        st.lists(PIECES, max_size=6).map("".join),
        st.sampled_from([Style.PLAIN, Style.BOLD, Style.ITALIC, Style.CODE]),
    )
    | st.builds(Run, PIECES, st.just(Style.LINK), st.just('https://x.vn/?a=1&b="<2>"#Đ5.2')),
    max_size=20,
)


def plain(parts: list[list[Run]]) -> str:
    return "".join(run.text for part in parts for run in part)


def without_space(text: str) -> str:
    return "".join(text.split())


def visible(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char)[0] not in "CZ")


@given(RUNS, st.integers(2, 200), st.integers(1, 5))
@example([Run("\u200b" * 10 + "a")], 5, 1)
@example([Run("a", Style.BOLD)] * 7, 50, 3)
def test_every_part_parses_within_the_limits_and_nothing_visible_is_lost(
    runs: list[Run], max_units: int, max_entities: int
) -> None:
    parts = split(runs, max_units, max_entities)
    for part in parts:
        text, entities = parse_html(to_html(part))
        assert text == "".join(run.text for run in part).strip()
        assert visible(text)
        assert units(text) <= max_units
        assert len(entities) <= max_entities
    assert visible(plain(parts)) == visible("".join(run.text for run in runs))


@given(st.lists(st.sampled_from(["Kế hoạch", "số", "87/KH-UBND.", "\n", "\n\n", " "])))
def test_text_without_invisible_characters_loses_nothing_but_space_at_cuts(
    words: list[str],
) -> None:
    text = " ".join(words)
    parts = split([Run(text)], max_units=40)
    assert without_space(plain(parts)) == without_space(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aaaa\nbbbb\n\ncccc\ndddd", ["aaaa\nbbbb", "cccc\ndddd"]),
        ("aaaa bbbb\ncccc dddd", ["aaaa bbbb", "cccc dddd"]),
        ("Một hai. Ba bốn. Năm sáu.", ["Một hai. Ba bốn.", "Năm sáu."]),
        ('Ông nói "hai ba." Rồi đi xa', ['Ông nói "hai ba."', "Rồi đi xa"]),
        ("một hai ba bốn năm sáu", ["một hai ba bốn năm", "sáu"]),
        ("a " + "b" * 19, ["a", "b" * 19]),
        ("c" * 30, ["c" * 18, "c" * 12]),
        # A blank line so early that it would make a scrap of a message is passed over.
        ("a\n\nbbb ccc ddd eee fff ggg", ["a\n\nbbb ccc ddd eee", "fff ggg"]),
    ],
)
def test_a_text_is_cut_at_block_line_sentence_word_and_only_then_inside_a_word(
    text: str, expected: list[str]
) -> None:
    parts = split([Run(text)], max_units=19 if "b" * 19 in text else 18)
    assert [to_html(part) for part in parts] == expected


@pytest.mark.parametrize(
    ("text", "max_units", "expected"),
    [
        ("👍👍👍", 3, ["👍", "👍", "👍"]),
        ("👍🏽👍🏽", 7, ["👍🏽", "👍🏽"]),
        ("🇻🇳🇱🇦", 6, ["🇻🇳", "🇱🇦"]),
        ("👨‍👩‍👦👨‍👩‍👦", 12, ["👨‍👩‍👦", "👨‍👩‍👦"]),
        ("e\u0302\u0301e\u0302\u0301", 5, ["e\u0302\u0301", "e\u0302\u0301"]),
        # More marks than a message holds: cut all the same.
        ("e" + "\u0301" * 5, 3, ["e\u0301\u0301", "\u0301\u0301\u0301"]),
    ],
)
def test_a_forced_cut_keeps_together_what_is_seen_as_one_character(
    text: str, max_units: int, expected: list[str]
) -> None:
    assert [to_html(part) for part in split([Run(text)], max_units)] == expected


def test_a_style_that_is_cut_is_closed_and_opened_again() -> None:
    parts = split([Run("xin "), Run("chào các anh", Style.BOLD)], max_units=8)
    assert [to_html(part) for part in parts] == ["xin <b>chào</b>", "<b>các anh</b>"]


def test_a_message_holds_a_hundred_entities_and_4096_units_at_most() -> None:
    assert (MAX_UNITS, MAX_ENTITIES) == (4096, 100)
    lines = [run for n in range(101) for run in (Run(f"{n}", Style.BOLD), Run("\n"))]
    first, second = split(lines)
    assert first[-1] == Run("99", Style.BOLD)
    assert second == [Run("100", Style.BOLD)]


def test_markup_in_text_and_in_addresses_is_escaped() -> None:
    runs = [Run("<b> & ", Style.ITALIC), Run("nguồn", Style.LINK, 'https://x.vn/?a=1&b="2"')]
    assert to_html(runs) == (
        '<i>&lt;b&gt; &amp; </i><a href="https://x.vn/?a=1&amp;b=&quot;2&quot;">nguồn</a>'
    )


def test_half_of_a_surrogate_pair_is_shown_as_unknown_and_a_whole_pair_as_its_character() -> None:
    assert Run("a\ud83d").text == "a\ufffd"
    assert Run("\ud83d\ude00").text == "😀"


def test_nothing_to_show_makes_no_message() -> None:
    assert split([]) == []
    assert split([Run(" \n"), Run("\u200b", Style.BOLD)]) == []
