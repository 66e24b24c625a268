"""Word's automatic numbering, written out as the reader of the page sees it (``I.``, ``1.1.``,
``a)``, ``Điều 3.``). The numbers are nowhere in the file: they are counted here as Word counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from corpus.formats.word_xml import W, number, switch, value

# "%1.%2.": where the numbers of levels stand in a label.
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_BULLETS_AS_THEY_ARE = frozenset("-–—+*•")
_HIGHEST = 9999


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    tight: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A ``w:num``: which abstract list it counts with, and what it changes in it."""

    abstract: str
    starts: dict[int, int]
    levels: dict[int, _Level]


class Numbering:
    """Counts the numbered paragraphs of one document, in order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def level_of_style(self, list_id: str, style: str) -> int:
        """The level that a list links to a paragraph style, 0 when it links none."""
        linked = (at for at, level in self._levels(list_id).items() if level.style == style)
        return next(linked, 0)

    def label(self, list_id: str, at: int) -> str:
        """The label of the next paragraph of a list at level ``at`` (0-based), with the space after
        it; empty for a list that does not exist or shows nothing."""
        levels = self._levels(list_id)
        if at not in levels:
            return ""
        counters = self._count(list_id, at, levels)
        level = levels[at]
        if level.form == "bullet":
            return f"{level.text if level.text in _BULLETS_AS_THEY_ARE and level.text else '-'} "
        shown = _PLACE.sub(lambda place: self._number(int(place[1]) - 1, at, levels, counters),
                           level.text)  # fmt: skip
        return shown if level.tight or not shown.strip() else f"{shown.strip()} "

    def _levels(self, list_id: str) -> dict[int, _Level]:
        known = self._lists.get(list_id)
        return {**self._abstract.get(known.abstract, {}), **known.levels} if known else {}

    def _count(self, list_id: str, at: int, levels: dict[int, _Level]) -> dict[int, int]:
        known = self._lists[list_id]
        counters = self._counters.setdefault(known.abstract, {})
        if at in known.starts and (list_id, at) not in self._restarted:
            self._restarted.add((list_id, at))
            counters[at] = known.starts[at]
        else:
            counters[at] = min(counters.get(at, levels[at].start - 1) + 1, _HIGHEST)
        for deeper in [level for level in counters if level > at]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or at < restart:
                del counters[deeper]
        return counters

    @staticmethod
    def _number(place: int, at: int, levels: dict[int, _Level], counters: dict[int, int]) -> str:
        level = levels.get(place, _Level())
        form = "decimal" if levels[at].legal and place != at else level.form
        return spell_number(counters.get(place, level.start), form)

    def _read(self, root: etree._Element) -> None:
        linked: dict[str, str] = {}
        behind_style: dict[str, str] = {}
        for abstract in root.findall(W + "abstractNum"):
            abstract_id = abstract.get(W + "abstractNumId", "")
            self._abstract[abstract_id] = _levels_of(abstract)
            if (link := value(abstract, "numStyleLink")) is not None:
                linked[abstract_id] = link
            if (style := value(abstract, "styleLink")) is not None:
                behind_style[style] = abstract_id
        for num in root.findall(W + "num"):
            abstract_id = value(num, "abstractNumId") or ""
            abstract_id = behind_style.get(linked.get(abstract_id, ""), abstract_id)
            self._lists[num.get(W + "numId", "")] = _list_of(num, abstract_id)


def spell_number(count: int, form: str) -> str:
    """A number in one of Word's forms.

    >>> [spell_number(4, form) for form in ("upperRoman", "lowerLetter", "decimalZero", "none")]
    ['IV', 'd', '04', '']
    """
    if form in {"upperRoman", "lowerRoman"}:
        roman = ""
        for unit, letters in _ROMAN:
            roman += letters * (count // unit)
            count %= unit
        return roman.upper() if form == "upperRoman" else roman
    if form in {"upperLetter", "lowerLetter"} and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form == "decimalZero":
        return f"{count:02d}"
    return "" if form == "none" else str(count)


def _list_of(num: etree._Element, abstract_id: str) -> _List:
    starts: dict[int, int] = {}
    levels: dict[int, _Level] = {}
    for override in num.findall(W + "lvlOverride"):
        at = int(override.get(W + "ilvl", "0"))
        if (start := number(override, "startOverride")) is not None:
            starts[at] = start
        levels.update(_levels_of(override))
    return _List(abstract_id, starts, levels)


def _levels_of(parent: etree._Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for element in parent.findall(W + "lvl"):
        level = _Level(
            form=value(element, "numFmt") or "decimal",
            text=value(element, "lvlText") or "",
            legal=switch(element, "isLgl") or False,
            restart=number(element, "lvlRestart"),
            tight=value(element, "suff") == "nothing",
            style=value(element, "pStyle"),
        )
        start = number(element, "start")
        levels[int(element.get(W + "ilvl", "0"))] = replace(
            level, start=1 if start is None else start
        )
    return levels
