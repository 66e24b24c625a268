"""The sentences by which official texts act on others: who is amended, replaced or repealed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.kinds import KINDS
from corpus.metadata.days import DAY_WORDS, day_of
from corpus.model import RelationKind
from corpus.relations.targets import Target, find_targets

KIND_NAMES = "|".join(sorted(map(re.escape, KINDS), key=len, reverse=True))
"""What a document calls itself, for use in patterns: "Quyết định này …"."""

# Words of action, one or several in a row: "sửa đổi, bổ sung", "thay thế và bãi bỏ".
_VERB = (
    r"(?:sửa đổi|bổ sung|điều chỉnh|đính chính|thay thế(?:\s+cho)?|bãi bỏ|huỷ bỏ|hủy bỏ|"
    r"chấm dứt hiệu lực(?:\s+của)?)"
)
_VERBS = rf"{_VERB}(?:(?:\s*,|\s+và|\s+hoặc)\s+{_VERB})*"
_ACT = re.compile(rf"\b{_VERBS}(?=[\s:])", re.IGNORECASE)
_AMENDING = re.compile(r"sửa đổi|bổ sung|điều chỉnh|đính chính", re.IGNORECASE)
_REPLACING = re.compile(r"thay thế", re.IGNORECASE)

# What stands before an act: nothing, or what joins it to another act of the same sentence.
_JOINED = re.compile(r"(?:^|[,;]|\bvà|\bđồng thời)\s*$", re.IGNORECASE)

# "Quyết định này có hiệu lực … và thay thế": the document speaks of itself and acts.
_OWN_ACT = re.compile(
    rf"\b(?:{KIND_NAMES}|văn bản)\s+này(?:\s+có\s+hiệu\s+lực\b[^.]*?"
    r"(?<!đổi)(?<!sung)(?<!thế)(?<!bỏ)(?:[,;]|\s(?:và|đồng thời)))?\s+"
    rf"(?:(?:và|đồng thời)\s+)?(?={_VERBS}[\s:])",
    re.IGNORECASE,
)

# What loses effect stands before: "Luật … số … hết hiệu lực kể từ ngày …".
_EXPIRES = re.compile(
    r"\s(?:chính thức\s+)?(?:hết|chấm dứt|không còn)\s+hiệu lực(?:\s+(?:thi hành|pháp luật))?"
    r"(?=\s*[,.;:]|\s+(?:kể\s+)?từ\b|\s+(?:trừ|khi|theo|sau|trước)\b|\s*$)"
)

# What may stand before that: "Kể từ ngày Luật này có hiệu lực thi hành, …", "Luật này có hiệu lực
# thi hành từ ngày 01/7/2024 và …".
_FROM_WHEN = re.compile(
    rf"(?:(?:kể\s+)?từ\s+ngày\s[^,;]{{5,90}},|(?:{KIND_NAMES})\s+này\s+có\s+hiệu\s+lực\b[^.;]*?"
    r"(?:;|,?\s+(?:và|đồng thời)))\s+",
    re.IGNORECASE,
)

# How what loses effect is called: a document, provisions of it, or a list of them.
_SUBJECT = re.compile(
    rf"(?:(?:các|những|toàn bộ|tại|của|\(?\d+\)?)\s+)*(?:{KIND_NAMES}|văn bản|điều|khoản|điểm|mục|"
    r"chương|phụ lục|quy định)\b",
    re.IGNORECASE,
)

# "kể từ ngày 01 tháng 7 năm 2026" right after "hết hiệu lực".
_SINCE = re.compile(rf"\s*(?:kể\s+)?từ\s+ngày\s+{DAY_WORDS}", re.IGNORECASE)

# Of parts, not of whole documents: "Bãi bỏ một số điều của các nghị định sau:".
_OF_PARTS = re.compile(r"\b(?:một số|các) (?:điều|khoản|điểm|nội dung|quy định)\b", re.IGNORECASE)

# How a title begins that says what the document carries out.
_IMPLEMENTS = re.compile(
    r"(?:(?:v/v|về việc|về|ban hành|phê duyệt|kế hoạch|chương trình|hành động)\s+)*"
    r"(?:của\s[^,;]{3,40}?\s+)?"
    r"(?:(?:tổ chức|triển khai|thực hiện|thi hành|quy định chi tiết|hướng dẫn)\s+)+",
    re.IGNORECASE,
)

# How a title begins that says what the document does to another.
_TITLE_ACT = re.compile(rf"(?:(?:v/v|về việc|về|luật)\s+)*(?={_VERBS}\s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence does, and to which documents; it announces a list when it names none.
    ``since`` is the day it sets."""

    kind: RelationKind
    targets: tuple[Target, ...]
    since: date | None = None

    def kind_for(self, target: Target) -> RelationKind:
        """What is done to one of the documents: amended where only parts of it are ended."""
        ended = self.kind in (RelationKind.REPLACES, RelationKind.REPEALS)
        return RelationKind.AMENDS if ended and target.part else self.kind


def read_title(title: str) -> list[Said]:
    """What a title says its document does to others.

    >>> [(said.kind.value, said.targets[0].number) for said in read_title(
    ...     "Quy định chi tiết một số điều của Luật Dữ liệu số 60/2024/QH15")]
    [('implements', '60/2024/QH15')]
    """
    if act := _TITLE_ACT.match(title):
        return [said for said in _acts(title[act.end() :]) if said.targets]
    carried_out = _IMPLEMENTS.match(title)
    targets = find_targets(title[carried_out.end() :]) if carried_out else []
    return [Said(RelationKind.IMPLEMENTS, (target,)) for target in targets[:1]]


def read_sentence(sentence: str, *, orders: bool) -> list[Said]:
    """What a sentence of an official text does to other documents. ``orders``: it stands where an
    act without a subject ("Bãi bỏ …") is the document's own.

    >>> sentence = "Quyết định này có hiệu lực từ ngày ký và thay thế Quyết định số 9/QĐ-UBND."
    >>> [said.targets[0].number for said in read_sentence(sentence, orders=False)]
    ['9/QĐ-UBND']
    """
    if own := _OWN_ACT.search(sentence):
        return list(_acts(sentence[own.end() :]))
    if orders and _ACT.match(sentence):
        return list(_acts(sentence))
    return _losing_effect(sentence)


def items_of(sentence: str) -> tuple[Target, ...]:
    """The documents named by an item of a list that was announced."""
    return tuple(find_targets(sentence)) if _SUBJECT.match(sentence) else ()


def _losing_effect(sentence: str) -> list[Said]:
    expires = _EXPIRES.search(sentence)
    if expires is None:
        return []
    when = _FROM_WHEN.match(sentence)
    subject = sentence[when.end() if when else 0 : expires.start()]
    if not _SUBJECT.match(subject) or re.search(r"\bnày$", subject):
        return []
    since = day_of(_SINCE.match(sentence, expires.end()))
    kind = RelationKind.AMENDS if _OF_PARTS.match(subject) else RelationKind.REPEALS
    return [Said(kind, tuple(find_targets(subject)), since)]


def _acts(text: str) -> Iterator[Said]:
    """The acts of a text that begins with one, each with the documents up to the next."""
    acts = [act for act in _ACT.finditer(text) if _JOINED.search(text, 0, act.start())]
    ends = [act.start() for act in acts[1:]] + [len(text)]
    for act, end in zip(acts, ends, strict=True):
        words = text[act.end() : end]
        yield Said(_kind_of(act.group(), words), tuple(find_targets(words)))


def _kind_of(verbs: str, words: str) -> RelationKind:
    if _AMENDING.search(verbs) or _OF_PARTS.match(words.lstrip()):
        return RelationKind.AMENDS
    return RelationKind.REPLACES if _REPLACING.search(verbs) else RelationKind.REPEALS
