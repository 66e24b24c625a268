"""Fixed sentences of official texts: who enacts what, on which bases, passed and in force when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.metadata.days import DAY_WORDS, day_of
from corpus.metadata.issuers import short_name
from corpus.metadata.printed import Cell, Found
from corpus.model import Span

# Documents that set their own day, as they call themselves.
_SELF = (
    "bộ luật|luật|nghị quyết|nghị định|quyết định|thông tư liên tịch|thông tư|chỉ thị|pháp lệnh|"
    "quy chế|quy định|kế hoạch|văn bản|thông báo"
)

# "Quyết định này có hiệu lực thi hành kể từ ngày …", "… sau 45 ngày kể từ ngày ký": of itself, not
# of another document; at the beginning of a line also without "này". A council's resolution first
# tells when it was passed.
_IN_FORCE = re.compile(
    rf"(?:\b(?:{_SELF})\s+này(?:\s+(?:đã\s+)?được\s[^.]{{5,200}}?\svà)?|^[\W\d]*(?:{_SELF}))\s+"
    rf"(?:chính\s+thức\s+)?có\s+hiệu\s+lực\s+"
    r"(?:thi\s+hành\s+)?(?:sau\s+(?P<after>\d{1,3})\s+ngày,?\s+)?(?:kể\s+)?từ\s+(?:ngày\s+)?"
    rf"(?:{DAY_WORDS}|(?P<signing>(?:được\s+)?(?:ký|thông\s+qua|ban\s+hành)\b))",
    re.IGNORECASE | re.MULTILINE,
)

# A law's passing: "Luật này được Quốc hội … thông qua ngày 22 tháng 6 năm 2023".
_PASSED = re.compile(
    r"(?:luật|pháp lệnh|nghị quyết)\s+này\s+(?:đã\s+)?được\s[^.]{5,160}?"
    rf"thông\s+qua\s+ngày\s+{DAY_WORDS}",
    re.IGNORECASE,
)

# The line before the body of laws, decrees and circulars: who enacts what.
_ENACTS = re.compile(
    r"^[*_]*(?P<issuer>(?:Quốc hội|Ủy ban [Tt]hường vụ Quốc hội|Chính phủ|Bộ trưởng Bộ|Thống đốc|"
    r"Tổng|Chánh án|Viện trưởng|Chủ nhiệm)[^\n]{0,90}?)\s+ban hành\s+(?P<what>[^\n]{4,400})$",
    re.MULTILINE,
)

# The office of the person who issues for a body: "Bộ trưởng Bộ Nội vụ" issues for Bộ Nội vụ.
_OFFICE = re.compile(r"^(?:bộ trưởng|thống đốc|chủ nhiệm|tổng thanh tra)\s+", re.IGNORECASE)

# What a basis leads to in the same sentence: ", UBND tỉnh báo cáo như sau:".
_AND_SO = re.compile(r",[^,;]*:[\s*_]*$")

# A basis in the preamble.
_BASIS = re.compile(r"(?:căn cứ|thực hiện|triển khai)\s+(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Enactment:
    """ "Quốc hội ban hành Luật Dữ liệu": the issuer's short name, and what is enacted."""

    issuer: Found[str]
    what: Found[str]


def read_enactment(text: str, limit: int) -> Enactment | None:
    """The enacting line before offset ``limit``, or None."""
    match = _ENACTS.search(text, 0, limit)
    if match is None:
        return None
    name = short_name(_OFFICE.sub("", " ".join(match["issuer"].split())), text)
    what = " ".join(match["what"].strip(" .*_").split())
    return Enactment(
        Found(name, Span(match.start(), match.end())),
        Found(what, Span(match.start("what"), match.end("what"))),
    )


def read_passed(text: str) -> Found[date] | None:
    """The day a law or resolution says it was passed; its last sentence counts."""
    matches = list(_PASSED.finditer(text))
    day = day_of(matches[-1]) if matches else None
    return Found(day, Span(matches[-1].start(), matches[-1].end())) if day else None


def read_in_force(text: str, issued_on: date | None) -> Found[date] | None:
    """The day from which a document says it is in force; "từ ngày ký" is ``issued_on``."""
    match = _IN_FORCE.search(text)
    if match is None:
        return None
    day = issued_on if match["signing"] else day_of(match)
    if day is not None and match["after"]:
        day += timedelta(days=int(match["after"]))
    return Found(day, Span(match.start(), match.end())) if day else None


def read_bases(cells: Sequence[Cell], begin: int, end: int) -> tuple[Found[str], ...]:
    """The bases (căn cứ) between offsets ``begin`` and ``end``, one each, without the semicolon
    they end in."""
    lines: list[Found[str]] = []
    going_on = False
    for cell in cells:
        if cell.start < begin or cell.start >= end:
            continue
        if _BASIS.match(cell.text):
            lines.append(Found(cell.text, Span(cell.start, cell.end)))
        elif going_on:
            joined = f"{lines[-1].value} {cell.text}"
            lines[-1] = Found(joined, Span(lines[-1].span.start, cell.end))
        else:
            continue
        going_on = not cell.text.rstrip("* _").endswith((";", ".", ":"))
    return tuple(
        Found(part, line.span)
        for line in lines
        for part in (piece.strip(" .,:*_") for piece in _AND_SO.sub("", line.value).split(";"))
        if _BASIS.match(part)
    )
