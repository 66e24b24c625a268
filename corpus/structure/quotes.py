"""Quotations that run over lines: amendments, whose numbering is that of the text they amend."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure.markers import Kind, read_markers

# A line that opens with a quotation mark close to its first word.
_OPENS = re.compile(r"[“\"](?=[\w(+-])")
# A mark that opens a quotation: curly, or straight after a space or bracket.
_OPENING = re.compile(r"“|(?:(?<=^)|(?<=[\s(\[]))\"(?=\S)")
# A mark that closes one: curly, or straight after a word or stop.
_CLOSING = re.compile(r"”|(?<=\S)\"")
# How the amending text itself goes on: its next article or khoản says what it does to which place.
_AMENDS = re.compile(
    r"(?i:Sửa đổi|Bổ sung|Bãi bỏ|Thay thế|Bỏ|Thay)\b[^:]{0,80}?(?:"
    r"\b(?i:điểm|khoản|điều|chương|mục|phần|phụ lục|tên|tiêu đề|cụm từ|đoạn|câu|dòng|biểu|mẫu|"
    r"một số)\b|"
    r"\b(?:Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định)\b|\btừ [“\"])"
)
_LONGEST = 400


def quoted_lines(lines: Sequence[str], first: int, last: int) -> set[int]:
    """Indices of the lines in ``lines[first:last]`` inside a quotation that begins at a line's
    start. It ends where its marks balance; where one was forgotten, before the next amendment."""
    inside: set[int] = set()
    index = first
    while index < last:
        if _opens_amendment(lines, index, first):
            end = _end(lines, index, min(last, index + _LONGEST))
            inside.update(range(index, end))
            index = max(index, end - 1)
        index += 1
    return inside


def _opens_amendment(lines: Sequence[str], index: int, first: int) -> bool:
    """Whether a line opens a quoted amendment: announced by a colon, or itself numbered."""
    if not _OPENS.match(lines[index]):
        return False
    announced = index > first and lines[index - 1].endswith(":")
    return announced or bool(read_markers(lines[index][1:]))


def _end(lines: Sequence[str], start: int, limit: int) -> int:
    """The line after the quotation opened at ``start``; ``start`` itself where no end is found.

    Where a mark closes that none opened before the next amendment, an earlier one (after a title,
    after the first of two khoản) did not end the quotation: it ends there.
    """
    depth, end = 0, start
    for index in range(start, limit):
        line = lines[index]
        if index > start and _is_amendment(line):
            return end if end > start else index
        if end > start and (_OPENS.match(line) or _is_beyond(line)):
            return end
        depth += len(_OPENING.findall(line)) - len(_CLOSING.findall(line))
        if depth < 0 or (depth == 0 and end == start):
            end, depth = index + 1, 0
    return end


def _is_beyond(line: str) -> bool:
    """Whether a line opens an article or what is above one."""
    return any(marker.kind <= Kind.ARTICLE and not marker.weak for marker in read_markers(line))


def _is_amendment(line: str) -> bool:
    return any(
        marker.kind in (Kind.ARTICLE, Kind.KHOAN) and _AMENDS.match(line[marker.length :])
        for marker in read_markers(line)
    )
