"""Who holds an office: "ai làm Tổ trưởng" is told by "… làm Tổ trưởng", "Tổ trưởng là …"."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.text import match_key

# Where a question asks who holds an office, with its first two words.
_ASKED = re.compile(
    r"\b(?:ai|ông nào|bà nào|người nào|đồng chí nào|cơ quan nào|đơn vị nào) "
    r"(?:(?:đang|sẽ|được|sẽ được|hiện) )?(?:làm|là|giữ chức|giữ chức vụ|đảm nhiệm|đảm nhận) "
    r"(\w+ \w+)"
    r"|(\w+ \w+)(?: \w+){0,8}? là (?:ai|(?:cơ quan|đơn vị|người) nào)\b"
)

_REMEMBERED = 256


@lru_cache(_REMEMBERED)
def office_asked(question: str) -> re.Pattern[str] | None:
    """What a sentence has that tells who holds the office asked for.

    >>> bool(office_asked("Ai làm Tổ trưởng?").search("do bộ trưởng làm tổ trưởng"))
    True
    """
    found = _ASKED.search(match_key(question))
    if found is None:
        return None
    office = re.escape(found.group(1) or found.group(2))
    return re.compile(
        rf"\b(?:làm|là|giữ chức(?: vụ)?)\s+{office}\b|\b{office}\b[^.;:\n]{{0,80}}\blà\b"
        rf"|\b{office}\s*[:–-]"
    )


def tells_holder(form: re.Pattern[str], text: str) -> bool:
    """True when a text tells who holds an office."""
    return form.search(match_key(text)) is not None
