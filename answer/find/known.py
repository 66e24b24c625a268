"""What a unit is, whatever is asked: found out once, for it is laid against many questions."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.text import match_key

# Of fewer words in capitals, a line may be a name or a cell.
_FEWEST_OF_TITLE = 4

# Below the title of an annex: "(Ban hành kèm theo Quyết định số …)".
_ISSUED_WITH = re.compile(r"\(?\s*(?:ban hành )?kèm theo [^()]*\)?\W*$", re.IGNORECASE)

# How a sentence begins that says what a text is about.
_REGULATES = re.compile(
    r"\W*(?:(?:\d+|[a-zđ])[.)]\s*)?(?:phạm vi điều chỉnh\W+)?"
    r"(?:thông tư|nghị định|luật|quyết định|nghị quyết|quy chế|quy định|văn bản)"
    r"(?: liên tịch)? này (?:quy định|hướng dẫn|sửa đổi|bãi bỏ|ban hành|(?:không )?áp dụng)"
)

# How a preamble ends that leads over to the text: "… đã kết luận như sau:".
_LEADS_OVER = re.compile(r"\bnhư sau\W*$")

# The heading of the article on what a text is about, and how a sentence under it begins.
_SCOPE = re.compile(r"\bphạm vi điều chỉnh\b")
_SAYS_WHAT = re.compile(r"\W*(?:(?:\d+|[a-zđ])[.)]\s*)?(?:quy định|hướng dẫn|sửa đổi|bãi bỏ)\b")


class Known(NamedTuple):
    """``context`` holds the words of the headings above a unit; ``title`` says that it is a title,
    ``recipient`` one of those a text is sent to, ``dateline`` what dates the document, ``annexed``
    part of an annex, ``frame`` part of preamble or closing, ``leads_over`` the end of a preamble,
    ``scope`` what the text is about."""

    context: frozenset[str]
    title: bool
    recipient: bool
    dateline: bool
    annexed: bool
    frame: bool
    leads_over: bool
    scope: bool


def is_title(text: str) -> bool:
    """True for a line all in capitals: a title or a heading, which states nothing; with it or by
    itself what an annex was issued with.

    >>> is_title("KẾ HOẠCH CHUYỂN ĐỔI SỐ"), is_title("UBND tỉnh")
    (True, False)
    """
    bare = _ISSUED_WITH.sub("", text).strip()
    return not bare or (bare.isupper() and len(text.split()) >= _FEWEST_OF_TITLE)


def is_scope(text: str, heading: str = "") -> bool:
    """True for a sentence that says what the text is about, as it begins or by the heading above.

    >>> is_scope("1. Thông tư này quy định về biên lai thu thuế.")
    True
    """
    key = match_key(text)
    under = _SCOPE.search(match_key(heading)) is not None
    return _REGULATES.match(key) is not None or (under and _SAYS_WHAT.match(key) is not None)


def leads_over(text: str) -> bool:
    """True for a sentence of a preamble that only leads over to the text.

    >>> leads_over("Phó Thủ tướng đã kết luận như sau:")
    True
    """
    return _LEADS_OVER.search(match_key(text)) is not None
