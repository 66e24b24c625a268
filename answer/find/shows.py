"""Does a piece of text show the kind of thing that was asked for? A figure, a date, a body …"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from answer.understand.counting import counting_alike
from answer.understand.cues import Want
from answer.understand.grains import Grain
from corpus.places import find_provinces
from corpus.text import fold, match_key

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
        Want.PERSON,
        Want.PLACE,
    }
)

# What is remembered: of texts what they show, for the same sentences are looked at for many
# questions; of the nouns a question counts their forms, for it is laid against many sentences.
_TEXTS, _QUESTIONS = 8_192, 256

# What may stand before the name of a task's field: a dash, a letter, a number.
_FIELD_MARKER = r"(?:[-–+•*\s]|[a-zđ]\)|\d{1,2}[.)])*"

# A cardinal number in figures or in words ("qq"), perhaps with the other beside: "03 (ba)", "mười
# (10)", "mười lăm (15)"; that of a date, "tháng 12 năm 2020", counts no years.
_CARDINAL = r"(?<!\bngay )(?<!\bthang )"
_CARDINAL += r"(?:\d+(?:[.,]\d+)*(?:\s?[-–]\s?\d+)?|qq)(?:\s?\([^()]{1,20}\)|\))?"
_CARDINAL += r"(?:\s+(?:chuc|tram|nghin|ngan|trieu|ty|ti)\b)*"

# What leads from a number of things to how many they are: "tổng số hộ nghèo đến 2025 là 1.200".
_COUNTED_TO = (
    r"[^.;:]{0,60}?(?::|\s(?:la|dat|bang|co|gom))\s(?:(?:khoang|hon|tren)\s)?(?:\d|so luong\b)"
)

# The same in words; "qq", which is no word, stands for them once their marks are read, since
# without marks "tạm" is "tám". "năm" is no number where years are counted.
_IN_WORDS = re.compile(r"\b(?:một|hai|ba|bốn|năm(?! \d)|sáu|bảy|tám|chín|mười)\b")
_BESIDE_YEARS = re.compile(r"\b(?:một|hai|ba|bốn|sáu|bảy|tám|chín|mười)\b")

# A number of days, months …, before which it may stand in brackets or be followed by them.
_SO_MANY = r"\b\d+(?:\s?\([^()\d]{2,30}\)|\))?\s+"
_DAY = (
    rf"\b\d{{1,2}}[/.-]\d{{1,2}}\b|\bngày\s+\d{{1,2}}\b|{_SO_MANY}ngày\b|\btừ ngày\b(?! tháng)"
    r"|\bngày thứ (?:hai|ba|tư|năm|sáu|bảy)\b"
)
_MONTH = rf"{_DAY}|\btháng\s+\d{{1,2}}\b|\b\d{{1,2}}/\d{{4}}\b|{_SO_MANY}tháng\b"
# What a text shows that has a time as fine as that.
_SHOWN_GRAINS = {
    Grain.SPAN: re.compile(
        r"\btừ (?:khi|ngày|tháng|năm|quý|lúc|\d)[^.;]{0,80}\b(?:đến|tới)\b|\b\d{4}\s?[-–]\s?\d{4}\b"
    ),
    Grain.DAY: re.compile(_DAY),
    Grain.MONTH: re.compile(_MONTH),
    Grain.QUARTER: re.compile(rf"{_MONTH}|\bquý\s+(?:[ivx]+|\d)\b"),
    Grain.YEAR: re.compile(r"\b(?:19|20)\d{2}\b"),
    Grain.CASE: re.compile(rf"{_MONTH}|\bquý\b|\b(?:trường hợp|khi|nếu|trước|sau)\b|\b\d{{4}}\b"),
}

# "gồm", "bao gồm"; three parts or more set off by semicolons.
_ENUMERATES = re.compile(r"\bgồm\b|;[^;]+;")

# What parts things that are named one after the other; with commas only behind what says that
# they are named.
_PARTED = re.compile(r"[;\n]")
_PARTED_IN_LINE = re.compile(r"[;,\n]|\bvà\b")
_NAMES = re.compile(r"[:(]|\b(?:gồm|như|đó là)\b")
# Fewer things may be named by one word; of more, a half may be named in one place.
_FEW_NAMED = 4

# A kind of places, where places are to be named.
_KIND_OF_PLACES = re.compile(
    r"\b(?:tỉnh|thành phố|địa phương|địa bàn)\b[^.;]{0,30}"
    r"\b(?:miền núi|biên giới|ven biển|hải đảo|đồng bằng|khó khăn|thuộc vùng|phía (?:bắc|nam))\b"
)

# A document cited with its date, whose date is no answer to when something is to be done.
_CITED_DOCUMENT = re.compile(
    r"\b(?:\d+[\w/-]*|\d+-[a-zđ]+)/(?:[\w-]+|[\w-]+-\s\w+)\s+ngày\s+"
    r"(?:\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}|\d[\d/.-]*)"
)


@dataclass(frozen=True, slots=True)
class _Form:
    """How a want shows in a text."""

    anywhere: re.Pattern[str]
    field: re.Pattern[str] | None
    heads: tuple[str, ...]


@lru_cache(_TEXTS)
def shows(want: Want, text: str) -> bool:
    """True when the text holds the kind of thing wanted; always true for wants of no certain form.

    >>> shows(Want.DATE, "hoàn thành trong tháng 5/2024")
    True
    >>> shows(Want.PERCENT, "đảm bảo tỷ lệ chi tối thiểu hàng năm")
    False
    """
    form = _forms().get(want)
    return form is None or form.anywhere.search(match_key(text)) is not None


@lru_cache(_TEXTS)
def shows_time(text: str, wanted: frozenset[Grain], *, of_documents: bool = False) -> bool:
    """True when the text holds a time of one of the grains wanted (of any, where none is); the
    dates of documents it cites count only where those are asked for.

    >>> shows_time("triển khai Quyết định số 852/QĐ-UBND ngày 08/7/2022", frozenset({Grain.DAY}))
    False
    """
    key = match_key(text) if of_documents else _CITED_DOCUMENT.sub(" ", match_key(text))
    if not wanted:
        return _forms()[Want.DATE].anywhere.search(key) is not None
    return any(_SHOWN_GRAINS[grain].search(key) for grain in wanted)


def is_enumeration(text: str) -> bool:
    """True when the text enumerates: it says "gồm", or runs on in semicolons.

    >>> is_enumeration("Thành viên bao gồm: Sở Nội vụ; Sở Tài chính")
    True
    """
    return _ENUMERATES.search(match_key(text)) is not None


def names_as_many(text: str, count: int) -> bool:
    """True when a text may name so many things, at least a half of them.

    >>> names_as_many("ưu tiên hoàn thiện 11 cơ sở dữ liệu trọng yếu", 11)
    False
    """
    named = _NAMES.search(text)
    parted = len(_PARTED_IN_LINE.findall(text, named.end())) if named else 0
    return count < _FEW_NAMED or 2 * (max(parted, len(_PARTED.findall(text))) + 1) >= count


def names_a_place(text: str) -> bool:
    """True when a text names a province or city, or tells a kind of them.

    >>> names_a_place("thí điểm tại một số thành phố"), names_a_place("thí điểm tại Hải Phòng")
    (False, True)
    """
    return bool(find_provinces(text)) or _KIND_OF_PLACES.search(match_key(text)) is not None


def heads(want: Want) -> tuple[str, ...]:
    """The words in the head of a table under which a bare figure is of the kind wanted."""
    form = _forms().get(want)
    return form.heads if form is not None else ()


def has_fields(want: Want) -> bool:
    """True for a want that a task has a field for: who leads, when it is due."""
    form = _forms().get(want)
    return form is not None and form.field is not None


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
    """True when a number stands right before a noun that is counted, or at most two words before
    one of two syllables, or when it is said how many of it there are; any figure will do where the
    question names no noun. Marks do not count.

    >>> shows_count("lực lượng kiêm nhiệm là 32 người", ["người"])
    True
    >>> shows_count("tổng số tài khoản đến nay là 1.200", ["tài khoản"])
    True
    """
    in_words = _BESIDE_YEARS if "năm" in nouns else _IN_WORDS
    key = fold(in_words.sub("qq", match_key(text)))
    return any(form.search(key) for form in _counted_forms(tuple(nouns)))


@lru_cache(_QUESTIONS)
def _counted_forms(nouns: tuple[str, ...]) -> list[re.Pattern[str]]:
    """What a count of these nouns looks like in a folded text."""
    if not nouns:
        return [re.compile(r"\d")]
    alike = [fold(noun) for noun in counting_alike(nouns)]
    single = "|".join(re.escape(noun) for noun in alike if " " not in noun)
    double = "|".join(re.escape(noun) for noun in alike if " " in noun)
    forms = [rf"\b{_CARDINAL}\s*\(?(?:{single})\b"] if single else []
    forms += [rf"\b{_CARDINAL}(?:\s*%)?\s+(?:\w+\s+){{0,2}}(?:{double})\b"] if double else []
    either = "|".join(filter(None, (single, double)))
    forms += [rf"\b(?:tong so|so luong|so)\s+(?:{either})\b{_COUNTED_TO}"]
    return [re.compile(form) for form in forms]


@cache
def _forms() -> dict[Want, _Form]:
    data = tomllib.loads((files("answer") / "data" / "shows.toml").read_text(encoding="utf-8"))
    forms = {}
    for name, entry in data.items():
        fields = "|".join(f"(?:{field})" for field in entry.get("fields", ()))
        forms[Want(name)] = _Form(
            anywhere=re.compile("|".join(f"(?:{pattern})" for pattern in entry["patterns"])),
            field=re.compile(f"{_FIELD_MARKER}(?:{fields})") if fields else None,
            heads=tuple(entry.get("heads", ())),
        )
    return forms
