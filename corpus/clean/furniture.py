"""What the pages of a printed or scanned text carry besides the text: running heads, page numbers,
signature stamps, the specks a scan was read into. Found by rule, dropped, and reported.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.clean.lines import Line, Role

RUNNING_HEAD = "tiêu đề chạy của trang"
PAGE_NUMBER = "số trang"
STAMP = "dấu chữ ký số chen giữa văn bản"
SPECKS = "ký hiệu rời, không có chữ"
DRAWN_LINE = "đường kẻ"
PAGE_FURNITURE = frozenset({RUNNING_HEAD, PAGE_NUMBER})
"""The reasons that tell that a page turned."""

# "CÔNG BÁO/Số 1091 + 1092/Ngày 03-11-2023", the page number before or after it.
_GAZETTE = re.compile(r"(?:\d{1,4}\s+)?CÔNG BÁO\s*/\s*Số\s.{3,40}/\s*Ngày\s.{8,12}(?:\s+\d{1,4})?")
# "12", "- 12 -", "Trang 3/10", ". 4": a page number alone, as printed or as a scan is read.
_PAGE = re.compile(
    r"(?:trang\s+)?[-–—.,:;`'’ ]{0,4}(?P<n>\d{1,4})(?:\s*/\s*\d{1,4})?[-–— ]{0,3}", re.IGNORECASE
)
# '" 7', "hs 9", "10 :": a page number with specks beside it, believed only where a page begins.
_SPECKLED_PAGE = re.compile(r"\W{0,3}(?:\w{1,2}\s)?\W{0,3}\d{1,3}\s?\W{0,3}")
# What a scan puts before a line: strokes read as stops, colons, underscores, quotation marks.
_LEADING_SPECKS = re.compile(
    r"(?:[._:;,`'’‘\"”^~…|°»«„¬—]+\s+)+(?=\S)|(?:_+|[.:;,]{1,2})(?=[^\W\d_])|"
    r"(?:[-–—\s]*[._:;,„¬][-._:;,„¬—–\s]*|-)(?=(?:[IVX]{1,5}|\d{1,2}|[a-zđ©®ø])\s?[.)]\s)"
)
_FEWEST_SPECKLED = 3
# Nothing but strokes: stops, dashes, quotation marks and the signs that scans make of them.
_STROKES = re.compile(r"[\s.,:;·•'’‘`\"“”^~¨°ˆ˜¦|\\/<>«»‹›„¬_*=–—-]+|[€¶§¤¢]")
# Marks that say something alone: an omission ("[...]", "(…)").
_OMISSION = re.compile(r"\.\.\.|[…\[\]]")
# A line of the box that a digital signature prints: "Thời gian ký: 03.11.2023 16:19:35 +07:00".
_STAMP_TIME = re.compile(
    r"(?:Thời gian ký|Ngày ký|Signing time)\s*:?\s*\d{1,2}[./-]\d{1,2}[./-]\d{4}.*"
)
# The box's other lines.
_STAMP_LINE = re.compile(
    r"(?:Người ký|Ký bởi|Email|Cơ quan|Tổ chức|Chức vụ|Signer|Signed by)\s*:.*"
)
_STAMP_REACH = 4
# A drawn line: nothing but dashes, stars, dots, underscores or equals signs, three or more.
_DRAWN = re.compile(r"[\s\-–—_*=~.…·•+|]*(?:[-–—_*=~+]{3,}|[.·…]{6,})[\s\-–—_*=~.…·•+|]*|\*+")
_PAGE_NUMBERS_APART = 12
_MOST_MASKED = 100


def furniture_reasons(lines: Sequence[Line]) -> list[str | None]:
    """For each line, why it is no part of the text but of its pages, or None for lines kept."""
    reasons = [_own_reason(line) for line in lines]
    _mark_stamps(lines, reasons)
    _mark_running_heads(lines, reasons)
    _mark_page_numbers(lines, reasons)
    return reasons


def is_drawn_line(text: str) -> bool:
    """True for ``-------`` and its like, which carry no words."""
    return _DRAWN.fullmatch(text) is not None


def _own_reason(line: Line) -> str | None:
    if line.role is Role.ROW:
        return None
    if is_drawn_line(line.text):
        return DRAWN_LINE
    if _GAZETTE.fullmatch(line.text):
        return RUNNING_HEAD
    return SPECKS if _is_specks(line.text) else None


def _is_specks(text: str) -> bool:
    """True for a line of strokes, or of strokes and single letters that no word stands on. A line
    with a word, a number or an omission (``[...]``) is none."""
    if _OMISSION.search(text):
        return False
    if _STROKES.fullmatch(text):
        return True
    tokens = text.split()
    if len(tokens) < 2 or any(len(token) > 3 or token.isdecimal() for token in tokens):
        return False
    letters = sum(char.isalnum() for char in text)
    marks = sum(not char.isalnum() and char not in " .,;:()%/" for char in text)
    return marks >= 2 and marks >= letters


def without_leading_specks(lines: Sequence[Line]) -> tuple[list[Line], int]:
    """The lines of a scan without the specks before their first word, and how many lines had some.
    A text with hardly any is taken not to be a scan and stays as it is."""
    speckled = [
        position
        for position, line in enumerate(lines)
        if line.role is not Role.ROW and _LEADING_SPECKS.match(line.text)
    ]
    if len(speckled) < _FEWEST_SPECKLED:
        return list(lines), 0
    cleared = list(lines)
    for position in speckled:
        text = _LEADING_SPECKS.sub("", lines[position].text, count=1)
        cleared[position] = replace(lines[position], text=text)
    return cleared, len(speckled)


def _mark_stamps(lines: Sequence[Line], reasons: list[str | None]) -> None:
    for position, line in enumerate(lines):
        if not _STAMP_TIME.fullmatch(line.text):
            continue
        reasons[position] = STAMP
        for before in range(position - 1, max(-1, position - 1 - _STAMP_REACH), -1):
            if not _STAMP_LINE.fullmatch(lines[before].text):
                break
            reasons[before] = STAMP


def _mark_running_heads(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """Short lines that come again, but for their digits, at the turn of every page."""
    masked = Counter(_mask(line.text) for line in lines if len(line.text) <= _MOST_MASKED)
    for position, line in enumerate(lines):
        if reasons[position] or line.role is Role.ROW or masked[_mask(line.text)] < 3:
            continue
        if _PAGE.fullmatch(line.text) or not any(char.isalpha() for char in line.text):
            continue
        if line.page_start:
            reasons[position] = RUNNING_HEAD


def _mark_page_numbers(lines: Sequence[Line], reasons: list[str | None]) -> None:
    candidates = [
        (position, int(match["n"]))
        for position, line in enumerate(lines)
        if line.role is Role.TEXT and not line.cells and (match := _PAGE.fullmatch(line.text))
    ]
    for position, _ in candidates:
        if (
            _at_page_edge(lines, position)
            or RUNNING_HEAD in reasons[max(0, position - 1) : position + 2]
        ):
            reasons[position] = PAGE_NUMBER
    for position, line in enumerate(lines):
        if not reasons[position] and _SPECKLED_PAGE.fullmatch(line.text):
            reasons[position] = PAGE_NUMBER if _at_page_edge(lines, position) else None
    for chain in _chains([(lines[p].number, value, p) for p, value in candidates]):
        if chain[-1][0] - chain[0][0] >= 0.4 * lines[-1].number:
            for _, _, position in chain:
                reasons[position] = reasons[position] or PAGE_NUMBER


def _at_page_edge(lines: Sequence[Line], position: int) -> bool:
    """Whether a line is one of the first two of a page, or the last."""
    return any(line.page_start for line in lines[max(0, position - 1) : position + 2])


def _chains(candidates: list[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    """Runs of (line number, value, position) whose values rise by one, a page's length apart."""
    chains: list[list[tuple[int, int, int]]] = []
    for candidate in candidates:
        for chain in chains:
            number, value, _ = chain[-1]
            if candidate[1] == value + 1 and candidate[0] - number >= _PAGE_NUMBERS_APART:
                chain.append(candidate)
                break
        else:
            chains.append([candidate])
    return [chain for chain in chains if len(chain) > 1]


def _mask(text: str) -> str:
    return re.sub(r"\d+", "#", text)
