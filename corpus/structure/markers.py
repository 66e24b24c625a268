"""The markers Vietnamese official texts number their clauses with, read at the start of a line.

A marker found here is a candidate: its form is right. Whether it is a heading is decided by its
place and its sequence too (``headings``). Nothing here looks further than one line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from corpus.model import Level

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters of điểm in their legal order: no f, j, w, z."""


class Kind(IntEnum):
    """Kinds of marker, and the table, which has none; the value is the rank by which they nest,
    outermost first."""

    PART = 1
    LETTERED_PART = 2
    CHAPTER = 3
    SECTION = 4
    SUBSECTION = 5
    ARTICLE = 6
    ROMAN = 7
    KHOAN = 8
    SUB_KHOAN = 9
    SUB_SUB_KHOAN = 10
    DIEM = 11
    TABLE = 12
    PARENTHESIS = 13
    DASH = 14
    PLUS = 15


LEVELS = {
    Kind.PART: Level.PART,
    Kind.LETTERED_PART: Level.PART,
    Kind.CHAPTER: Level.CHAPTER,
    Kind.SECTION: Level.SECTION,
    Kind.SUBSECTION: Level.SUBSECTION,
    Kind.ARTICLE: Level.ARTICLE,
    Kind.ROMAN: Level.SECTION,
    Kind.KHOAN: Level.KHOAN,
    Kind.SUB_KHOAN: Level.SUB_KHOAN,
    Kind.SUB_SUB_KHOAN: Level.SUB_KHOAN,
    Kind.DIEM: Level.DIEM,
    Kind.TABLE: Level.TABLE,
    Kind.PARENTHESIS: Level.BULLET,
    Kind.DASH: Level.BULLET,
    Kind.PLUS: Level.BULLET,
}


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbering at the start of a line: its kind, its number as printed (``IV``, ``2``, ``đ``,
    ``4.6``, ``hai``), its place in the sequence (1-based, 0 for bullets) and the length of the
    marker as printed, spaces after it included. A ``weak`` marker lacks something of its form (a
    forgotten dot, a number misread by OCR) and is one only exactly where its turn is."""

    kind: Kind
    token: str
    ordinal: int
    length: int
    weak: bool = False


_ORDINAL_WORDS = {
    word: n for n, word in enumerate("nhất hai ba tư năm sáu bảy tám chín mười".split(), start=1)
}

UPPER = "[A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ]"
"""A class that matches one Vietnamese capital letter."""

# "8)", "1)", "L)", "ø)": a letter of a điểm as a scan is read.
_MISREAD_DIEM = re.compile(r"(?P<n>[81ILo®©øđ¡ïÌ])\s?\)\s*(?=\S)")
_MISREAD_AS = {
    "8": "a", "o": "c", "đ": "d", "®": "eđ", "©": "ec", "ø": "g",
    "1": "il", "I": "li", "L": "l", "¡": "i", "ï": "i", "Ì": "l",
}  # fmt: skip
_LIKE_I = str.maketrans("Ll1|]!Í", "IIIIIII")
_ROMAN_VALUE = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

# "PHẦN THỨ NHẤT", "Phần II.", "PHẦN 2": a part, alone on its line or before its title.
_PART = re.compile(
    r"(?:PHẦN|Phần)\s+(?:(?:THỨ|thứ|Thứ)\s+)?"
    r"(?P<n>[IVXLC]+|\d{1,2}|(?i:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))"
    rf"(?P<end>\s*[.:–-]\s*|\s+(?={UPPER})|$)"
)
# "Chương II", "CHƯƠNG 2. NHỮNG QUY ĐỊNH", "Chương IIIa" as amendments put between: a chapter.
_CHAPTER = re.compile(
    r"(?:CHƯƠNG|Chương)\s+(?P<n>[IVXLC]+[a-zđ]?|\d{1,2}[a-zđ]?)"
    rf"(?P<end>\s*[.:–-]\s*|\s+(?={UPPER})|$)"
)
# "Mục 1.", "MỤC 2 DỊCH VỤ TIN CẬY", "Mục 3a": a section of a chapter.
_SECTION = re.compile(
    r"(?:MỤC|Mục)\s+(?P<n>[IVXLC]+[a-zđ]?|\d{1,2}[a-zđ]?)"
    rf"(?P<end>\s*[.:–-]\s*|\s+(?={UPPER})|$)"
)
# "Tiểu mục 1", "TIỂU MỤC 2. ...": a subsection.
_SUBSECTION = re.compile(
    r"(?:TIỂU MỤC|Tiểu mục)\s+(?P<n>[IVXLC]+|\d{1,2})"
    rf"(?P<end>\s*[.:–-]\s*|\s+(?={UPPER})|$)"
)
# "Điều 5.", "Điều 5a:", and "Điều 5 Chính sách" where the dot was forgotten; "Điêu 5." too, as it
# is mistyped and misread.
_ARTICLE = re.compile(
    r"(?:[ĐÐ]i[ềêểễ]u|[ĐÐ]I[ỀÊ]U)\s+(?P<n>\d{1,3}[a-zđ]?)"
    rf"(?P<end>\s*[.:]\s*|\s+(?={UPPER})|$)"
)
# "IV.", "IV-", "IV/": a Roman number before its title.
_ROMAN = re.compile(r"(?!V/v\b)(?P<n>[IVX]{1,6})\s*(?:[.:/]|[-–](?=\s))\s*(?=\S)")
# "A.", "B-", "Đ/": a lettered part before its title.
_LETTERED_PART = re.compile(rf"(?P<n>[A-HĐ])\s*(?:[.:/]|[-–](?=\s))\s+(?={UPPER})")
# "4.6.", "1.2", "2.1.3.": a sub-number; "1.000 chuyên gia" has three digits and is an amount.
_SUB_KHOAN = re.compile(r"(?P<n>\d{1,2}(?:\.\d{1,2}){1,3})(?:\s*[.:)/-]\s*|\s+)(?=[^\W\d_“\"(])")
# "2.", "2..", "2.,", "2)", "2/ ", "2-" before words or a small number and its unit; not before a
# year or more digits ("1. 2025", "2.000"), not "03/NQ-CP".
_KHOAN = re.compile(
    r"(?P<n>\d{1,3})\s*(?:\.{1,2},?|[):]|[-–/](?=\s))"
    r"(?:\s*(?=[^\W\d_]|[“\"(\[]|\d+\s*%)|\s+(?=\d{1,3}\s+[^\W\d_]))"
)
# "2 Xúc tiến thương mại", "5, Phát triển": a khoản whose dot was forgotten or misread.
_BARE_KHOAN = re.compile(rf"(?P<n>\d{{1,2}}),?\s+(?={UPPER}[^\W\d_]*\s)")
# "IIL", "1I", "IH.": a Roman number as a scan is read; letters that look like I stand for it.
# "II TẦM NHÌN": one whose dot was lost, before a title in capitals.
_MISREAD_ROMAN = re.compile(
    rf"(?P<n>[IVXLl1|\]!HÍ]{{2,5}})(?:\s*[.,]\s*(?=\S)|[-–]?\s+(?={UPPER}{UPPER}))"
)
# "a)", "đ )", "c.", "b/": a letter.
_DIEM = re.compile(r"(?P<n>[a-zđ])(?:\s?\)|\s?\.(?=\s)|/(?=\s))\s*(?=\S)")
# "(1)", "(12)", "(i)", "(a)": a number in parentheses.
_PARENTHESIS = re.compile(r"\((?P<n>\d{1,2}|[ivx]{1,5}|[a-zđ])\)\s*(?=\S)")
# "- ", "– ", "• ": a dash; without a space only before a capital ("-Sở Nội vụ").
_DASH = re.compile(rf"[-–—•●▪‑*](?:\s+|(?={UPPER}))(?=\S)")
# "+ ": a plus.
_PLUS = re.compile(rf"[+◦○o](?:\s+|(?={UPPER}))(?=\S)")


def roman_value(token: str) -> int:
    """The value of a Roman number, 0 when the letters are not one written the usual way.

    >>> roman_value("XIV"), roman_value("IIX")
    (14, 0)
    """
    total = 0
    if not token or not set(token) <= set(_ROMAN_VALUE):
        return 0
    for here, following in zip(token, [*token[1:], ""], strict=True):
        value = _ROMAN_VALUE[here]
        total += -value if following and _ROMAN_VALUE[following] > value else value
    return total if roman_token(total) == token else 0


def roman_token(value: int) -> str:
    """A number from 1 to 399 as a Roman number."""
    parts = []
    for size, letters in (
        (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
        (1, "I"),
    ):  # fmt: skip
        count, value = divmod(value, size)
        parts.append(letters * count)
    return "".join(parts)


def _number(token: str) -> int:
    bare = token.rstrip(LETTERS + "fjwz")
    if bare.isdecimal():
        return int(bare)
    return _ORDINAL_WORDS.get(token.lower()) or roman_value(bare)


def read_markers(line: str) -> list[Marker]:
    """Every reading of the start of a line as a marker, the likeliest first.

    >>> read_markers("đ) Thường xuyên bồi dưỡng")[0].token, read_markers("Điều này quy định")
    ('đ', [])
    """
    return [
        *_worded(line),
        *_lettered(line),
        *_numbered(line),
        *_misread_letters(line),
        *_bullets(line),
    ]


def _worded(line: str) -> list[Marker]:
    if line[:1] not in "PpCcMmTtĐÐ":
        return []
    for kind, pattern in (
        (Kind.PART, _PART),
        (Kind.CHAPTER, _CHAPTER),
        (Kind.SUBSECTION, _SUBSECTION),
        (Kind.SECTION, _SECTION),
        (Kind.ARTICLE, _ARTICLE),
    ):
        if match := pattern.match(line):
            ordinal = _number(match["n"])
            return [Marker(kind, match["n"], ordinal, match.end())] if ordinal else []
    return []


def _lettered(line: str) -> list[Marker]:
    found = []
    if (match := _ROMAN.match(line)) and (value := roman_value(match["n"])):
        found.append(Marker(Kind.ROMAN, match["n"], value, match.end()))
    if match := _LETTERED_PART.match(line):
        found.append(
            Marker(Kind.LETTERED_PART, match["n"], "ABCDĐEGH".find(match["n"]) + 1, match.end())
        )
    if (match := _DIEM.match(line)) and match["n"] in LETTERS:
        found.append(Marker(Kind.DIEM, match["n"], LETTERS.index(match["n"]) + 1, match.end()))
    if not found and (match := _MISREAD_ROMAN.match(line)):
        token = match["n"].replace("H", "II").translate(_LIKE_I)
        if value := roman_value(token):
            found.append(Marker(Kind.ROMAN, token, value, match.end(), weak=True))
    return found


def _numbered(line: str) -> list[Marker]:
    if match := _SUB_KHOAN.match(line):
        token = match["n"]
        kind = Kind.SUB_KHOAN if token.count(".") == 1 else Kind.SUB_SUB_KHOAN
        return [Marker(kind, token, int(token.rsplit(".", 1)[1]), match.end())]
    if (match := _KHOAN.match(line)) and 0 < int(match["n"]) < 200:
        found = [Marker(Kind.KHOAN, str(int(match["n"])), int(match["n"]), match.end())]
        if line[: match.end()].rstrip().endswith(")"):
            found.append(Marker(Kind.PARENTHESIS, match["n"], int(match["n"]), match.end()))
        return found
    if match := _BARE_KHOAN.match(line):
        return [Marker(Kind.KHOAN, match["n"], int(match["n"]), match.end(), weak=True)]
    if match := _PARENTHESIS.match(line):
        return [Marker(Kind.PARENTHESIS, match["n"], _parenthesis_value(match["n"]), match.end())]
    return []


def _misread_letters(line: str) -> list[Marker]:
    match = _MISREAD_DIEM.match(line)
    letters = _MISREAD_AS[match["n"]] if match else ""
    return [
        Marker(Kind.DIEM, letter, LETTERS.index(letter) + 1, match.end(), weak=True)
        for letter in letters
        if match
    ]


def _parenthesis_value(token: str) -> int:
    if token.isdecimal():
        return int(token)
    return roman_value(token.upper()) if set(token) <= set("ivx") else LETTERS.find(token) + 1


def _bullets(line: str) -> list[Marker]:
    for kind, pattern in ((Kind.DASH, _DASH), (Kind.PLUS, _PLUS)):
        if match := pattern.match(line):
            return [Marker(kind, "-" if kind is Kind.DASH else "+", 0, match.end())]
    return []
