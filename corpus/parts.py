"""The large parts of a text: the document itself, texts issued with it, annexes; and within each
its preamble, its body and its closing. All by line index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from corpus.markers import UPPER, Kind, read_markers


class PartKind(Enum):
    """What a part of a text is."""

    MAIN = "main"
    ATTACHED = "attached"
    ANNEX = "annex"


@dataclass(frozen=True, slots=True)
class Part:
    """Lines ``first`` to ``last`` (exclusive). ``number`` is an annex's number as printed, ``name``
    the kind of an attached text (``Quy chế``), ``title_end`` where its own title ends."""

    kind: PartKind
    first: int
    last: int
    number: str = ""
    name: str = ""
    title_end: int = 0


# "PHỤ LỤC", "Phụ lục II", "PHỤ LỤC SỐ 01: DANH MỤC": the line that opens an annex.
_ANNEX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|PHU LỤC)"
    r"(?:\s+(?:(?:SỐ|số|Số)\s*)?(?P<n>[IVXLC]+|\d{1,2}[A-Z]?|[A-Z])(?![^\W\d_]))?"
    r"\s*(?:$|[.:–-]\s*|(?=" + UPPER + "))(?P<rest>.*)"
)
# "(Ban hành kèm theo Quyết định số …": the line under the title of what is issued with a document.
_ISSUED_WITH = re.compile(
    r"\(?\s*(?:(?:Được )?(?:ban hành|phê duyệt)\s+)?kèm theo\b.*", re.IGNORECASE
)
# The kinds of text that are issued with a document, as their title's first line names them.
_ATTACHED_KIND = re.compile(
    r"(KẾ HOẠCH|QUY CHẾ|QUY ĐỊNH|QUY TRÌNH|QUY CHUẨN|ĐỀ ÁN|CHƯƠNG TRÌNH|ĐIỀU LỆ|NỘI QUY|DANH MỤC|"
    r"HƯỚNG DẪN|PHƯƠNG ÁN|CHIẾN LƯỢC|ĐỊNH MỨC|BỘ TIÊU CHÍ|TIÊU CHÍ|BỘ CHỈ SỐ|KHUNG|DỰ THẢO|ĐỀ CƯƠNG|"
    r"BÁO CÁO|BIỂU MẪU|TIÊU CHUẨN|LỘ TRÌNH|BẢNG)\b"
)
# "Nơi nhận:": the head of the list of recipients.
RECIPIENTS = re.compile(r"Nơi nhận\s*[:.]?", re.IGNORECASE)
# "TM. ỦY BAN NHÂN DÂN", "KT. BỘ TRƯỞNG": a signature's capacity; or an office alone in capitals.
SIGNATURE = re.compile(
    r"(?:T/?M|K/?T|T/?L|TUQ|T\.M|Q)\s*\.\s*" + UPPER + r".*|"
    r"(?:CHỦ TỊCH|PHÓ CHỦ TỊCH|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|CHÁNH VĂN PHÒNG|GIÁM ĐỐC|PHÓ GIÁM ĐỐC|"
    r"THỐNG ĐỐC|CỤC TRƯỞNG|BÍ THƯ|TỔNG BÍ THƯ|TRƯỞNG BAN)\b[^a-zà-ỹ]{0,60}"
)
# "(đã) được Quốc hội … thông qua ngày": the closing sentence of a law or a resolution.
_PASSED = re.compile(r".{0,40}(?:đã )?được .{0,160}thông qua ngày .*")
# Sentences that close a document by speaking to all it concerns.
_CLOSING_CUE = re.compile(
    r"(?:Trên đây là|Yêu cầu (?:các|thủ trưởng|lãnh đạo)|Đề nghị (?:các|thủ trưởng|quý)|"
    r"(?:Trong )?[Qq]uá trình (?:tổ chức |triển khai )*(?:thực hiện|thi hành)|Nhận được |"
    r"Căn cứ (?:nội dung )?(?:Kế hoạch|Quyết định|Chỉ thị|Thông báo) này|"
    r".{0,80}(?:xin )?thông báo .{0,300}(?:biết|thực hiện)|Trân trọng|"
    r"\(?\s*(?:Kèm theo|Đính kèm|Chi tiết tại)|[^.]{0,80}nghiêm túc (?:triển khai|thực hiện)).*"
)
# The formulas that open the body: "… như sau:", "sau đây:", "QUYẾT ĐỊNH:".
OPENS_BODY = re.compile(
    r".*\b(?:như sau|sau đây|như dưới đây)\s*:?$|(?:QUYẾT ?ĐỊNH|QUYÉT ?ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|"
    r"CHỈ THỊ|THÔNG BÁO)\s*:|QUYẾT NGHỊ"
)
# A legal basis: "Căn cứ …", "Theo đề nghị …", "Thực hiện Quyết định …", "Xét đề nghị …".
BASIS = re.compile(
    r"[-–_.\s]*(?:Căn cứ|Theo đề nghị|Xét đề nghị|Xét |Thực hiện |Trên cơ sở|Được sự )",
    re.IGNORECASE,
)


# How many lines the title of an annex or attached text runs over, its "(kèm theo …)" included.
_TITLE_LINES = 8


def split_parts(lines: Sequence[str]) -> list[Part]:
    """The parts of a text in order; together they are all of its lines."""
    starts: list[Part] = []
    seen_body = False
    for index, line in enumerate(lines):
        if not seen_body and index:
            seen_body = any(m.kind <= Kind.KHOAN for m in read_markers(line))
        if (match := _ANNEX.fullmatch(line)) and _is_annex(lines, index, match["rest"]):
            starts.append(Part(PartKind.ANNEX, index, index, match["n"] or ""))
        elif seen_body and (found := _attached_start(lines, index)):
            first, name = found
            titled = starts and starts[-1].first >= min(first, index - _TITLE_LINES)
            if not titled:
                starts.append(Part(PartKind.ATTACHED, first, first, name=name))
    if not starts or starts[0].first > 0:
        starts.insert(0, Part(PartKind.MAIN, 0, 0))
    parts = []
    for position, part in enumerate(starts):
        last = starts[position + 1].first if position + 1 < len(starts) else len(lines)
        title_end = _title_end(lines, part.first, last)
        parts.append(Part(part.kind, part.first, last, part.number, part.name, title_end))
    return parts


def _is_annex(lines: Sequence[str], index: int, rest: str) -> bool:
    if lines[index].startswith("PHỤ LỤC") and (not rest or rest == rest.upper()):
        return True
    if rest:
        return False
    if lines[index] != lines[index].rstrip(".:") and not lines[index][-2:-1].isdigit():
        return False
    return lines[index][-1].isdigit() or any(
        _ISSUED_WITH.fullmatch(line) for line in lines[index + 1 : index + 6]
    )


def _attached_start(lines: Sequence[str], index: int) -> tuple[int, str] | None:
    """Where the attached text begins whose "(Ban hành kèm theo …" line is at ``index``."""
    if not (_ISSUED_WITH.fullmatch(lines[index]) and lines[index].startswith("(")):
        return None
    for first in range(index - 1, max(-1, index - 7), -1):
        line = lines[first]
        if _ANNEX.fullmatch(line):
            return None
        if match := _ATTACHED_KIND.match(line):
            return first, match[1].capitalize()
        if line != line.upper() and len(line) > 200:
            return None
    return None


def _title_end(lines: Sequence[str], first: int, last: int) -> int:
    """The line after the title of an annex or attached text, its "(kèm theo …)" included."""
    for index in range(first, min(last, first + _TITLE_LINES)):
        if lines[index].startswith("(") and _ISSUED_WITH.fullmatch(lines[index]):
            return index + 1
    end = min(first + 1, last)
    while end < last and lines[end] == lines[end].upper() and not read_markers(lines[end]):
        end += 1
    return end


def preamble_end(lines: Sequence[str], first: int, body: int | None, last: int) -> int:
    """The line after the preamble of the main part, given its first numbered heading's line."""
    limit = body if body is not None else min(last, first + 15)
    end = first
    for index in range(first, limit):
        if OPENS_BODY.fullmatch(lines[index]):
            end = index + 1
            break
    for index in range(end, min(limit, end + 4)):
        if OPENS_BODY.fullmatch(lines[index]):
            end = index + 1
    if end == first:
        for index in range(first, limit):
            if BASIS.match(lines[index]) and lines[index].endswith((";", ".", ",", ":")):
                end = index + 1
        between = lines[end:limit]
        if end > first and body is not None and sum(map(len, between)) < 800:
            end = limit
    if end == first:
        end = _title_lines_end(lines, first, limit)
    return end


def _title_lines_end(lines: Sequence[str], first: int, limit: int) -> int:
    """The line after the leading lines that are no sentences: letterhead, title, date."""
    for index in range(first, limit):
        if lines[index].endswith((".", ";", ":", "…", "./.")) and len(lines[index]) > 60:
            return index
    return limit


def closing_start(lines: Sequence[str], after: int, last: int, headings: Sequence[int]) -> int:
    """The line where the closing begins: closing sentences, recipients, signature.

    ``after`` is the first line that may belong to it, ``headings`` the lines of numbered headings.
    """
    start = last
    for index in range(after, last):
        if (
            RECIPIENTS.fullmatch(lines[index])
            or RECIPIENTS.match(lines[index])
            and len(lines[index]) < 60
        ):
            start = index
            break
    else:
        floor = max(after, last - 14, (headings[-1] + 1) if headings else after)
        for index in range(floor, last):
            if SIGNATURE.fullmatch(lines[index]) or _PASSED.fullmatch(lines[index]):
                start = index
                break
    marked = [h for h in headings if h < start]
    floor = (marked[-1] + 1) if marked else after
    while start > floor and _closes(lines, start - 1, marked):
        start -= 1
    return start


def _closes(lines: Sequence[str], index: int, headings: Sequence[int]) -> bool:
    line = lines[index]
    if read_markers(line):
        return False
    before = index - 1
    bare_heading = before in headings and not lines[before].endswith((".", ";", "/."))
    if bare_heading:
        return False
    return (
        line.endswith("./.")
        or _CLOSING_CUE.fullmatch(line) is not None
        or SIGNATURE.fullmatch(line) is not None
        or _PASSED.fullmatch(line) is not None
    )
