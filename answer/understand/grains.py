"""How fine a time a question wants: the day, the month, any time at all."""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.text import match_key


class Grain(StrEnum):
    """How finely a time is asked for: "ngày nào" wants a day, "bao giờ" takes any time; "khi nào
    phải" may want the case in which it must be."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    SPAN = "span"
    CASE = "case"


# What a question says to want a time that fine.
_ASKED = {
    Grain.SPAN: re.compile(
        r"\btừ (?:khi|ngày|tháng|năm|quý|lúc|thời điểm) nào\b.{0,20}\bđến\b"
        r"|\bfrom when (?:to|until)\b"
    ),
    Grain.DAY: re.compile(r"\b(?:ngày|hôm) (?:nào|mấy|bao nhiêu)\b|\bmấy ngày\b"),
    Grain.MONTH: re.compile(r"\btháng (?:nào|mấy)\b"),
    Grain.QUARTER: re.compile(r"\bquý (?:nào|mấy)\b"),
    Grain.YEAR: re.compile(r"\bnăm (?:nào|mấy)\b|\b(?:what|which) year\b"),
    Grain.CASE: re.compile(
        r"\b(?:khi|lúc) nào (?:thì )?(?:(?:\w+ ){1,4}?(?:được|bị)|phải|được|bị|cần|không"
        r"|(?:\w+ ){0,4}?(?:từ chối|tạm (?:ngừng|dừng)|đình chỉ|chấm dứt|thu hồi|hủy|miễn))\b"
    ),
}


def grains(question: str) -> frozenset[Grain]:
    """How finely a question wants the time it asks for; nothing when any time will do."""
    key = match_key(question)
    asked = frozenset(grain for grain, pattern in _ASKED.items() if pattern.search(key))
    return frozenset({Grain.SPAN}) if Grain.SPAN in asked else asked
