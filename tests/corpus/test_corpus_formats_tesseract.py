"""Tesseract's table of words, as it writes it."""

from __future__ import annotations

from corpus.formats.tesseract import Word, words_of_table

HEAD = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
)


def test_words_come_in_order_with_their_lines() -> None:
    table = "\n".join(
        [
            HEAD,
            "1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t",
            "5\t1\t1\t1\t2\t1\t10\t20\t30\t25\t96.5\tĐiều",
            '5\t1\t1\t1\t2\t2\t50\t20\t9\t25\t91\t"1.',
        ]
    )
    line = ("1", "1", "2")
    assert words_of_table(table) == [
        Word("Điều", 10, 20, 30, 25, 96.5, line),
        Word('"1.', 50, 20, 9, 25, 91.0, line),
    ]


def test_the_icelandic_letter_is_the_vietnamese_one() -> None:
    read = words_of_table(f"{HEAD}\n5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t90\tCÐS")
    assert [word.text for word in read] == ["CĐS"]


def test_a_blank_page_has_no_words() -> None:
    assert words_of_table(HEAD) == words_of_table(f"{HEAD}\n") == []
