"""What a document says of others: that it amends, replaces, repeals or implements them.

Only what it does itself counts: its title, the sentences in which it speaks of itself ("Quyết định
này … thay thế …"), and the provisions of its articles on amendment and effect. Mentions in bases,
quotations, annexes, tasks ("nghiên cứu sửa đổi …") and reports on other texts do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.kinds import KINDS
from corpus.metadata.days import DAY_WORDS, day_of
from corpus.model import Clause, Document, Level, Span
from corpus.outline import Outline
from corpus.targets import find_targets


class RelationKind(StrEnum):
    """What is done to the other document. Where only parts of it are repealed or replaced, it is
    amended."""

    AMENDS = "amends"
    REPLACES = "replaces"
    REPEALS = "repeals"
    IMPLEMENTS = "implements"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a document says of another. ``name`` is as written; ``number`` as printed, None for a
    law called by its name and day; ``province`` is that of its issuer, where said. ``since`` is the
    day the sentence itself sets. ``[start, end)`` is the sentence in the document's text."""

    kind: RelationKind
    name: str
    number: str | None
    issued_on: date | None
    province: str | None
    since: date | None
    start: int
    end: int


_KINDS = "|".join(sorted(map(re.escape, KINDS), key=len, reverse=True))

# The words of action, one or several in a row: "sửa đổi, bổ sung", "thay thế và bãi bỏ".
_VERB = (
    r"(?:sửa đổi|bổ sung|điều chỉnh|đính chính|thay thế(?:\s+cho)?|bãi bỏ|huỷ bỏ|hủy bỏ|"
    r"chấm dứt hiệu lực(?:\s+của)?)"
)
_VERBS = rf"{_VERB}(?:\s*(?:,|và|hoặc|,\s*và)\s+{_VERB})*"

# "Quyết định này có hiệu lực … và thay thế": the document speaks of itself and acts.
_OWN_ACT = re.compile(
    rf"\b(?:{_KINDS}|văn bản)\s+này(?:\s+có\s+hiệu\s+lực\b[^.]*?(?:,|;|\bvà|\bđồng thời))?\s+"
    rf"(?:đồng thời\s+)?(?={_VERBS}\s)",
    re.IGNORECASE,
)

# A further act in the same sentence: "…; bãi bỏ Quyết định số …".
_ACT = re.compile(rf"(?:^|(?<=[,;])\s*|\b(?:và|đồng thời)\s+)(?P<verbs>{_VERBS})\s", re.IGNORECASE)

# Who loses effect comes before: "Luật … số … hết hiệu lực kể từ ngày …".
_EXPIRES = re.compile(
    r"\s(?:chính thức\s+)?(?:hết|chấm dứt|không còn)\s+hiệu lực(?:\s+(?:thi hành|pháp luật))?"
    r"(?=\s*[,.;:]|\s+(?:kể\s+)?từ\b|\s+trừ\b|\s+theo\b|\s*$)"
)

# Before those that lose effect: "Kể từ ngày Luật này có hiệu lực thi hành, …".
_FROM_WHEN = re.compile(r"(?:kể\s+)?từ\s+ngày\s[^,;]{5,90},\s*", re.IGNORECASE)

# How a sentence on the loss of effect begins: with a document, its provisions, or a list of them.
_SUBJECT = re.compile(
    rf"(?:(?:các|những|toàn bộ|quy định|\d+|\(\d+\))\s+)*(?:{_KINDS}|văn bản|điều|khoản|điểm|mục|"
    r"chương|phụ lục|quy định)\b",
    re.IGNORECASE,
)

# A lead that announces a list of documents: "Các quyết định sau đây hết hiệu lực …:".
_ANNOUNCES = re.compile(
    rf"\b(?:{_KINDS}|văn bản)\b[^.;]*\bsau(?:\s+đây)?\b|:\s*$", re.IGNORECASE | re.DOTALL
)

# "kể từ ngày 01 tháng 7 năm 2026" after "hết hiệu lực".
_SINCE = re.compile(rf"\s*(?:thi hành\s+)?(?:kể\s+)?từ\s+ngày\s+{DAY_WORDS}", re.IGNORECASE)

# Headings of articles that amend other documents or put an end to them.
_FINAL = re.compile(
    r"sửa đổi|bổ sung|thay thế|bãi bỏ|hủy bỏ|huỷ bỏ|hiệu lực|điều khoản (?:thi hành|cuối)",
    re.IGNORECASE,
)

# The beginning of a title that says what the document carries out.
_IMPLEMENTS = re.compile(
    r"^(?:(?:v/v|về việc|về|ban hành|phê duyệt|kế hoạch|chương trình(?: hành động)?|hành động|"
    r"của\s[^,;]{3,40}?)\s+)*(?:(?:tổ chức|triển khai|thực hiện|thi hành|quy định chi tiết|"
    r"hướng dẫn)\s+)+",
    re.IGNORECASE,
)

# The beginning of a title that says what the document does to another.
_TITLE_ACT = re.compile(rf"^(?:(?:v/v|về việc|về|luật|ban hành)\s+)*(?={_VERBS}\s)", re.IGNORECASE)

# Where a sentence ends inside a line.
_SENTENCE = re.compile(r"(?:[^.\n]|\.(?!\s+[“\"A-ZĐÀ-Ỹ])|\.(?=\s*\n))+")

# A quotation in curly marks, one more inside it; or in straight ones, within a line.
_QUOTED = re.compile(r"“[^“”]*(?:“[^“”]*”[^“”]*)*”|\"[^\"\n]*\"")

_MARKED = (Level.ARTICLE, Level.KHOAN, Level.DIEM)


def find_relations(document: Document) -> tuple[Relation, ...]:
    """What ``document`` does to others, in text order; a secondary source does nothing."""
    if document.secondary:
        return ()
    return tuple(_Finder(document).relations())


class _Finder:
    """Reads one document; its quotations are blanked, so that offsets hold."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._outline = Outline(document)
        self._text = _QUOTED.sub(_blank, document.text)

    def relations(self) -> Iterator[Relation]:
        yield from self._of_title()
        for clause in self._outline.children(None):
            if clause.level not in (Level.PREAMBLE, Level.ANNEX):
                yield from self._of_clause(clause, None)

    def _of_title(self) -> Iterator[Relation]:
        span = self._document.evidence.get("title")
        if span is None:
            return
        title = self._text[span.start : span.end]
        if act := _TITLE_ACT.match(title):
            yield from self._acts(title[act.end() :], span)
        elif carried_out := _IMPLEMENTS.match(title):
            for target in find_targets(title[carried_out.end() :])[:1]:
                yield _relation(RelationKind.IMPLEMENTS, target, None, span)

    def _of_clause(self, clause: Clause, announced: RelationKind | None) -> Iterator[Relation]:
        ...
