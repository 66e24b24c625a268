"""Questions that want things named: so many of a kind, provinces or cities."""

from __future__ import annotations

import re

from corpus.text import match_key

# "11 cơ sở dữ liệu trọng yếu gồm những cơ sở dữ liệu nào": so many things to be named.
_TO_BE_NAMED = re.compile(
    r"\b(\d{1,3}) ((\w+) [^?.;]{2,120}?)\b(?:những|các) \3\b[^?.;,]{0,40} (?:nào|gì)\b"
)

# Places that are to be named: "những tỉnh nào được chọn".
_PLACES_TO_BE_NAMED = re.compile(
    r"\b(?:những|các|mấy|bao nhiêu) (?:tỉnh|thành phố)\b[^?,;]{0,60}?"
    r"(?<!lúc )(?<!khi )(?<!ngày )(?<!hôm )(?<!tháng )(?<!quý )(?<!năm )(?<!thế )\bnào\b"
    r"|\b(?:tỉnh|thành phố) nào (?:được|sẽ|phải|đang|đã|làm|thí điểm|thuộc|có)\b"
)


def to_be_named(question: str) -> int:
    """How many things a question says there are and wants named; 0 when it says no number.

    >>> to_be_named("Kế hoạch nêu 11 cơ sở dữ liệu gồm những cơ sở dữ liệu nào?")
    11
    """
    match = _TO_BE_NAMED.search(match_key(question))
    return int(match[1]) if match else 0


def places_to_be_named(question: str) -> bool:
    """True for a question that wants provinces or cities named.

    >>> places_to_be_named("Những tỉnh nào được chọn thí điểm?")
    True
    """
    return _PLACES_TO_BE_NAMED.search(match_key(question)) is not None
