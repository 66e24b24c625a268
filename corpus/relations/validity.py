"""The end that a document sets itself: "… có hiệu lực … đến hết ngày …"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from corpus.metadata.days import DAY_WORDS, day_of
from corpus.relations.sentences import KIND_NAMES

# Where a sentence begins: at a full stop, or at a line's start after its marker.
_BEGINS = r"(?:\.[^\S\n]|^(?:[-–•+*]|\d{1,3}[.)]|[a-zđ]\)|Điều\s\d{1,3}\w?\.)?[^\S\n]*)"

# A beginning of force, between "có hiệu lực" and the end of it: "kể từ ngày ký".
_FROM = r"(?:\s+(?:kể\s+)?từ\s+ngày\s[^.,;]{2,60}?)?"

# "Nghị quyết này có hiệu lực … đến hết ngày …", "Thông tư này hết hiệu lực kể từ ngày …": said at a
# sentence's beginning, of the document as a whole.
_LASTS = re.compile(
    rf"{_BEGINS}(?:{KIND_NAMES})\s+này\s+(?:"
    rf"có\s+hiệu\s+lực(?:\s+thi\s+hành)?{_FROM}(?:\s+và)?(?:\s+được\s+(?:thực\s+hiện|áp\s+dụng))?"
    rf"\s+đến|được\s+(?:thực\s+hiện|áp\s+dụng){_FROM}\s+đến|"
    r"(?:có\s+hiệu\s+lực[^.;]{2,90}\svà\s+)?(?P<ends>hết)\s+hiệu\s+lực(?:\s+thi\s+hành)?"
    rf"\s+(?:kể\s+)?từ)\s+(?:hết\s+)?ngày\s+{DAY_WORDS}",
    re.IGNORECASE | re.MULTILINE,
)


def read_valid_until(text: str) -> date | None:
    """The last day on which a document says it is in force; None where it sets none.

    >>> read_valid_until("Nghị quyết này hết hiệu lực kể từ ngày 01 tháng 3 năm 2027.")
    datetime.date(2027, 2, 28)
    """
    match = _LASTS.search(text)
    day = day_of(match)
    if match is None or day is None:
        return None
    return day - timedelta(days=1) if match["ends"] else day
