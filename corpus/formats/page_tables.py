"""Ruled tables in the picture of an upright page: where their cells are.

A rule is a dark run far longer than any stroke of a letter. From where rules cross, pdfplumber
tells the cells, as it does for drawings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pdfplumber.table import (
    cells_to_tables,
    edges_to_intersections,
    intersections_to_cells,
    merge_edges,
)
from PIL import Image

Box = tuple[int, int, int, int]
"""Left, top, right, bottom, in pixels; the last two just outside."""

# Lengths are in pixels of a page at ``page_image.READ_AT``.
# What is darker than this share of the paper may be a rule: thin ones are grey.
_DARK = 0.8
# The least length of a rule, and the share of it that is dark: dirt breaks it.
_LEAST_RULE = 60
_UNBROKEN = 0.9
# Pieces of a rule, and rules that should meet, may be so far apart.
_GAP = 14
_MEETS = 8
_SAME_RULE = 5
# A table has at least so many cells, and its cells at least this size.
_FEWEST_CELLS = 4
_LEAST_SIDE = 14
# A rule between two cells is dark along their height but for this share; letters at its place are
# not. A rule within a cell is too short to be found alone: it is dark from the top to the bottom.
_THERE = 0.8
_WHOLE = 0.97
_BESIDE = 2
_INSET = 3

_Boxes = list[tuple[float, float, float, float]]
_Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell's place on the page, and its first row and column in the table."""

    box: Box
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class PageTable:
    """A ruled table: where it is, its cells from left to right and top to bottom, and how many
    columns it has."""

    box: Box
    cells: tuple[PageCell, ...]
    columns: int


def tables_on(page: Image.Image) -> list[PageTable]:
    """The ruled tables of at least two rows and two columns on an upright page in grey, from top
    to bottom."""
    pixels = np.asarray(page)
    dark = pixels < _DARK * np.median(pixels)
    edges = [*_edges(dark, across=True), *_edges(dark.T, across=False)]
    if not edges:
        return []
    merged = merge_edges(edges, _SAME_RULE, _SAME_RULE, _GAP, _GAP)
    cells = intersections_to_cells(edges_to_intersections(merged, _MEETS, _MEETS))
    found = [
        _table(_split(_merged(boxes, dark), dark))
        for boxes in cells_to_tables(cells)
        if len(boxes) >= _FEWEST_CELLS
    ]
    tables = [table for table in found if table.columns > 1 and table.cells[-1].row > 0]
    return sorted(tables, key=lambda table: table.box[1])


def _edges(dark: _Mask, *, across: bool) -> Iterator[dict[str, Any]]:
    """The rules along the rows of ``dark``, as the edges that pdfplumber takes."""
    for along, until, at in _rules(dark):
        length = until - along
        if across:
            place = {"x0": along, "x1": until, "top": at, "bottom": at, "width": length}
            yield {**place, "height": 0.0, "orientation": "h"}
        else:
            place = {"x0": at, "x1": at, "top": along, "bottom": until, "height": length}
            yield {**place, "width": 0.0, "orientation": "v"}


def _rules(dark: _Mask) -> Iterator[tuple[float, float, float]]:
    """Where the long dark runs begin and end along the rows, and the row they are in. One that is
    thick or not quite straight is found in several rows and told once."""
    # A rule that is not quite straight goes on in a neighbouring row.
    near = dark.copy()
    near[1:] |= dark[:-1]
    near[:-1] |= dark[1:]
    sums = np.zeros((near.shape[0], near.shape[1] + 1), dtype=np.int32)
    sums[:, 1:] = near.cumsum(axis=1, dtype=np.int32)
    full = sums[:, _LEAST_RULE:] - sums[:, :-_LEAST_RULE] >= _UNBROKEN * _LEAST_RULE
    open_rules: list[list[float]] = []  # begin, end, first row, last row
    for row in np.nonzero(full.any(axis=1))[0].tolist():
        for begin, start in _runs(full[row]):
            end = start + _LEAST_RULE - 1
            for rule in open_rules:
                if row - rule[3] <= 2 and begin <= rule[1] + _GAP and end >= rule[0] - _GAP:
                    rule[:] = min(rule[0], begin), max(rule[1], end), rule[2], row
                    break
            else:
                open_rules.append([begin, end, row, row])
    for left, right, first, last in open_rules:
        yield left, right, (first + last) / 2


def _runs(row: _Mask) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], row, [False])).astype(np.int8)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _merged(boxes: _Boxes, dark: _Mask) -> _Boxes:
    """The cells, those as one between which there is no rule: rules above and below a low row, with
    a letter between them, were taken for one."""
    merged: _Boxes = []
    for box in sorted(boxes, key=lambda box: (box[1], box[3], box[0])):
        left, top, right, bottom = box
        before = merged[-1] if merged else None
        if before and (before[1], before[2], before[3]) == (top, left, bottom):
            edge = round(left)
            rows = slice(round(top) + _INSET, round(bottom) - _INSET)
            if dark[rows, edge - _BESIDE : edge + _BESIDE + 1].any(axis=1).mean() < _THERE:
                merged[-1] = (before[0], top, right, bottom)
                continue
        merged.append(box)
    return merged


def _split(boxes: _Boxes, dark: _Mask) -> _Boxes:
    """The cells, one parted where a rule runs through it from top to bottom."""
    parted: _Boxes = []
    for left, top, right, bottom in boxes:
        start = round(left) + _LEAST_SIDE
        inside = dark[round(top) + _INSET : round(bottom) - _INSET, start : round(right)]
        whole = inside[:, :-_LEAST_SIDE].mean(axis=0) >= _WHOLE if inside.size else np.array([])
        begin = left
        for first, last in _runs(whole):
            at = start + (first + last) / 2
            if at - begin >= _LEAST_SIDE:
                parted.append((begin, top, at, bottom))
                begin = at
        parted.append((begin, top, right, bottom))
    return parted


def _table(boxes: Sequence[tuple[float, float, float, float]]) -> PageTable:
    kept = [
        box for box in boxes if box[2] - box[0] >= _LEAST_SIDE and box[3] - box[1] >= _LEAST_SIDE
    ]
    lefts = _snapped([box[0] for box in kept])
    tops = _snapped([box[1] for box in kept])
    cells = [
        PageCell((round(a), round(b), round(c), round(d)), tops[b], lefts[a])
        for a, b, c, d in sorted(kept, key=lambda box: (box[1], box[0]))
    ]
    outer = tuple(
        pick(cell.box[side] for cell in cells) for side, pick in enumerate((min, min, max, max))
    )
    return PageTable(
        (outer[0], outer[1], outer[2], outer[3]), tuple(cells), len(set(lefts.values()))
    )


def _snapped(values: Sequence[float]) -> dict[float, int]:
    """The rank of each value; those of one rule, where it was found twice, have the same."""
    ranks: dict[float, int] = {}
    before = None
    for value in sorted(set(values)):
        fresh = before is not None and value - before > _MEETS
        ranks[value] = max(ranks.values(), default=0) + fresh
        before = value
    return ranks
