"""Which provinces a document speaks of, and where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from answer.find.cutting import Unit, lines_of
from corpus.outline import Outline
from corpus.places import find_provinces, same_province
from corpus.text import match_key

# What central texts call the provinces by.
_OF_PROVINCES = re.compile(
    r"\b(?:cấp tỉnh|(?:các|mỗi|từng) (?:tỉnh|địa phương)|tỉnh, thành phố|(?:tại|của) địa phương)\b"
)


class Provinces:
    """The provinces that one document speaks of."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._document = outline.document
        self._in_lines: dict[int, tuple[str, ...]] = {}
        self._centrally: dict[int, tuple[str, ...] | None] = {}

    @cached_property
    def named(self) -> tuple[str, ...]:
        """Its own province, or those a report goes through."""
        if self._document.province is not None:
            return (self._document.province,)
        if not self._document.secondary:
            return ()
        return tuple(dict.fromkeys(name for name in self._carried.values() if name is not None))

    def of(self, unit: Unit) -> str | None:
        """The province a unit speaks of: the document's own; in a report, the last that was named
        up to and in this paragraph, since reports go from place to place."""
        if self._document.province is not None:
            return self._document.province
        return self._carried.get(unit.line_start)

    def speaks_of(self, unit: Unit, province: str, *, by_name: bool = False) -> bool:
        """True when a unit speaks of a province, as a central text does of every one where it says
        what "Ủy ban nhân dân cấp tỉnh" has to do, and names none; ``by_name``: only where its line
        names that one."""
        if by_name:
            told = self._in_line(unit)
        elif self._document.province is None and not self._document.secondary:
            if (central := self._of_central(unit)) is None:
                return True
            told = central
        else:
            own = self.of(unit)
            told = () if own is None else (own,)
        return any(same_province(name, province) for name in told)

    def _in_line(self, unit: Unit) -> tuple[str, ...]:
        """The provinces that the line of a unit names."""
        names = self._in_lines.get(unit.line_start)
        if names is None:
            line = self._document.text[unit.line_start : unit.line_end]
            names = self._in_lines[unit.line_start] = _names(line)
        return names

    def _of_central(self, unit: Unit) -> tuple[str, ...] | None:
        """The provinces that the line of a unit in a central text names, else the nearest heading
        above it that names any; None where all are meant."""
        if unit.line_start not in self._centrally:
            line = self._document.text[unit.line_start : unit.line_end]
            above = (*reversed(self._outline.headings(unit.clause)), self._document.title)
            names = self._in_line(unit) or next(filter(None, map(_names, above)), ())
            every = any(_OF_PROVINCES.search(match_key(text)) for text in (line, *above))
            self._centrally[unit.line_start] = names or (None if every else ())
        return self._centrally[unit.line_start]

    @cached_property
    def _carried(self) -> Mapping[int, str | None]:
        """The province that each line speaks of, by where the line begins."""
        carried: str | None = None
        found = {}
        for start, end in lines_of(self._document.text):
            named = {mention.name for mention in find_provinces(self._document.text[start:end])}
            if len(named) == 1:
                carried = next(iter(named))
            elif named:
                carried = None
            found[start] = carried
        return found


def _names(text: str) -> tuple[str, ...]:
    return tuple(mention.name for mention in find_provinces(text))
