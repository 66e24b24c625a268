"""Dirt and seals among words, told by size and place."""

from __future__ import annotations

import pytest

from corpus.formats.ocr_dirt import without_dirt
from corpus.formats.tesseract import Word

LINE = ("1", "1", "1")


def read(*words: Word) -> str:
    """The words that stay, of a line that ends in print of the usual height."""
    usual = [Word("phương", 290, 100, 90, 26, 96.0, LINE)] * 3
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


def _page(*others: Word) -> list[str]:
    clear = [Word("phương", 100 * at, 50, 90, 26, 96.0, ("1",)) for at in range(5)]
    return [word.text for word in without_dirt([*clear, *others])][5:]


def test_strokes_of_a_signature_apart_from_all_print_go() -> None:
    assert _page(Word("Hổ", 900, 200, 46, 22, 30.0, ("2",))) == []
    beside = [
        Word("tỉnh;", 100, 200, 60, 26, 95.0, ("3",)),
        Word("SÀN", 700, 200, 85, 40, 50.0, ("3",)),
    ]
    assert _page(*beside) == ["tỉnh;"]


def test_a_number_a_longer_word_and_a_word_in_a_cell_are_no_strokes() -> None:
    number = Word("Số:/31/2025", 100, 200, 90, 26, 20.0, ("2",))
    longer = Word("ương;", 100, 250, 90, 26, 50.0, ("3",))
    assert _page(number, longer) == ["Số:/31/2025", "ương;"]
    alone = [Word("xã", 100, 100 * at, 30, 26, 90.0 - 30 * at, (str(at),)) for at in range(2)]
    sure = [Word("phương", 100, 300, 90, 26, 96.0, ("9",))] * 3
    assert len(without_dirt([*alone, *sure], in_cells=True)) == 5


def test_a_doubtful_word_beside_others_and_a_sure_one_apart_stay() -> None:
    line = [
        Word("tỉnh", 100, 200, 60, 26, 95.0, ("2",)),
        Word("đang", 170, 200, 60, 26, 50.0, ("2",)),
        Word("TUẤN", 700, 200, 85, 26, 80.0, ("2",)),
    ]
    assert _page(*line) == ["tỉnh", "đang", "TUẤN"]


def test_on_a_poor_page_no_word_is_taken_for_a_stroke() -> None:
    poor = [Word("phương", 100 * at, 50, 90, 26, 50.0, ("1",)) for at in range(3)]
    assert len(without_dirt(poor)) == 3


def test_a_page_without_words_stays_empty() -> None:
    assert without_dirt([]) == []
