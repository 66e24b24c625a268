"""Does a piece of text show the kind of thing that was asked for? A figure, a date, a body …"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from answer.cues import Want
from corpus.text import match_key

# Wants that a sentence without them cannot answer; the others only speak for a sentence.
DECISIVE = frozenset(
    {
        Want.DATE,
        Want.EFFECTIVE_ON,
        Want.MONEY,
        Want.PERCENT,
        Want.RANK,
        Want.NUMBER,
        Want.CONTACT,
    }
)

# What may stand before the name of a task's field: a dash, a letter, a number.
_FIELD_MARKER = r"(?:[-–+•*\s]|[a-zđ]\)|\d{1,2}[.)])*"

# A cardinal number, in figures or in words.
_CARDINAL = r"(?:\d[\d.,]*(?:\s?[-–]\s?\d+)?|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"


@dataclass(frozen=True, slots=True)
class _Form:
    """How a want shows in a text."""

    anywhere: re.Pattern[str]
    field: re.Pattern[str] | None


def shows(want: Want, text: str) -> bool:
    """True when the text holds the kind of thing wanted; always true for wants of no certain form.

    >>> shows(Want.DATE, "hoàn thành trong tháng 5/2024")
    True
    >>> shows(Want.PERCENT, "đảm bảo tỷ lệ chi tối thiểu hàng năm")
    False
    """
    form = _forms().get(want)
    return form is None or form.anywhere.search(match_key(text)) is not None


def is_field(want: Want, text: str) -> bool:
    """True when the text is the field of a task that answers the want.

    >>> is_field(Want.LEAD, "- Đơn vị chủ trì: Sở Nội vụ.")
    True
    """
    form = _forms().get(want)
    return (
        form is not None
        and form.field is not None
        and form.field.match(match_key(text)) is not None
    )


def shows_count(text: str, nouns: Sequence[str]) -> bool:
    """True when a number stands at most two words before one of the nouns that are counted; any
    figure will do where the question names no noun.

    >>> shows_count("lực lượng kiêm nhiệm là 32 người", ["người"])
    True
    """
    key = match_key(text)
    if not nouns:
        return re.search(r"\d", key) is not None
    counted = "|".join(re.escape(noun) for noun in nouns)
    return re.search(rf"\b{_CARDINAL}\s+(?:\w+\s+){{0,2}}(?:{counted})\b", key) is not None


@cache
def _forms() -> dict[Want, _Form]:
    data = tomllib.loads((files("answer") / "data" / "shows.toml").read_text(encoding="utf-8"))
    forms = {}
    for name, entry in data.items():
        fields = "|".join(f"(?:{field})" for field in entry.get("fields", ()))
        forms[Want(name)] = _Form(
            anywhere=re.compile("|".join(f"(?:{pattern})" for pattern in entry["patterns"])),
            field=re.compile(f"{_FIELD_MARKER}(?:{fields})") if fields else None,
        )
    return forms
