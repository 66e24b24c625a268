"""Which documents a provision acts on, whole or in part.

A provision names more documents than it acts on: those in a target's title ("Nghị định số … sửa
đổi một số điều của Nghị định số …"), and those by which a target was amended before ("đã được sửa
đổi, bổ sung theo Luật số …"). Where the two cannot be told apart, the document is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.metadata.days import DAY_WORDS, day_of
from corpus.numbers import NumberMention, canonical_number, find_numbers
from corpus.places import find_provinces

# A law called by its name and day, without a number: "Luật Giao dịch điện tử ngày 29 tháng 11 …".
_DATED_LAW = re.compile(
    rf"\b(?:Bộ luật|Luật|Pháp lệnh)\s(?=[A-ZĐÀ-Ỹ])[^.;:()\d]{{3,100}}?(?=\sngày\s+{DAY_WORDS})"
)

# The day after a number: "ngày 30 tháng 12 năm 2016".
_DAY_AFTER = re.compile(rf",?\s*ngày\s+{DAY_WORDS}", re.IGNORECASE)

# What may part two targets.
_SEPARATOR = re.compile(r",|\b(?:và|cùng|hoặc)\b", re.IGNORECASE)

# Words for a part of a document: what is done to it leaves the rest as it is.
_PART = re.compile(
    r"\b(?:điều|khoản|điểm|mục|tiết|chương|phần|đoạn|dòng|phụ lục|biểu mẫu|mẫu|bảng|danh mục|"
    r"cụm từ|từ ngữ|một số|nội dung|số thứ tự|(?-i:quy định (?:về|tại|liên quan)))\b",
    re.IGNORECASE,
)

# What may stand between a separator and the next target besides provisions of it.
_LINKS = re.compile(r"(?:\b(?:toàn bộ|các|tại|thuộc|trong|tên|của|số)\b\s*)*", re.IGNORECASE)

# At the end of what leads to a target: what was issued with it.
_ISSUED_BY = re.compile(
    r"\b(?:ban hành|phê duyệt|công bố|kèm)\s+(?:kèm\s+)?(?:theo|tại|bằng)\s*$", re.IGNORECASE
)

# Verbs of titles: what they lead to is part of a title.
_DETAILS = re.compile(
    r"\b(?:quy định chi tiết|hướng dẫn|thi hành|thực hiện|triển khai|căn cứ|theo quy định)\b",
    re.IGNORECASE,
)
_CHANGES = re.compile(r"\b(?:sửa đổi|bổ sung|bãi bỏ|thay thế|đính chính)\b", re.IGNORECASE)

# Where it is told by which documents a target was amended before.
_AMENDED_BY = re.compile(r"\b(?:được|đã)\s+(?:sửa đổi|bổ sung|thay thế|bãi bỏ)", re.IGNORECASE)

# The local body that issued a document, after its number and day: "của UBND tỉnh Hà Nam".
_LOCAL_ISSUER = re.compile(
    r",?\s*của\s+(?:Chủ tịch\s+)?(?:UBND|HĐND|(?:Ủy|Uỷ) ban nhân dân|Hội đồng nhân dân)\s"
    r"[^.;:]{0,40}",
    re.IGNORECASE,
)

# An exception: what it names is not acted on.
_EXCEPT = re.compile(r"[,(]?\s*\b(?:trừ|ngoại trừ)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """A document a provision acts on. ``name`` is as written; ``number`` as printed, None for a
    law called by its name and day; ``province`` that of its issuer, where said; ``part`` is True
    when only a part of it is meant."""

    name: str
    number: str | None
    issued_on: date | None
    province: str | None
    part: bool


def find_targets(text: str) -> list[Target]:
    """The documents that a provision acts on, in text order. ``text`` is what follows the word of
    action ("thay thế", "bãi bỏ") or stands before "hết hiệu lực".

    >>> (target,) = find_targets("khoản 3 Điều 49 của Luật Thư viện số 46/2019/QH14")
    >>> target.number, target.part
    ('46/2019/QH14', True)
    """
    acted_on = _EXCEPT.split(text, maxsplit=1)[0]
    return [target for piece in acted_on.split(";") for target in _of_piece(piece)]


def _of_piece(text: str) -> Iterator[Target]:
    """The targets of a piece of text up to a semicolon."""
    first: NumberMention | None = None
    end = 0
    for named in _named(text):
        between = text[end : named.start]
        lead = between if first is None else _SEPARATOR.split(between)[-1]
        if first is None:
            if _in_title(lead) or not _called(named):
                return
            first = named
        elif not _next_target(between, lead, same_kind=named.kind == first.kind):
            return
        end = named.end
        day = _DAY_AFTER.match(text, end)
        yield Target(
            name=" ".join(named.text.split()),
            number=canonical_number(named.text) if named.number else None,
            issued_on=day_of(day),
            province=_province(text[day.end() if day else end :]),
            part=_PART.search(lead) is not None,
        )


def _called(named: NumberMention) -> bool:
    """True when a number bears its kind and its symbol: "05-TT/SHTT" may be that of a form, "báo
    cáo số 06" one of many."""
    return not named.text[0].isdigit() and bool(named.symbol or not named.number)


def _in_title(lead: str) -> bool:
    """True when what leads to a document makes it part of a title."""
    if _ISSUED_BY.search(lead):
        return False
    return _DETAILS.search(lead) is not None or _CHANGES.search(lead) is not None


def _next_target(between: str, lead: str, *, same_kind: bool) -> bool:
    """True when a document is one more target: it stands after a separator, and not where a title
    may go on. A decree that details a law is no reason to doubt the decree named next."""
    if lead == between or _AMENDED_BY.search(between) or _CHANGES.search(between):
        return False
    if _DETAILS.search(between) and not same_kind:
        return False
    return _LINKS.fullmatch(lead.strip()) is not None or _PART.search(lead) is not None


def _named(text: str) -> list[NumberMention]:
    """Documents named by number, and laws by name and day (whose ``number`` is empty)."""
    numbered = find_numbers(text)
    laws = [
        NumberMention(match.group(), match.start(), match.end(), "")
        for match in _DATED_LAW.finditer(text)
        if not any(item.start < match.end() and match.start() < item.end for item in numbered)
    ]
    return sorted((*numbered, *laws), key=lambda item: item.start)


def _province(after: str) -> str | None:
    """The province of the local body named right after a number."""
    issuer = _LOCAL_ISSUER.match(after)
    found = find_provinces(issuer.group()) if issuer else []
    return found[0].name if found else None
