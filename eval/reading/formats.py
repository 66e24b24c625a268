"""How well files of every format are read: scores of a raw text against its truth.

Words and characters are compared in order, after NFC, single spaces, and one kind of quotation
marks (legacy encodings have only straight ones). Lines of nothing but dashes do not count: they
are drawn, and canonical text leaves them out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

import numpy as np

from corpus.text import nfc

_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
# A drawn line.
_DRAWN = re.compile(r"^[\s\-–—_.*]{3,}$", re.MULTILINE)
# What parts the cells of a row.
_BAR = re.compile(r"\s*\|\s*")
_NUMBER = re.compile(r"\d+")


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared; bars between cells are no words.

    >>> words_of("------\\n| “Kế  hoạch” | 2024 |")
    ['"Kế', 'hoạch"', '2024']
    """
    drawn = _DRAWN.sub(" ", nfc(text).replace("\f", "\n"))
    return drawn.replace("|", " ").translate(_QUOTES).split()


def word_recall(truth: str, text: str) -> float:
    """The share of the truth's words that the text has, in order, 0 to 1.

    >>> word_recall("Điều 1. Phạm vi", "Điều 1. Phạm xi")
    0.75
    """
    expected = words_of(truth)
    matcher = SequenceMatcher(None, expected, words_of(text), autojunk=False)
    found = sum(block.size for block in matcher.get_matching_blocks())
    return found / len(expected) if expected else 1.0


def character_error_rate(truth: str, text: str) -> float:
    """Insertions, deletions and replacements for each character of the truth.

    >>> character_error_rate("abcd", "abxd")
    0.25
    """
    expected, read = " ".join(words_of(truth)), " ".join(words_of(text))
    return edit_distance(expected, read) / max(1, len(expected))


def edit_distance(one: str, other: str) -> int:
    """The Levenshtein distance of two texts, row by row in numpy.

    >>> edit_distance("nhân dân", "nhõn dn")
    2
    """
    letters = np.frombuffer(other.encode("utf-32-le"), dtype=np.uint32)
    places = np.arange(len(letters) + 1)
    row = places.copy()
    for count, char in enumerate(one, start=1):
        following = np.empty_like(row)
        following[0] = count
        following[1:] = np.minimum(row[1:] + 1, row[:-1] + (letters != ord(char)))
        # An insertion costs one more than the place before: a running minimum along the row.
        row = np.minimum.accumulate(following - places) + places
    return int(row[-1])


def failed_checks(checks: Sequence[tuple[str, str]], text: str) -> list[str]:
    """The names of the checks that fail: each has a text that must be there, or, after ``!``, must
    not.

    >>> failed_checks([("kept", "31/12/2024"), ("deleted", "!30/6/2024")], "trước 31/12/2024")
    []
    """
    return [
        name
        for name, expected in checks
        if (expected[1:] in text if expected.startswith("!") else expected not in text)
    ]


def rows_found(grid: Sequence[Sequence[str]], text: str) -> tuple[int, int]:
    """How many numbered rows of a table's grid the text has whole, as one line, and how many there
    are. Heads and group rows have no number.

    >>> rows_found([["TT", "Việc"], ["1", "Xây dựng Đề án"]], "| 1 | Xây dựng  Đề án |")
    (1, 1)
    """
    lines = {_cells(line) for line in text.replace("\f", "\n").splitlines()}
    numbered = [row for row in grid if row[0].strip().isdecimal()]
    found = sum(tuple(" ".join(cell.split()) for cell in row) in lines for row in numbered)
    return found, len(numbered)


def leaked(snippets: Sequence[str], text: str) -> list[str]:
    """The snippets of what stands around a document that got into its text."""
    return [snippet for snippet in snippets if snippet.strip() and snippet.strip() in text]


def fused_numbers(truth: str, text: str) -> list[str]:
    """The numbers of a text that are two neighbouring numbers of the truth run together.

    >>> fused_numbers("giai đoạn 2021-2025", "giai đoạn 20212025")
    ['20212025']
    """
    known = _NUMBER.findall(truth)
    joined = {one + other for one, other in pairwise(known)} - set(known)
    return [number for number in _NUMBER.findall(text) if number in joined]


def _cells(line: str) -> tuple[str, ...]:
    cells = _BAR.split(line.strip().removeprefix("|").removesuffix("|"))
    return tuple(" ".join(cell.split()) for cell in cells)
