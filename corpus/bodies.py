"""Bodies (cơ quan, tổ chức): what a text calls them, one key for all spellings, what they became.

Names come from ``corpus/data/bodies.toml``; bodies that are not listed are recognised by their
head word and capitals ("Ban Quản lý Khu du lịch …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from corpus.datafiles import read_data
from corpus.letters import LOWER, UPPER
from corpus.places import find_provinces
from corpus.text import fold, match_key, nfc

# An abbreviation with its ampersands and dashes ("TT&TT", "LĐ-TB&XH"), or a word.
_WORD = re.compile(r"[A-ZĐ]{2,}(?:[&-][A-ZĐ]{2,})+(?![^\W_])|[^\W_]+(?:&[^\W_]+)*")

# What may stand between two words of one body's name.
_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*|\s*[,\-–&/]\s*")

# Head words of bodies that are not listed.
_HEAD_WORDS = (
    "Sở|Bộ|Ban|Cục|Vụ|Tổng cục|Chi cục|Trung tâm|Đài|Báo|Hội|Hiệp hội|Liên đoàn|Liên minh|Viện|"
    "Trường|Học viện|Đại học|Ngân hàng|Văn phòng|Phòng|Ủy ban|Uỷ ban|Hội đồng|Công an|Quỹ|Tập đoàn|"
    "Tổng công ty|Công ty|Thanh tra|Tạp chí|Đảng ủy|Đảng đoàn|Tổ"
)

# A body that is not listed: its head word, then capitalised words with at most three small ones
# after each, joined by "và", a comma or a dash. Small words that end a name are looked at later.
_UNLISTED = re.compile(
    rf"\b(?:{_HEAD_WORDS})(?:(?:\s|\s?[,\-–]\s?|\s(?:và|của|các)\s)(?!(?:{_HEAD_WORDS})\b)"
    rf"[{UPPER}][^\W\d_]*(?:\s[{LOWER}]+){{0,3}})+"
)

# Words that do not belong to a name any more: verbs and prepositions of duties.
_AFTER_NAME = re.compile(
    r"\s(?:chủ trì|phối hợp|là|có|được|theo|trong|để|về|và|với|tại|cho|do|thuộc|trên|đã|sẽ|phải|"
    r"căn cứ|tham mưu|hướng dẫn|tổ chức thực hiện|triển khai|chịu|báo cáo|trình|ban hành|của|các|"
    r"tỉnh|thành phố|nghiên cứu|xây dựng|thực hiện|nêu|làm|chỉ đạo|đề nghị|rà soát)\b.*$",
    re.DOTALL,
)

_SKIPPED = frozenset({"va", "cac"})


@dataclass(frozen=True, slots=True)
class BodyMention:
    """A place of a text that names a body. ``name`` is canonical for listed bodies, else as
    written."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a body: ``now`` is its present name, None when its level is gone.

    ``certainty`` is ``là`` or ``thường là`` (provinces differ); ``except_`` says what went
    elsewhere or why there is no successor.
    """

    name: str
    now: str | None
    since: date
    basis: str | None
    certainty: str
    except_: str | None


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a name or text; words of an expanded abbreviation share their span."""

    folded: str
    key: str
    plain: bool
    start: int
    end: int


def find_bodies(text: str) -> list[BodyMention]:
    """The bodies that ``text`` (NFC) names, listed or not, in text order.

    >>> [m.name for m in find_bodies("so noi vu phoi hop Sở TT&TT, UBND tỉnh")]
    ['Sở Nội vụ', 'Sở Thông tin và Truyền thông', 'UBND tỉnh']
    """
    listed = list(_listed(text))
    taken = [(mention.start, mention.end) for mention in listed]
    unlisted = [
        mention
        for mention in _unlisted(text)
        if not any(mention.start < end and start < mention.end for start, end in taken)
    ]
    return sorted((*listed, *unlisted), key=lambda mention: mention.start)


def body_key(name: str) -> str:
    """One comparable key for all spellings of a body, its province left out.

    >>> body_key("Uỷ ban nhân dân tỉnh Quảng Ngãi") == body_key("UBND tỉnh")
    True
    """
    bare = _without_province(nfc(name).strip())
    words = _words(bare)
    found = _longest(bare, words, 0)
    if found is not None and _matched(words, found) >= len(_content(words)):
        return " ".join(word.folded for word in _content(_words(found.name)))
    return " ".join(word.folded for word in _content(words))


def canonical_body(name: str) -> str | None:
    """The canonical name of a listed body spelled in any way, without its province; else None."""
    bare = _without_province(nfc(name).strip())
    words = _words(bare)
    found = _longest(bare, words, 0)
    if found is not None and _matched(words, found) >= len(_content(words)):
        return found.name
    return None


def change_of(name: str) -> Change | None:
    """What became of a body, or None when nothing is known to have changed.

    >>> change_of("STTTT").now
    'Sở Khoa học và Công nghệ'
    """
    return _changes().get(body_key(name))


def body_of_code(code: str) -> str | None:
    """The ministry or department that a number's symbol names: ``BTTTT``, ``SKHĐT``; else None."""
    return _code_names().get(fold(code))


def _listed(text: str) -> Iterator[BodyMention]:
    words = _words(text)
    index = 0
    while index < len(words):
        found = _longest(text, words, index)
        if found is None:
            index += 1
            continue
        yield found
        while index < len(words) and words[index].start < found.end:
            index += 1


def _longest(text: str, words: Sequence[_Word], index: int) -> BodyMention | None:
    """The longest listed name that begins at word ``index``; "và" and "các" are no matter."""
    node, best = _trie(), None
    wrong = count = 0
    position = index
    while position < len(words):
        word = words[position]
        if position > index and not _joined(text, words[position - 1], word):
            break
        if word.folded in _SKIPPED and position > index:
            position += 1
            continue
        step = node.next.get(word.folded)
        if step is None:
            break
        node = step
        count += 1
        wrong += not (word.plain or word.key in node.keys)
        position += 1
        if node.name and wrong * 3 <= count and _whole(words, position):
            best = BodyMention(node.name, words[index].start, word.end)
    return best


def _joined(text: str, left: _Word, right: _Word) -> bool:
    same = left.start == right.start
    return same or _GAP.fullmatch(text[left.end : right.start]) is not None


def _whole(words: Sequence[_Word], position: int) -> bool:
    """False in the middle of an expanded abbreviation."""
    return position >= len(words) or words[position].start != words[position - 1].start


def _matched(words: Sequence[_Word], found: BodyMention) -> int:
    return len(_content([word for word in words if word.end <= found.end]))


def _content(words: Sequence[_Word]) -> list[_Word]:
    return [word for word in words if word.folded not in _SKIPPED]


def _unlisted(text: str) -> Iterator[BodyMention]:
    for match in _UNLISTED.finditer(text):
        name = _AFTER_NAME.sub("", match.group())
        if " " in name:
            yield BodyMention(" ".join(name.split()), match.start(), match.start() + len(name))


def _without_province(name: str) -> str:
    """The name without the province it ends in; "tỉnh" stays where it tells the level."""
    mentions = find_provinces(name)
    if not mentions or mentions[-1].end != len(name.rstrip(" .")):
        return name
    bare = name[: mentions[-1].start].rstrip(" -–,")
    level = re.search(r"\s+(?:tỉnh|thành phố|tp\.?)$", bare, re.IGNORECASE)
    if level and _longest(bare, words := _words(bare), 0) is not None:
        found = _longest(bare, words, 0)
        if found is not None and found.end <= level.start():
            return bare[: level.start()]
    return bare


def _words(text: str) -> list[_Word]:
    """The words of a text, abbreviations written out. A field's code counts after "Sở" or "Bộ"
    alone; "STTTT" and "BTTTT" stand for the whole name."""
    words: list[_Word] = []
    for match in _WORD.finditer(text):
        raw = match.group()
        code = fold(raw).replace("&", "v").replace("-", "")
        after_head = bool(words) and words[-1].folded in _HEADS
        full = _codes()[0].get(code) if after_head else None
        full = full or (_codes()[1].get(code) if _abbreviated(raw, code) else None)
        for part in _WORD.findall(full or raw):
            plain = full is not None or part.isascii()
            words.append(_Word(fold(part), match_key(part), plain, match.start(), match.end()))
    return words


def _abbreviated(raw: str, code: str) -> bool:
    """True when a word may be an abbreviation: in capitals, or long enough to be none of the
    language's syllables ("ubnd", "sttt")."""
    return not raw.islower() or (len(code) > 2 and not re.search("[aeiouy]", code[1:]))


@dataclass(slots=True)
class _Node:
    """A step of a listed name: what may follow, the accented forms it is written in, and the
    body's name where one ends."""

    next: dict[str, _Node]
    keys: set[str]
    name: str = ""


_HEADS = {"so": "S", "bo": "B"}


@cache
def _codes() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Names of fields by code, for after a head; and what other abbreviations stand for."""
    table = read_data("bodies")
    fields = {fold(code): row["name"] for row in table["fields"] for code in row["codes"]}
    words = {fold(code): name for code, name in table["words"].items()}
    return fields, words | {code: name for code, name in _code_names().items() if len(code) > 2}


@cache
def _code_names() -> Mapping[str, str]:
    fields = read_data("bodies")["fields"]
    return {
        fold(letter + code): f"{head} {row['name']}"
        for head, letter in (("Sở", "S"), ("Bộ", "B"))
        for row in fields
        for code in row["codes"]
    }


@cache
def _trie() -> _Node:
    """All listed names, by their folded words."""
    table = read_data("bodies")
    names = [
        (f"{head} {row['name']}", [f"{head} {row['name']}"])
        for head in ("Sở", "Bộ")
        for row in table["fields"]
    ]
    names += [(row["name"], [row["name"], *row.get("aliases", ())]) for row in table["bodies"]]
    root = _Node({}, set())
    for name, spellings in names:
        for spelling in spellings:
            node = root
            for position, word in enumerate(_words(spelling)):
                if word.folded in _SKIPPED and position:
                    continue
                node = node.next.setdefault(word.folded, _Node({}, set()))
                node.keys.add(word.key)
            node.name = node.name or name
    return root


@cache
def _changes() -> Mapping[str, Change]:
    return {
        body_key(row["name"]): Change(
            name=row["name"],
            now=row.get("now"),
            since=row["since"],
            basis=row.get("basis"),
            certainty=row["certainty"],
            except_=row.get("except"),
        )
        for row in read_data("bodies")["changes"]
    }
