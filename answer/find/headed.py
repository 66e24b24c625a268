"""What a list of the things a question asks for begins with: "những tình huống nào" is answered by
"1. Tình huống nguy hiểm về an ninh mạng bao gồm:", or by "Bước 1: …", "Bước 2: …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer.understand.counting import listed_nouns
from answer.words import keys
from corpus.text import match_key

Head = tuple[str, ...]
"""The first words of a list's heading, as compared."""

# What several of are asked for, and what is asked to be taken apart, each by its first words:
# "những tình huống nào", "Thành phần mời dự … gồm những ai".
_SEVERAL = re.compile(
    r"\b(?:những|các|mấy) (\w+(?: \w+)?)(?: \w+){0,3}? (?:gì|nào)\b"
    r"|^(?:(?:theo|trong|tại|ở)\b[^,:]*[,:] )?(?:(?:các|những) )?(\w+ \w+)\b[^;?]* gồm\b"
)

# What stands before the first word of a heading: a marker, "Các".
_MARKER = re.compile(
    r"\W*(?:(?:Điều )?\d[\d.]*\w?[.)]|[IVX]+\.|[a-zđ]\d?\))?\W*(?:(?:[Cc]ác|[Nn]hững)\s+)?"
)
_BEGINNING = 60


def heads_asked(question: str) -> tuple[Head, ...]:
    """What lists of the things that a question asks for begin with.

    >>> heads_asked("Những tình huống nào là nguy hiểm?")
    (('tinh', 'huong'),)
    """
    found = _SEVERAL.finditer(match_key(question))
    return tuple(tuple(keys(several[1] or several[2])) for several in found)


def begins_with(heads: tuple[Head, ...], text: str) -> bool:
    """True for a text that begins with one of some heads, its marker left out.

    >>> begins_with((("buoc",),), "2. Bước 2: Nhận xét")
    True
    """
    first = keys(_MARKER.sub("", text[:_BEGINNING], count=1))
    return any(first[: len(head)] == list(head) for head in heads)


def heads_counted(lead: str, items: str, nouns: Sequence[str]) -> bool:
    """True when a lead says that the lines it opens are the things that are counted.

    >>> heads_counted("Trường hợp được miễn:", "a) Hộ nghèo;\\nb) Cựu chiến binh.", ["trường hợp"])
    True
    """
    kinds = "|".join(map(re.escape, listed_nouns(nouns)))
    if not kinds or "\n" not in items:
        return False
    return re.search(rf"\b(?:{kinds})\b", match_key(lead)) is not None
