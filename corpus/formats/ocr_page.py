"""One page's picture → its text: what stands around its tables, and these cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from PIL import Image

from corpus.formats.ocr_again import has_missed, with_missed
from corpus.formats.ocr_capitals import with_capitals_mended
from corpus.formats.ocr_dirt import without_dirt
from corpus.formats.ocr_marks import with_marks_mended
from corpus.formats.ocr_numerals import with_numerals_mended
from corpus.formats.ocr_tables import (
    CellLine,
    Strip,
    cell_lines,
    rows_of,
    strip_of,
    with_groups_numbered,
    without_tables,
)
from corpus.formats.page_image import ready_for_ocr
from corpus.formats.page_tables import PageTable, tables_on
from corpus.formats.tesseract import BLOCK, COLUMN, Word, read_words
from corpus.language.lexicon import shipped_lexicon

Picture = tuple[Image.Image, float]
"""A page's picture and its resolution in dots an inch."""


@dataclass(frozen=True, slots=True)
class OcrPage:
    """The text of a page, how sure of its words the recogniser is, 0 to 1, and the words whose
    marks were put right, before and after."""

    text: str
    confidence: float
    mended: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line outside tables and its top on the page."""

    text: str
    top: int


def read_page(program: str, picture: Picture, name: str) -> OcrPage:
    """The page, read by tesseract; ``name`` is for messages. Raises ReadError."""
    page = ready_for_ocr(*picture)
    tables = tables_on(page)
    around = without_tables(page, tables)
    words = without_dirt(read_words(program, around, COLUMN, name))
    if has_missed(around, words):
        words = with_missed(words, without_dirt(read_words(program, around, BLOCK, name)))
    read = list(words)
    cells: list[list[CellLine]] = []
    for table in tables:
        strip = strip_of(page, table)
        inside = _in_cells(program, strip, name) if strip else []
        read += inside
        of_table = cell_lines(inside, strip) if strip else []
        cells.append(with_groups_numbered(table, of_table))
    return _page(_lines(words), tables, cells, _confidence(read))


def _in_cells(program: str, strip: Strip, name: str) -> list[Word]:
    return without_dirt(read_words(program, strip.picture, BLOCK, name), in_cells=True)


def page_of(words: Sequence[Word]) -> OcrPage:
    """The page without tables that these words make, line by line.

    >>> page_of([Word("Điều", 0, 0, 9, 9, 90.0, ("1",)), Word("1.", 9, 0, 9, 9, 80.0, ("1",))])
    OcrPage(text='Điều 1.', confidence=0.8666666666666667, mended=())
    """
    return _page(_lines(words), [], [], _confidence(words))


def _page(
    lines: Sequence[_Line],
    tables: Sequence[PageTable],
    cells: Sequence[Sequence[CellLine]],
    confidence: float,
) -> OcrPage:
    """Mends the texts, each cell's as one, and puts the tables where they stand."""
    flows: list[list[str]] = [[line.text for line in lines]]
    for of_table in cells:
        flows += [
            [line.text for line in of_cell]
            for _, of_cell in groupby(of_table, key=lambda line: line.cell)
        ]
    numbered = "\n\n".join(
        with_capitals_mended(with_numerals_mended("\n".join(flow))) for flow in flows
    )
    mended = with_marks_mended(numbered, shipped_lexicon())
    texts = iter(mended.text.replace("\n\n", "\n").split("\n") if lines or len(flows) > 1 else ())
    if not lines and len(flows) > 1:
        next(texts)
    blocks = [(line.top, next(texts)) for line in lines]
    for table, of_table in zip(tables, cells, strict=True):
        right = [replace(line, text=next(texts)) for line in of_table]
        blocks.append((table.box[1], "\n".join(rows_of(table, right))))
    return OcrPage(_in_order(blocks, len(lines)), confidence, mended.changes)


def _in_order(blocks: Sequence[tuple[int, str]], count: int) -> str:
    """The first ``count`` blocks as they are, the tables after them before the first of these that
    stands lower."""
    texts = [text for _, text in blocks[:count]]
    tops = [top for top, _ in blocks[:count]]
    for top, text in blocks[count:]:
        at = next((index for index, other in enumerate(tops) if other > top), len(tops))
        texts.insert(at, text)
        tops.insert(at, top)
    return "\n".join(texts)


def _lines(words: Sequence[Word]) -> list[_Line]:
    return [
        _Line(" ".join(word.text for word in line), line[0].top)
        for line in (list(group) for _, group in groupby(words, key=lambda word: word.line))
    ]


def _confidence(words: Sequence[Word]) -> float:
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters / 100 if words else 0.0
