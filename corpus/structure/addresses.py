"""Addresses of clauses (``IV.2.c``) and the labels officials write for them.

DESIGN's words are followed to the letter: markers from the root joined by dots, ``~2`` for a
second clause of the same marker; labels inner first, without the ``~2``. Chương and mục do not
enter the address of their điều; a phần enters where numbering restarts under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.structure.markers import Kind

_PREFIXES = {
    Kind.PART: "P",
    Kind.CHAPTER: "C",
    Kind.SECTION: "M",
    Kind.SUBSECTION: "TM",
    Kind.ARTICLE: "Đ",
    Kind.TABLE: "b",
    Kind.DASH: "-",
    Kind.PLUS: "+",
}
_BY_ORDINAL = {
    Kind.PART,
    Kind.CHAPTER,
    Kind.SECTION,
    Kind.SUBSECTION,
    Kind.TABLE,
    Kind.DASH,
    Kind.PLUS,
}
_WORDS = {
    Kind.PART: "Phần",
    Kind.LETTERED_PART: "phần",
    Kind.CHAPTER: "Chương",
    Kind.SECTION: "Mục",
    Kind.SUBSECTION: "Tiểu mục",
    Kind.ARTICLE: "Điều",
    Kind.ROMAN: "mục",
    Kind.KHOAN: "khoản",
    Kind.SUB_KHOAN: "khoản",
    Kind.SUB_SUB_KHOAN: "khoản",
    Kind.DIEM: "điểm",
    Kind.TABLE: "bảng",
    Kind.PARENTHESIS: "ý",
    Kind.DASH: "gạch đầu dòng thứ",
    Kind.PLUS: "dấu cộng thứ",
}
_PARTS = {Kind.PART, Kind.LETTERED_PART}
_ABOVE_ARTICLE = {Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION}
_SUB_KHOAN = {Kind.SUB_KHOAN, Kind.SUB_SUB_KHOAN}


@dataclass(frozen=True, slots=True)
class Step:
    """One marker on the way from the root to a clause: kind, number as printed, place in order."""

    kind: Kind
    token: str
    ordinal: int

    @property
    def address(self) -> str:
        """The step's piece of an address.

        >>> Step(Kind.CHAPTER, "II", 2).address, Step(Kind.ROMAN, "III", 3).address
        ('C2', 'III')
        """
        token = str(self.ordinal) if self.kind in _BY_ORDINAL else self.token
        if self.kind is Kind.PARENTHESIS:
            token = f"({token})"
        return _PREFIXES.get(self.kind, "") + token

    @property
    def label(self) -> str:
        """The step's piece of a label."""
        if self.kind in (Kind.TABLE, Kind.DASH, Kind.PLUS):
            return f"{_WORDS[self.kind]} {self.ordinal}"
        if self.kind is Kind.PARENTHESIS:
            return f"ý ({self.token})"
        if self.kind is Kind.PART and self.token.isalpha() and not self.token.isupper():
            return f"Phần thứ {self.token.lower()}"
        return f"{_WORDS[self.kind]} {self.token}"


def spoken_path(steps: Sequence[Step], restarting: frozenset[Kind] = frozenset()) -> list[int]:
    """Which steps of the way from the root enter an address and a label, by index, outermost first.
    ``restarting`` are the kinds whose numbering starts again in each phần of the text.

    >>> spoken_path([Step(Kind.CHAPTER, "II", 2), Step(Kind.ARTICLE, "5", 5)])
    [1]
    """
    article = any(step.kind is Kind.ARTICLE for step in steps)
    deepest_sub = max((step.kind for step in steps if step.kind in _SUB_KHOAN), default=Kind.KHOAN)
    parts: list[int] = []
    path: list[int] = []
    for index, step in enumerate(steps):
        if step.kind in _PARTS:
            parts.append(index)
        elif not (article and step.kind in _ABOVE_ARTICLE) and not (
            Kind.KHOAN <= step.kind < deepest_sub
        ):
            path.append(index)
    return [*parts, *path] if not path or steps[path[0]].kind in restarting else path
