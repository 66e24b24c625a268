"""The nouns that a question counts: "bao nhiêu lớp", "mấy buổi", with those that count the same."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from answer.understand.cues import load_cues
from corpus.text import match_key

# "bao nhiêu lớp", "có mấy học viên", "mấy tháng": the noun that is counted. "mấy" before another
# noun is a plural.
_COUNTED = (
    r"\b(?:(?:bao )?nhiêu|(?:có|gồm|được|mỗi \w+|(?:chia|phân)(?: (?:ra|làm|thành))*) mấy"
    r"|(?<=(?:hằng|hàng) năm )mấy|(?<=mỗi năm )mấy"
    r"|(?<!thứ )(?<!hạng )(?<!tháng )(?<!ngày )(?<!quý )(?<!năm )mấy"
    r"(?= (?:tháng|năm|ngày|bữa|tiếng|tuần|lần|buổi|lớp|loại|nhóm|bậc|điểm|cấp|bước|mức|kỳ|đợt"
    r"|tỉnh|hạng|ký|kg|km|ha|tuổi|{numerals})\b)"
    r"|cho mấy(?= \w+(?: \w+)?\W*$)"
    r"|(?:tối thiểu|tối đa|ít nhất|nhiều nhất|cao nhất|trong|quá|trên|dưới|hơn) mấy)"
    r"\s+((?:(?:{numerals})\s+)*)(\w+)(?:\s+(\w+))?"
)

# A list of the very things that are counted shows how many they are: "mấy hướng, là những hướng
# nào", "mấy nhóm, đó là gì".
_LISTED = re.compile(
    r"\b(?:bao nhiêu|mấy)\s+(\w+)\b[^?]*?"
    r"(?:\b(?:những|các)\s+\1\b[^?]{0,40}\b(?:nào|gì)\b"
    r"|[,;]\s*(?:đó |cụ thể )?(?:là|gồm) (?:những )?(?:gì|ai|cái (?:gì|nào))\b)"
)

# A time that is counted in English: "how many consecutive years".
_ENGLISH_TIME = r"\bhow many (?:[a-z]+ ){0,2}?({units})\b"

# Words after "mấy", "bao nhiêu" that are asked about in another way than by counting.
_NOT_COUNTED = frozenset("hạng thứ tiền đồng tỷ triệu phần kinh ngân vốn so quá".split())


# Counting these asks for a time: "trong bao nhiêu ngày" asks for one thing, not two.
TIMES = frozenset("giờ tiếng ngày bữa tuần tháng quý năm".split())


@dataclass(frozen=True, slots=True)
class _Nouns:
    """What tells the noun that is counted; ``same`` has, for a noun, those that will do as well,
    ``listed`` are those that lists are of."""

    counted: re.Pattern[str]
    english: re.Pattern[str]
    times: Mapping[str, str]
    no_noun: frozenset[str]
    same: Mapping[str, frozenset[str]]
    listed: frozenset[str]


def counted_nouns(text: str) -> tuple[str, ...]:
    """The nouns a question counts, each as its first word and its first two.

    >>> counted_nouns("Được nghỉ mấy ngày phép, theo bao nhiêu đợt?")
    ('ngày', 'ngày phép', 'đợt')
    """
    data, key = _nouns(), match_key(text)
    listed = {match[1] for match in _LISTED.finditer(key)}
    found = []
    for match in data.counted.finditer(key):
        numerals, first, second = match.groups()
        pair = f"{first} {second}"
        if first in data.no_noun or pair in data.no_noun or first in listed:
            continue
        if first in _NOT_COUNTED and (numerals or "mấy" not in match.group()):
            continue
        found.append(first)
        if second and second not in data.no_noun:
            found.append(pair)
    return tuple(dict.fromkeys(found))


def times_counted_in_english(text: str) -> tuple[str, ...]:
    """The times that an English question counts, in Vietnamese.

    >>> times_counted_in_english("After how many consecutive years is it revoked?")
    ('năm',)
    """
    data = _nouns()
    return tuple(data.times[match[1]] for match in data.english.finditer(match_key(text)))


def counting_alike(nouns: Sequence[str]) -> tuple[str, ...]:
    """Nouns with those that count the same.

    >>> counting_alike(["tiếng", "tiếng mỗi"])
    ('tiếng', 'tiếng mỗi', 'giờ')
    """
    same = _nouns().same
    others = sorted({other for noun in nouns for other in same.get(noun, ())})
    return tuple(dict.fromkeys((*nouns, *others)))


def listed_nouns(nouns: Sequence[str]) -> tuple[str, ...]:
    """Those of some counted nouns that lists are of: "trường hợp", no "người".

    >>> listed_nouns(["trường", "trường hợp", "người"])
    ('trường hợp',)
    """
    return tuple(noun for noun in nouns if noun in _nouns().listed)


@cache
def _nouns() -> _Nouns:
    data = tomllib.loads((files("answer") / "data" / "counted.toml").read_text(encoding="utf-8"))
    same: dict[str, frozenset[str]] = {}
    for group in data["same"]:
        for noun in group:
            same[noun] = same.get(noun, frozenset()) | (frozenset(group) - {noun})
    numerals = "|".join(data["numerals"].split())
    no_noun = {*data["no_noun"].split(), *data["no_nouns"]}
    return _Nouns(
        counted=re.compile(_COUNTED.replace("{numerals}", numerals)),
        english=re.compile(_ENGLISH_TIME.replace("{units}", "|".join(data["times_en"]))),
        times=data["times_en"],
        no_noun=load_cues().asking_words | no_noun,
        same=same,
        listed=frozenset(data["listed"]),
    )
