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
            line = find_provinces(self._document.text[unit.line_start : unit.line_end])
            return any(same_province(mention.name, province) for mention in line)
        if self._document.province is None and not self._document.secondary:
            return self._speaks_centrally_of(unit, province)
        own = self.of(unit)
        return own is not None and same_province(own, province)

    def _speaks_centrally_of(self, unit: Unit, province: str) -> bool:
        line = self._document.text[unit.line_start : unit.line_end]
        above = (line, *reversed(self._outline.headings(unit.clause)), self._document.title)
        for text in above:
            if named := find_provinces(text):
                return any(same_province(mention.name, province) for mention in named)
        return any(_OF_PROVINCES.search(match_key(text)) for text in above)

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
