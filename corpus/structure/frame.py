"""What frames the body of a document: the preamble before it, the closing after it; by line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure.markers import UPPER, read_markers

# "Nơi nhận:": the head of the list of recipients, alone or with the first of them.
RECIPIENTS = re.compile(r"Nơi nhận\s*(?:[:.]|$)", re.IGNORECASE)
# "TM. ỦY BAN NHÂN DÂN", "KT. BỘ TRƯỞNG": a signature's capacity; or an office alone in capitals.
SIGNATURE = re.compile(
    r"(?:T/?M|K/?T|T/?L|TUQ|Q)\s*\.\s*" + UPPER + r".*|"
    r"(?:(?:PHÓ )?(?:CHỦ TỊCH|THỦ TƯỚNG|GIÁM ĐỐC|BÍ THƯ|TRƯỞNG BAN|THỐNG ĐỐC|CHÁNH VĂN PHÒNG)|"
    r"BỘ TRƯỞNG|THỨ TRƯỞNG|CỤC TRƯỞNG|TỔNG BÍ THƯ)\b[^a-zà-ỹ]{0,60}"
)
# "(đã) được Quốc hội … thông qua ngày": the closing sentence of a law or a resolution.
_PASSED = re.compile(r".{0,60}(?:đã )?được .{0,160}thông qua ngày .*")
# Sentences that close a document by speaking to all it concerns.
_CLOSING_CUE = re.compile(
    r"(?:Trên đây là|Yêu cầu (?:các|thủ trưởng|lãnh đạo)|Đề nghị (?:các|thủ trưởng|quý)|"
    r"(?:Trong )?[Qq]uá trình (?:tổ chức |triển khai )*(?:thực hiện|thi hành)|Nhận được |"
    r"Căn cứ (?:nội dung )?(?:Kế hoạch|Quyết định|Chỉ thị|Thông báo) này|"
    r".{0,80}(?:xin )?thông báo .{0,300}(?:biết|thực hiện)|Trân trọng|"
    r"\(?\s*(?:Kèm theo|Đính kèm|Chi tiết tại)|[^.]{0,80}nghiêm túc (?:triển khai|thực hiện)).*"
)
# The formulas that open the body: "… như sau:", "sau đây:", "QUYẾT ĐỊNH:".
_OPENS_BODY = re.compile(
    r".*\b(?:như sau|sau đây|như dưới đây)\s*:?$|"
    r"(?:QUY[ẾÉ]T ?ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|CHỈ THỊ|THÔNG BÁO)\s*:|QUYẾT NGHỊ"
)
# A legal basis: "Căn cứ …", "Theo đề nghị …", "Thực hiện Quyết định …", "Xét đề nghị …".
_BASIS = re.compile(
    r"[-–_.\s]*(?:Căn cứ|Theo đề nghị|Xét đề nghị|Xét |Thực hiện |Trên cơ sở|Được sự )",
    re.IGNORECASE,
)
_UNNUMBERED_PREAMBLE = 15
_LONGEST_ENACTING = 800
_SIGNATURE_LINES = 14
_LONGEST_RECIPIENTS = 60


def preamble_end(lines: Sequence[str], first: int, body: int | None, last: int) -> int:
    """The line after the preamble, given the line of the first numbered heading (None: none).

    It ends with the formula that opens the body, else with the legal bases (and the enacting
    sentence between them and the first heading), else with the lines that are no sentences.
    """
    limit = body if body is not None else min(last, first + _UNNUMBERED_PREAMBLE)
    end = _formula_end(lines, first, limit)
    if end == first:
        bases = [i for i in range(first, limit) if _is_basis(lines[i])]
        end = bases[-1] + 1 if bases else first
        if bases and body is not None and sum(map(len, lines[end:limit])) < _LONGEST_ENACTING:
            end = limit
    return end if end > first else _title_lines_end(lines, first, limit)


def _formula_end(lines: Sequence[str], first: int, limit: int) -> int:
    """The line after the opening formula; a second one close below it ends it."""
    found = [i for i in range(first, limit) if _OPENS_BODY.fullmatch(lines[i])]
    if not found:
        return first
    end = found[0] + 1
    for index in found[1:]:
        if index < end + 4:
            end = index + 1
    return end


def _is_basis(line: str) -> bool:
    return _BASIS.match(line) is not None and line.endswith((";", ".", ",", ":"))


def _title_lines_end(lines: Sequence[str], first: int, limit: int) -> int:
    """The line after the leading lines that are no sentences: letterhead, title, date."""
    for index in range(first, limit):
        if lines[index].endswith((".", ";", ":", "…")) and len(lines[index]) > 60:
            return index
    return limit


def closing_start(
    lines: Sequence[str], after: int, last: int, headings: Sequence[int], *, forms: bool = False
) -> int:
    """The line where the closing begins: closing sentences, recipients, signature.

    ``after`` is the first line that may belong to it, ``headings`` the lines of the numbered
    headings of the part. A text without any (a press article) closes only where it is signed; one
    that may hold ``forms``, each with its recipients, after the last of them.
    """
    start = _recipients_or_signature(lines, after, last, headings, forms)
    if start == last and not headings:
        return last
    marked = [line for line in headings if line < start]
    floor = marked[-1] + 1 if marked else after
    while start > floor and _closes(lines, start - 1, marked):
        start -= 1
    return start


def _recipients_or_signature(
    lines: Sequence[str], after: int, last: int, headings: Sequence[int], forms: bool
) -> int:
    for index in reversed(range(after, last)) if forms else range(after, last):
        if RECIPIENTS.match(lines[index]) and len(lines[index]) < _LONGEST_RECIPIENTS:
            return index
    floor = max(after, last - _SIGNATURE_LINES, headings[-1] + 1 if headings else after)
    for index in range(floor, last):
        if SIGNATURE.fullmatch(lines[index]) or _PASSED.fullmatch(lines[index]):
            return index
    return last


def _closes(lines: Sequence[str], index: int, headings: Sequence[int]) -> bool:
    """Whether an unmarked line closes the document; the first line under a bare heading is the
    heading's text and does not."""
    line, above = lines[index], lines[index - 1] if index else ""
    if read_markers(line):
        return False
    if index - 1 in headings and not above.endswith((".", ";")):
        return False
    return line.endswith("./.") or any(
        pattern.fullmatch(line) for pattern in (_CLOSING_CUE, SIGNATURE, _PASSED)
    )
