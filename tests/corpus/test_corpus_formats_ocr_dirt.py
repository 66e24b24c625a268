"""Dirt and seals among words, told by size and place."""

from __future__ import annotations

import pytest

from corpus.formats.ocr_dirt import without_dirt
from corpus.formats.tesseract import Word

LINE = ("1", "1", "1")


def read(*words: Word) -> str:
    """The words that stay, of a line that ends in print of the usual height."""
    usual = [Word("phương", 500, 100, 90, 26, 96.0, LINE)] * 3
    return " ".join(word.text for word in without_dirt([*words, *usual])).removesuffix(
        " phương phương phương"
    )


def word(text: str, width: int, height: int, confidence: float = 90.0) -> Word:
    return Word(text, 200, 100, width, height, confidence, LINE)


@pytest.mark.parametrize(
    ("sign", "kept"),
    [
        (word("-", 9, 3), "-"),
        (word("~", 9, 3), "-"),
        (word("—", 20, 3), "-"),
        (word("-------", 90, 3), "-------"),
        (word("+", 14, 14), "+"),
        (word("&", 20, 24), "&"),
    ],
)
def test_signs_of_their_size_stay_and_thin_ones_are_dashes(sign: Word, kept: str) -> None:
    assert read(sign, word("Sở", 35, 26)) == f"{kept} Sở"


@pytest.mark.parametrize(
    "dirt",
    [
        word("-", 3, 3),
        word("-", 7, 5),
        word("l", 4, 4, 0.0),
        word("+", 4, 4),
        word("°", 9, 9),
        word("Ì", 9, 20, 12.0),
        word("⁄5", 73, 67, 60.9),
    ],
)
def test_dirt_goes(dirt: Word) -> None:
    assert read(word("Sở", 35, 26), dirt) == "Sở"


def test_an_item_s_mark_stays_however_doubtful() -> None:
    assert read(word("b)", 30, 32, 37.8), word("Chủ", 54, 25)) == "b) Chủ"


@pytest.mark.parametrize(
    ("read_as", "meant"), [("©)", "c)"), ("¡)", "i)"), ("ø)", "g)"), ("ở)", "đ)"), ("1V.", "IV.")]
)
def test_a_mark_taken_for_another_sign_is_put_right(read_as: str, meant: str) -> None:
    line = (word("_", 5, 7), word(read_as, 25, 31, 60.0), word("Xây", 57, 31))
    assert read(*line) == f"{meant} Xây"


def test_a_short_syllable_of_the_usual_height_stays_however_doubtful() -> None:
    assert read(word("Tổ", 40, 30, 22.0), word("SỊ", 40, 30, 22.0)) == "Tổ"


def test_dirt_at_the_edge_of_a_word_is_taken_off() -> None:
    assert read(word("'Tổ", 40, 26), word("CBTH;_", 90, 24), word(".vn", 40, 24)) == "Tổ CBTH; .vn"


def test_a_page_without_words_stays_empty() -> None:
    assert without_dirt([]) == []
