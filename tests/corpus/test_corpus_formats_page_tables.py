"""Tables drawn into a page's picture, and the cells that are found."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from corpus.formats.page_tables import tables_on

PAPER, INK = 235, 60
LEFTS, TOPS = (100, 200, 500, 800), (300, 345, 500, 640)


def page() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("L", (1000, 1000), PAPER)
    return picture, ImageDraw.Draw(picture)


def draw_table(pen: ImageDraw.ImageDraw) -> None:
    for left in LEFTS:
        pen.line((left, TOPS[0], left, TOPS[-1]), fill=INK, width=2)
    for top in TOPS:
        pen.line((LEFTS[0], top, LEFTS[-1], top), fill=INK, width=2)


@pytest.mark.parametrize("noise", [0.0, 14.0])
def test_the_cells_of_a_ruled_table_are_found(noise: float) -> None:
    picture, pen = page()
    draw_table(pen)
    grey = np.asarray(picture) + np.random.default_rng(5).normal(0, noise, (1000, 1000))
    (table,) = tables_on(Image.fromarray(grey.clip(0, 255).astype(np.uint8)))
    assert table.columns == 3
    assert [(cell.row, cell.column) for cell in table.cells] == [
        (row, column) for row in range(3) for column in range(3)
    ]
    assert table.cells[4].box == pytest.approx((200, 345, 500, 500), abs=3)


def test_a_cell_merged_across_is_one_though_a_letter_stands_at_the_rule_s_place() -> None:
    picture, pen = page()
    draw_table(pen)
    pen.rectangle((LEFTS[0] + 3, TOPS[0] + 3, LEFTS[-1] - 4, TOPS[1] - 3), fill=PAPER)
    pen.rectangle((495, 310, 505, 332), fill=INK)
    (table,) = tables_on(picture)
    assert [cell.box[2] - cell.box[0] for cell in table.cells if cell.row == 0] == [
        pytest.approx(700, abs=4)
    ]


def test_a_rule_as_short_as_one_row_parts_its_cell() -> None:
    picture, pen = page()
    draw_table(pen)
    pen.line((650, TOPS[0], 650, TOPS[1]), fill=INK, width=2)
    (table,) = tables_on(picture)
    assert [cell.column for cell in table.cells if cell.row == 0] == [0, 1, 2, 3]


def test_prose_under_a_rule_and_a_lone_frame_are_no_tables() -> None:
    picture, pen = page()
    for top in range(100, 900, 40):
        for left in range(100, 900, 20):
            pen.rectangle((left, top, left + 13, top + 20), fill=INK)
    pen.line((100, 60, 900, 60), fill=INK, width=2)
    assert tables_on(picture) == []
    picture, pen = page()
    pen.rectangle((100, 100, 400, 300), outline=INK, width=2)
    assert tables_on(picture) == []
