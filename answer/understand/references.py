"""References to clauses in a question: "khoản 5 mục IV", "K3 Đ27", "Mục II.1", "Phụ lục II"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.model import Clause
from corpus.outline import Outline
from corpus.text import match_key, nfc

# One step of a reference: a level and its number; "mục IV.2.c" and "điều 5.2.a" take more steps.
_STEP = re.compile(
    r"(?<![\w/])(?:"
    r"(?P<diem>điểm|diem)\s+(?P<diem_n>[a-zđ])(?![\w/])"
    r"|(?P<khoan>khoản|khoan)\s+(?P<khoan_n>\d{1,3}(?:\.\d{1,2})*)"
    r"|(?P<dieu>điều|dieu)\s+(?P<dieu_n>\d{1,3}[a-zđ]?)(?P<dieu_rest>(?:\.\d{1,2})?(?:\.[a-zđ])?)(?![\w/])"
    r"|(?P<tieu>tiểu mục|tieu muc)\s+(?P<tieu_n>[ivxl]+|\d{1,2})(?![\w/])"
    r"|(?P<muc>mục|muc)\s+(?P<muc_n>[ivxl]+|\d{1,2})(?P<muc_rest>(?:\.\d{1,2})*(?:\.[a-zđ])?)(?![\w/])"
    r"|(?P<chuong>chương|chuong)\s+(?P<chuong_n>[ivxl]+|\d{1,2})(?![\w/])"
    r"|(?P<phan>phần|phan)\s+(?P<phan_n>[ivxl]+|\d{1,2})(?![\w/])"
    r"|(?P<phuluc>phụ lục|phu luc|pl)\s+(?:số\s+)?(?P<phuluc_n>[ivxl]+|\d{1,2})(?![\w/])"
    r"|(?P<shortkhoan>k)\.?\s?(?P<shortkhoan_n>\d{1,2})(?=\s*(?:,|của)?\s*[đd]\.?\s?\d)"
    r"|(?P<shortdieu>đ)\.?\s?(?P<shortdieu_n>\d{1,3})(?![\w/])"
    r")",
    re.IGNORECASE,
)

# What may stand between two steps of one reference.
_BETWEEN = re.compile(r"[\s,;(]*(?:(?:của|thuộc|trong|tại)\s*(?:\(\s*)?)?")

# Levels from the inside out, the order in which officials write them.
_ORDER = ("điểm", "khoản", "điều", "tiểu mục", "mục", "chương", "phần", "phụ lục")

# A Roman number after the name of its level.
_ROMAN = re.compile(
    r"(?<=mục )[ivxlc]+\b|(?<=phần )[ivxlc]+\b|(?<=chương )[ivxlc]+\b|(?<=phụ lục )[ivxlc]+\b"
)
# Levels that officials write with a capital.
_CAPITALISED = re.compile(r"\b(?:điều|chương|phần|phụ lục)\b")
_ROMAN_VALUE = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

# Labels whose comparable form is remembered: those of a corpus are much the same in each document.
_REMEMBERED = 65_536

_NAMES = {
    "diem": "điểm",
    "khoan": "khoản",
    "shortkhoan": "khoản",
    "dieu": "điều",
    "shortdieu": "điều",
    "tieu": "tiểu mục",
    "muc": "mục",
    "chuong": "chương",
    "phan": "phần",
    "phuluc": "phụ lục",
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A clause as a question names it; ``label`` is it in the order of officials, lower case."""

    label: str
    start: int
    end: int

    @property
    def shown(self) -> str:
        """The label as officials print it: ``khoản 2 mục IV``, ``điểm a khoản 1 Điều 5``."""
        roman = _ROMAN.sub(lambda match: match.group().upper(), self.label)
        return _CAPITALISED.sub(lambda match: match.group().capitalize(), roman)

    def resolve(self, outline: Outline) -> list[Clause]:
        """The clauses of a document that bear this label, in text order; more than one where the
        numbering repeats or an attached text numbers anew; none where the document has none."""
        wanted = _comparable(self.label)
        begun = [
            (clause, label)
            for clause in outline
            if (label := _comparable(clause.label)).startswith(wanted)
        ]
        exact = [clause for clause, label in begun if label == wanted]
        return exact or [clause for clause, label in begun if label.startswith(wanted + " ")]


def find_references(text: str) -> list[Reference]:
    """The references of a question, in its order. Offsets count code points of NFC text.

    >>> [reference.label for reference in find_references("K3 Đ27 và điểm c khoản 2, mục IV")]
    ['khoản 3 điều 27', 'điểm c khoản 2 mục iv']
    """
    text = nfc(text)
    runs: list[tuple[int, int, list[tuple[str, str]]]] = []
    for match in _STEP.finditer(text):
        steps = _steps(match)
        joined = runs and _BETWEEN.fullmatch(text[runs[-1][1] : match.start()])
        if joined and not {name for name, _ in steps} & {name for name, _ in runs[-1][2]}:
            runs[-1] = (runs[-1][0], match.end(), runs[-1][2] + steps)
        else:
            runs.append((match.start(), match.end(), steps))
    return [Reference(_label(steps), start, end) for start, end, steps in runs]


def _steps(match: re.Match[str]) -> list[tuple[str, str]]:
    kind = next(
        name for name, value in match.groupdict().items() if value is not None and name in _NAMES
    )
    number = match.group(f"{kind}_n").lower()
    steps = [(_NAMES[kind], number)]
    rest = match.groupdict().get(f"{kind}_rest") or ""
    return steps + [
        ("khoản" if part.isdigit() else "điểm", part.lower()) for part in rest.split(".") if part
    ]


@lru_cache(_REMEMBERED)
def _comparable(label: str) -> str:
    """A label in lower case with Arabic numbers: annexes and sections are typed either way."""
    return _ROMAN.sub(lambda match: str(_roman_value(match.group())), match_key(label))


def _roman_value(digits: str) -> int:
    values = [_ROMAN_VALUE[digit] for digit in digits]
    return sum(
        -value if value < max(values[position:]) else value for position, value in enumerate(values)
    )


def _label(steps: list[tuple[str, str]]) -> str:
    ranked = sorted(steps, key=lambda step: _ORDER.index(step[0]))
    return " ".join(f"{name} {number}" for name, number in ranked)
