"""Bodies (cơ quan, tổ chức): what a text calls them, one key for all spellings, what they became.

Listed names come from ``corpus/data/bodies.toml``; bodies that are not listed are recognised by
their head word and capitals ("Ban Quản lý Khu du lịch …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from corpus.body_names import (
    BodyMention,
    code_names,
    content,
    listed_bodies,
    listed_name,
    words_of,
)
from corpus.datafiles import read_data
from corpus.metadata.letters import LOWER, UPPER
from corpus.places import find_provinces
from corpus.text import fold, nfc

__all__ = [
    "BodyMention",
    "Change",
    "body_key",
    "body_of_code",
    "canonical_body",
    "change_of",
    "find_bodies",
]

# Head words of bodies that are not listed.
_HEAD_WORDS = (
    "Sở|Bộ|Ban|Cục|Vụ|Tổng cục|Chi cục|Trung tâm|Đài|Báo|Hội|Hiệp hội|Liên hiệp|Liên đoàn|"
    "Liên minh|Viện|Trường|Học viện|Đại học|Ngân hàng|Văn phòng|Phòng|Ủy ban|Uỷ ban|Hội đồng|"
    "Công an|Quỹ|Tập đoàn|Tổng công ty|Công ty|Thanh tra|Tạp chí|Đảng ủy|Đảng đoàn|Tổ"
)

# A body that is not listed: its head word, then capitalised words with at most four small ones
# after each, joined by "và", a comma or a dash. Small words that end a name are looked at later.
_UNLISTED = re.compile(
    rf"\b(?:{_HEAD_WORDS})(?:(?:\s|\s?[,\-–]\s?|\s(?:và|của|các)\s)(?!(?:{_HEAD_WORDS})\b)"
    rf"[{UPPER}][^\W\d_]*(?:\s[{LOWER}]+){{0,4}})+"
)

# In folded text: the administrative word before a province's name.
_LEVEL = re.compile(r"\s+(?:tinh|thanh pho|tp\.?)$")

# Words that do not belong to a name any more: verbs and prepositions of duties.
_AFTER_NAME = re.compile(
    r"\s(?:chủ trì|phối hợp|là|có|được|theo|trong|để|về|và|với|tại|cho|do|thuộc|trên|đã|sẽ|phải|"
    r"căn cứ|tham mưu|hướng dẫn|tổ chức thực hiện|triển khai|chịu|báo cáo|trình|ban hành|của|các|"
    r"tỉnh|thành phố|nghiên cứu|xây dựng|thực hiện|nêu|làm|chỉ đạo|đề nghị|rà soát|"
    r"những|nào|gì|mấy|bao nhiêu|ai|gửi|giao|quyết định|thì|ở|khi|phân công|không|bị|hay)\b.*$",
    re.DOTALL,
)

# In characters: of such a word a name may have been cut with only the beginning.
_LONGEST_VERB = 20


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a body: ``now`` is its present name, None when its level is gone.

    ``certainty`` is ``là`` or ``thường là`` (provinces differ); ``aside`` says what went
    elsewhere or why there is no successor, by language.
    """

    name: str
    now: str | None
    since: date
    basis: str | None
    certainty: str
    aside: Mapping[str, str]


def find_bodies(text: str) -> list[BodyMention]:
    """The bodies that ``text`` (NFC) names, listed or not, in text order.

    >>> [m.name for m in find_bodies("so noi vu phoi hop Sở TT&TT, UBND tỉnh")]
    ['Sở Nội vụ', 'Sở Thông tin và Truyền thông', 'UBND tỉnh']
    """
    listed = list(listed_bodies(text))
    taken = [(mention.start, mention.end) for mention in listed]
    unlisted = [
        mention
        for mention in _unlisted(text)
        if not any(mention.start < end and start < mention.end for start, end in taken)
    ]
    return sorted((*listed, *unlisted), key=lambda mention: mention.start)


@lru_cache(maxsize=8_192)
def body_key(name: str) -> str:
    """One comparable key for all spellings of a body, its province left out; remembered, for
    questions compare the same bodies again and again.

    >>> body_key("Uỷ ban nhân dân tỉnh Quảng Ngãi") == body_key("UBND tỉnh")
    True
    """
    bare = _without_province(nfc(name).strip())
    return " ".join(word.folded for word in content(words_of(listed_name(bare) or bare)))


def canonical_body(name: str) -> str | None:
    """The canonical name of a listed body spelled in any way, without its province; else None."""
    return listed_name(_without_province(nfc(name).strip()))


def change_of(name: str) -> Change | None:
    """What became of a body, or None when nothing is known to have changed.

    >>> change_of("STTTT").now
    'Sở Khoa học và Công nghệ'
    """
    return _changes().get(body_key(name))


def body_of_code(code: str) -> str | None:
    """The ministry or department that a number's symbol names: ``BTTTT``, ``SKHĐT``; else None."""
    return code_names().get(fold(code))


def _unlisted(text: str) -> Iterator[BodyMention]:
    for match in _UNLISTED.finditer(text):
        beyond = text[match.start() : match.end() + _LONGEST_VERB]
        name = _AFTER_NAME.sub("", beyond)[: match.end() - match.start()]
        if " " in name:
            yield BodyMention(" ".join(name.split()), match.start(), match.start() + len(name))


def _without_province(name: str) -> str:
    """The name without the province it ends in; "tỉnh" before that stays where it tells the
    body's level ("UBND tỉnh"), not where it only goes with the province ("Sở Nội vụ tỉnh",
    "Trung tâm Chuyển đổi số Thành phố")."""
    mentions = find_provinces(name)
    named = bool(mentions) and mentions[-1].end == len(name.rstrip(" ."))
    bare = name[: mentions[-1].start].rstrip(" -–,") if named else name
    level = _LEVEL.search(fold(bare))
    if level is None or listed_name(bare) is not None:
        return bare
    return bare[: level.start()]


@cache
def _changes() -> Mapping[str, Change]:
    return {
        body_key(row["name"]): Change(
            name=row["name"],
            now=row.get("now"),
            since=row["since"],
            basis=row.get("basis"),
            certainty=row["certainty"],
            aside=row.get("aside", {}),
        )
        for row in read_data("bodies")["changes"]
    }
