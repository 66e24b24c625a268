"""Where a question calls documents: by a number, or by their kind and what they are about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpus.kinds import KINDS
from corpus.numbers import NumberMention, find_numbers
from corpus.text import match_key

# What goes on to a second document: "nghị định về A và nghị định về B".
_JOINT = re.compile(r"(?:[,;]|\b(?:và|với|còn|hay|hoặc|cùng))\s*(?:cả\s+)?$")

# From here on a question asks of the document it has called.
_ASKS = re.compile(
    r"[?;:]|\.(?=\s|$)|\b(?:nói|thì|mà|mỗi|từng)\b"
    r"|\b(?:cái|bên|bản) nào\b"
    r"|\b(?:(?:do|của|là|cho|bởi) )?(?:ai|gì|nào|mấy|bao nhiêu|bao giờ|đâu)\b"
    r"|\b(?:(?:có|phát sinh|bắt đầu|hết) )*(?:hiệu lực|bắt đầu)\b"
    r"|\b(?:(?:mang|có|là) )?số (?:hiệu|mấy|bao nhiêu|nào)\b"
    r"|\b(?:được )?(?:phê duyệt|công bố|ban hành) (?:tại|theo|bằng)\b"
    r"|\b(?:lần lượt|đều)\b|\b(?:có|mang) (?:phải|cùng|số)\b|\bdo (?:\w+ ){1,4}k[ýí]\b"
    r"|\b(?:(?:được|bắt đầu|chính thức) )*"
    r"(?:(?:ban hành|công bố|phê duyệt|k[ýí]|thông qua|đề|ra|áp dụng|thi hành|chạy|tính) )?"
    r"(?:kể )?(?:(?:vào|từ) )?"
    r"(?:ngày|hôm|khi|lúc|năm|thời điểm) (?:nào|mấy|bao nhiêu|k[ýí])\b"
    r"|\b(?:áp dụng|thi hành|chạy|tính) (?:kể )?từ (?:bao giờ|mấy)\b"
)


@dataclass(frozen=True, slots=True)
class Call:
    """A document as a question calls it: its ``kind`` where it is said, its number where it has
    one, and ``text``, all that is said of it."""

    kind: str | None
    number: NumberMention | None
    text: str


def calls(text: str) -> list[Call]:
    """The documents that a text calls, in order, up to where it asks of them.

    >>> [(c.kind, c.text) for c in calls("Thông tư về lưu trữ do ai ký, ngày nào?")]
    [('Thông tư', 'Thông tư về lưu trữ')]
    """
    key = match_key(text)
    numbers = {mention.start: mention for mention in find_numbers(text)}
    starts = {match.start(): match.group() for match in _kinds().finditer(key)}
    begun: list[int] = []
    for start in sorted({*numbers, *starts}):
        if not begun or _JOINT.search(key[:start]):
            begun.append(start)
    found = []
    for place, start in enumerate(begun):
        mention = numbers.get(start)
        kind = mention.kind if mention else _named()[starts[start]]
        first = mention.end if mention else start + len(starts[start])
        last = begun[place + 1] if place + 1 < len(begun) else len(text)
        end = _end(key, first, last)
        found.append(Call(kind, mention, text[start:end].strip(" ,")))
    return found


def unnamed(text: str) -> Call:
    """What a text begins with, up to where it asks: a document may be called by its matter alone.

    >>> unnamed("Định mức dự toán trạm bơm do ai ký?").text
    'Định mức dự toán trạm bơm'
    """
    key = match_key(text)
    return Call(None, None, text[: _end(key, 0, len(text))].strip(" ,"))


def _end(key: str, first: int, last: int) -> int:
    """Where what is said of a document ends: where the question begins to ask, or another document
    is called."""
    joint = _JOINT.search(key[:last]) if last < len(key) else None
    asked = _ASKS.search(key, first, joint.start() if joint else last)
    if asked:
        return asked.start()
    return joint.start() if joint else last


@cache
def _named() -> dict[str, str]:
    """Kinds of documents by their names as compared."""
    return {match_key(name): name for name in KINDS}


@cache
def _kinds() -> re.Pattern[str]:
    names = sorted(_named(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
