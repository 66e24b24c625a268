"""What a second reading adds to the first."""

from __future__ import annotations

from PIL import Image, ImageDraw

from corpus.formats.ocr_again import has_missed, with_missed
from corpus.formats.tesseract import Word


def word(text: str, left: int, top: int, line: str, confidence: float = 95.0) -> Word:
    return Word(text, left, top, 80, 26, confidence, (line,))


FIRST = [word("PHỤ", 100, 100, "1"), word("LỤC", 200, 100, "1"), word("TT", 100, 300, "2")]


def text(words: list[Word]) -> list[str]:
    lines: dict[tuple[str, ...], list[str]] = {}
    for each in words:
        lines.setdefault(each.line, []).append(each.text)
    return [" ".join(line) for line in lines.values()]


def test_a_missed_line_is_put_where_it_stands() -> None:
    again = [word("(Kèm", 100, 200, "1"), word("theo", 200, 202, "1")]
    assert text(with_missed(FIRST, again)) == ["PHỤ LỤC", "(Kèm theo", "TT"]


def test_a_missed_word_is_put_into_its_line() -> None:
    assert text(with_missed(FIRST, [word("Chương", 300, 300, "1")])) == ["PHỤ LỤC", "TT Chương"]


def test_what_is_doubtful_short_or_read_already_is_not_added() -> None:
    again = [
        word("ĐĂN", 500, 200, "1"),
        word("không", 500, 250, "2", 41.0),
        word("PHỤC", 110, 100, "3"),
    ]
    assert with_missed(FIRST, again) == FIRST


def test_where_nothing_was_read_the_second_reading_counts() -> None:
    assert with_missed([], FIRST) == FIRST


def test_much_print_outside_words_was_missed() -> None:
    page = Image.new("L", (600, 400), 235)
    pen = ImageDraw.Draw(page)
    pen.rectangle((100, 100, 178, 124), fill=0)
    assert not has_missed(page, FIRST)
    pen.rectangle((400, 300, 480, 320), fill=0)
    assert has_missed(page, FIRST)
    assert not has_missed(Image.new("L", (600, 400), 235), [])
