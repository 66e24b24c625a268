"""Running heads, running feet and page numbers of a PDF, found by their place on the pages.

``corpus.clean`` finds them in any text by how they read; a PDF also tells where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.formats.pdf_lines import PdfLine

_DIGITS = re.compile(r"\d+")
# A page number alone: "12", "- 12 -", "Trang 3/10".
_PAGE_NUMBER = re.compile(r"(?:trang\s*)?[-–—\s]*\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
# How deep heads and feet reach, in lines, and how exactly they stand at one height, in points.
_DEPTH = 3
_HEIGHT = 6.0
# A head comes on as many pages in a row (left and right ones may differ, so every other page is
# enough), a page number, alone at its place, on two: words that a text uses often also end pages,
# but not page after page.
_HEAD_PAGES = 3
_NUMBER_PAGES = 2
_NEXT = 2

_Mark = tuple[str, int]


def furniture(pages: Sequence[Sequence[PdfLine]]) -> list[set[int]]:
    """For each page, the indexes of its lines that are no text but the page's."""
    dropped: list[set[int]] = [set() for _ in pages]
    for from_top in (True, False):
        for _ in range(_DEPTH):
            edges = [_edge(page, gone, from_top) for page, gone in zip(pages, dropped, strict=True)]
            marks = [_mark(page, edge) for page, edge in zip(pages, edges, strict=True)]
            runs = _runs(marks)
            found = False
            for at, (page, gone, edge) in enumerate(zip(pages, dropped, edges, strict=True)):
                if edge is None:
                    continue
                alone = _PAGE_NUMBER.fullmatch(page[edge].text) is not None
                if runs[at] >= (_NUMBER_PAGES if alone else _HEAD_PAGES):
                    gone.add(edge)
                    found = True
            if not found:
                break
    return dropped


def _runs(marks: Sequence[_Mark | None]) -> list[int]:
    """For each page, on how many pages in a row its mark comes."""
    runs = [0] * len(marks)
    pages: dict[_Mark, list[int]] = {}
    for at, mark in enumerate(marks):
        if mark is not None:
            run = pages.setdefault(mark, [])
            if run and at - run[-1] > _NEXT:
                run = pages[mark] = []
            run.append(at)
            for page in run:
                runs[page] = len(run)
    return runs


def _edge(page: Sequence[PdfLine], gone: set[int], from_top: bool) -> int | None:
    """The index of the outermost line that is still there."""
    left = [index for index in range(len(page)) if index not in gone]
    pick = min if from_top else max
    return pick(left, key=lambda index: page[index].base, default=None)


def _mark(page: Sequence[PdfLine], edge: int | None) -> _Mark | None:
    """What makes the edges of two pages the same: their words without numbers, their height."""
    if edge is None:
        return None
    words = sorted(_DIGITS.sub("#", page[edge].text).split())
    return " ".join(words), round(page[edge].base / _HEIGHT)
