"""The large parts of a text: the document itself, texts issued with it, annexes, forms; by line.

What stands within a part (preamble, body, closing) is told by ``corpus.structure.frame``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from corpus.structure.frame import RECIPIENTS, SIGNATURE
from corpus.structure.markers import UPPER, Kind, read_markers


class PartKind(Enum):
    """What a part of a text is."""

    MAIN = "main"
    ATTACHED = "attached"
    ANNEX = "annex"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Part:
    """Lines ``first`` to ``last`` (exclusive). ``marker`` is the line's beginning that names it
    (``PHỤ LỤC II``), ``number`` an annex's or form's number as printed, ``name`` the kind of an
    attached text (``Quy chế``), ``title_end`` the line after its own title."""

    kind: PartKind
    first: int
    last: int = 0
    marker: str = ""
    number: str = ""
    name: str = ""
    title_end: int = 0


# "PHỤ LỤC", "Phụ lục II", "PHỤ LỤC SỐ 01: DANH MỤC", "Phụ lục số 6b": the line that opens an annex.
_ANNEX = re.compile(
    r"(?P<marker>(?P<word>PHỤ LỤC|Phụ lục|PHU LỤC)"
    r"(?:\s+(?:(?:SỐ|số|Số)\s*)?(?P<n>[IVXLC]+|\d{1,2}[A-Za-zđ]?|[A-Z])(?![^\W\d_]))?)"
    r"(?:\s*[.:–-]\s*|\s+(?=" + UPPER + r")|$)(?P<rest>.*)"
)
# "Mẫu số 01", "MẪU SỐ 2a", "Biểu mẫu số 3", "Mẫu 01-SHTT", "Mẫu số 07: Quyết định tạm dừng": the
# line that opens a form.
_FORM = re.compile(
    r"(?P<marker>(?:(?:Biểu )?[Mm]ẫu|(?:BIỂU )?MẪU)\s+(?:số|SỐ|Số)?\s*"
    r"(?P<n>\d{1,2}[a-zđA-Z]?(?:[-/.](?=[A-ZĐ0-9])[A-ZĐ0-9-]{1,12})?))"
    r"(?:\s*[.:–-]?\s*$|\s*[.:–-]\s*(?=[(" + UPPER[1:-1] + r"])(?P<title>.{2,200}[^;,.]))"
)
# "(Ban hành kèm theo Quyết định số …": the line under the title of what is issued with a document.
_ISSUED_WITH = re.compile(
    r"\(?\s*(?:(?:Được )?(?:ban hành|phê duyệt)\s+)?kèm theo\b.*", re.IGNORECASE
)
# The kinds of text that are issued with a document, as the first line of their title names them.
_ATTACHED_KIND = re.compile(
    r"(?:DỰ THẢO\s+)?(?P<name>KẾ HOẠCH|QUY CHẾ|QUY ĐỊNH|QUY TRÌNH|QUY CHUẨN|ĐỀ ÁN|CHƯƠNG TRÌNH|"
    r"ĐIỀU LỆ|NỘI QUY|DANH MỤC|HƯỚNG DẪN|PHƯƠNG ÁN|CHIẾN LƯỢC|ĐỊNH MỨC|BỘ TIÊU CHÍ|TIÊU CHÍ|"
    r"BỘ CHỈ SỐ|KHUNG|ĐỀ CƯƠNG|BÁO CÁO|TIÊU CHUẨN|LỘ TRÌNH|BẢNG|QUY HOẠCH|QUY TẮC|THỂ LỆ|DANH SÁCH|"
    r"CƠ CHẾ|HỆ THỐNG|MỤC TIÊU|NỘI DUNG|SỬA ĐỔI(?= \d))\b"
)
# How many lines the title of an annex or attached text runs over, its "(kèm theo …)" included.
_TITLE_LINES = 8
_LONGEST_TITLE = 300
# Within how many lines a form's name may be printed twice.
_NAME_AGAIN = 4
# How far above a text without numbers its document's signature stands, and how long it is at least.
_NEAR = 8
_SHORTEST_ATTACHED = 500


def split_parts(lines: Sequence[str]) -> list[Part]:
    """The parts of a text in order; together they are all of its lines."""
    starts: list[Part] = []
    seen_body = seen_closing = False
    for index, line in enumerate(lines):
        if not seen_body and index:
            seen_body = any(marker.kind <= Kind.KHOAN for marker in read_markers(line))
        seen_closing = seen_closing or RECIPIENTS.match(line) is not None
        start = _annex_start(lines, index)
        if start is not None and _is_heading_of_annex(lines, start, starts):
            continue
        if start is None and (
            seen_closing or any(part.kind is not PartKind.MAIN for part in starts)
        ):
            start = _form_start(lines, index, starts[-1] if starts else None)
        if start is None and seen_body:
            start = _attached_start(lines, index, seen_closing)
        if start is not None and not _in_title(starts, start.first, index):
            starts.append(start)
            seen_closing = False
    if not starts or starts[0].first > 0:
        starts.insert(0, Part(PartKind.MAIN, 0))
    ends = [*(part.first for part in starts[1:]), len(lines)]
    return [
        replace(part, last=end, title_end=_title_end(lines, part.first, end))
        for part, end in zip(starts, ends, strict=True)
    ]


def _in_title(starts: Sequence[Part], first: int, index: int) -> bool:
    """Whether what begins at ``first`` is still in the title of the part before: told by a line
    above ``index`` or standing where that part begins."""
    if not starts or starts[-1].first >= first:
        return bool(starts)
    return first < index < starts[-1].first + _TITLE_LINES


def _annex_start(lines: Sequence[str], index: int) -> Part | None:
    match = _ANNEX.fullmatch(lines[index])
    if match is None or lines[index].endswith((";", ",")):
        return None
    capitals = match["rest"] == match["rest"].upper()
    named = match["word"].isupper() or match["n"] is not None
    if not (capitals and named) and not _is_announced(lines, index):
        return None
    return Part(PartKind.ANNEX, index, marker=match["marker"], number=match["n"] or "")


def _is_heading_of_annex(lines: Sequence[str], start: Part, starts: Sequence[Part]) -> bool:
    """Whether "PHỤ LỤC" without a number is a heading within an annex: those of the document bear
    numbers."""
    numbered = any(part.kind is PartKind.ANNEX and part.number for part in starts)
    return numbered and not start.number and not _is_announced(lines, start.first)


def _is_announced(lines: Sequence[str], index: int) -> bool:
    """Whether "(… kèm theo …)" stands among the lines under a title."""
    return any(_ISSUED_WITH.fullmatch(line) for line in lines[index + 1 : index + 6])


def _form_start(lines: Sequence[str], index: int, last: Part | None) -> Part | None:
    """The form that opens at ``index``; one titled on its line is none among others of a list, nor
    is one that another follows at once, nor one whose name only comes again under its title."""
    match = _FORM.fullmatch(lines[index])
    if match is None:
        return None
    beside = (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])
    if match["title"] and any(_FORM.fullmatch(line.rstrip(" ;.,")) for line in beside):
        return None
    below = (_FORM.fullmatch(line) for line in lines[index + 1 : index + 3])
    if any(form is not None and form["n"] != match["n"] for form in below):
        return None
    if last is not None and last.number == match["n"] and index - last.first < _NAME_AGAIN:
        return None
    return Part(PartKind.FORM, index, marker=match["marker"], number=match["n"])


def _attached_start(lines: Sequence[str], index: int, seen_closing: bool) -> Part | None:
    """The attached text whose "(Ban hành kèm theo …" stands at ``index``, or whose title does
    after the document before it has closed."""
    if seen_closing and (match := _ATTACHED_KIND.match(lines[index])):
        body = _has_body(lines, index) or _follows_signature(lines, index)
        if body and not lines[index].endswith((";", ",")):
            return Part(PartKind.ATTACHED, index, name=match["name"].capitalize())
        return None
    if not (lines[index].startswith("(") and _ISSUED_WITH.fullmatch(lines[index])):
        return None
    for first in range(index - 1, max(-1, index - _TITLE_LINES), -1):
        if _ANNEX.fullmatch(lines[first]) or len(lines[first]) > _LONGEST_TITLE:
            return None
        if match := _ATTACHED_KIND.match(lines[first]):
            return Part(PartKind.ATTACHED, first, name=match["name"].capitalize())
    return None


def _follows_signature(lines: Sequence[str], index: int) -> bool:
    """Whether a document was signed above and a text of some length follows, numbered or not."""
    signed = any(SIGNATURE.fullmatch(line) for line in lines[max(0, index - _NEAR) : index])
    return signed and sum(map(len, lines[index:])) >= _SHORTEST_ATTACHED


def _has_body(lines: Sequence[str], index: int) -> bool:
    """Whether a numbered text follows: a first article, mục, chương or khoản."""
    return any(
        marker.ordinal == 1 and marker.kind <= Kind.KHOAN and not marker.weak
        for line in lines[index + 1 :]
        for marker in read_markers(line)
    )


def _title_end(lines: Sequence[str], first: int, last: int) -> int:
    """The line after the title of an annex or attached text, its "(kèm theo …)" included."""
    for index in range(first, min(last, first + _TITLE_LINES)):
        if lines[index].startswith("(") and _ISSUED_WITH.fullmatch(lines[index]):
            return index + 1
        if index > first and read_markers(lines[index]):
            break
    end = min(first + 1, last)
    while end < last and lines[end] == lines[end].upper() and not read_markers(lines[end]):
        end += 1
    return end
