"""The paragraphs and tables of an HTML element, as a browser shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from corpus.formats import legacy
from corpus.formats.blocks import Block, Cell, Table
from corpus.formats.word_numbering import spell_number

_SILENT = frozenset(
    "script style noscript template head title meta link iframe object embed svg math canvas "
    "audio video img map textarea option button input select".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark o:p q s samp "
    "small span st1:place strike strong sub sup time tt u var wbr".split()
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_UPPERCASE_STYLE = re.compile(r"text-transform\s*:\s*uppercase")
# The fonts in a style: "font-family: '.VnTimeH', serif".
_FONT_STYLE = re.compile(r"font-family\s*:\s*[\"']?([^;\"',]+)")
# A link to a note: "#_ftn1", "#sdfootnote1sym".
_NOTE_LINK = re.compile(r"#.*(?:ftn|edn|note)", re.IGNORECASE)
# A marker at the start of an item whose list would number it as well.
_MARKED = re.compile(r"\s*(?:[-–+•*]|(?:\d{1,3}|[a-zđA-Z]|[IVXLC]+)(?:\.\d{1,2})*\s*[.)/])")
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_BREAK = "\n"
_MOST_SPANNED = 1000


def is_hidden(element: HtmlElement) -> bool:
    """True for an element that a browser does not show."""
    return isinstance(element.tag, str) and (
        element.tag in _SILENT
        or element.get("hidden") is not None
        or _HIDDEN_STYLE.search(element.get("style", "").lower()) is not None
    )


class HtmlBlocks:
    """Reads the blocks of elements; ``encoding`` is the legacy one that the page's text is in."""

    def __init__(self, encoding: str | None) -> None:
        self._encoding = encoding

    def of(self, element: HtmlElement) -> list[Block]:
        """The blocks in an element."""
        blocks: list[Block] = []
        pending: list[str] = []
        for piece in self._pieces(element, upper=False):
            if isinstance(piece, str):
                pending.append(piece)
                continue
            blocks += _paragraph(pending)
            pending = []
            if isinstance(piece, Table):
                blocks.append(piece)
        return [*blocks, *_paragraph(pending)]

    def _pieces(self, element: HtmlElement, *, upper: bool) -> Iterator[str | Table | None]:
        """Texts, tables, and None where a paragraph ends."""
        upper = upper or self._shows_capitals(element)
        yield self._shown(element.text, upper)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _SILENT:
                yield from self._child(child, upper)
            yield self._shown(child.tail, upper)

    def _child(self, child: HtmlElement, upper: bool) -> Iterator[str | Table | None]:
        if child.tag == "br":
            yield _BREAK
        elif child.tag == "table":
            yield None
            yield self._table(child)
        elif child.tag == "a" and _NOTE_LINK.match(child.get("href", "")):
            mark = "".join(child.itertext()).strip()
            yield f"[{mark}]" if mark.isalnum() else mark
        elif child.tag in _INLINE:
            yield from self._pieces(child, upper=upper)
        else:
            yield None
            if child.tag == "li":
                yield _item_marker(child)
            yield from self._pieces(child, upper=upper)
            yield None

    def _shown(self, text: str | None, upper: bool) -> str:
        # A line's end in the source is a space to a browser; those of <br> come as pieces.
        shown = " ".join((text or "").replace("\xa0", " ").split("\n")).replace("\r", " ")
        if self._encoding:
            shown = legacy.to_unicode(shown, self._encoding)
        return shown.upper() if upper else shown

    def _shows_capitals(self, element: HtmlElement) -> bool:
        style = element.get("style", "")
        family = _FONT_STYLE.search(style)
        font = element.get("face") or (family[1].strip() if family else "")
        capitals = self._encoding is not None and legacy.draws_capitals(font)
        return capitals or _UPPERCASE_STYLE.search(style.lower()) is not None

    def _table(self, table: HtmlElement) -> Table:
        """The table's grid: a cell that spans rows or columns stands in all of them."""
        grid: dict[tuple[int, int], Cell] = {}
        at = 0
        for row in _rows(table):
            column = 0
            for element in row:
                if element.tag not in {"td", "th"}:
                    continue
                while (at, column) in grid:
                    column += 1
                cell = Cell(tuple(self.of(element)))
                for below in range(_span(element, "rowspan")):
                    for beside in range(_span(element, "colspan")):
                        grid.setdefault((at + below, column + beside), cell)
            at += 1
        return _as_table(grid, at)


def _as_table(grid: dict[tuple[int, int], Cell], rows: int) -> Table:
    width = max((column for _, column in grid), default=-1) + 1
    return Table(
        tuple(
            tuple(grid.get((at, column), Cell()) for column in range(width)) for at in range(rows)
        )
    )


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """The rows of a table, not those of tables in it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"tbody", "thead", "tfoot"}:
            yield from (row for row in child if row.tag == "tr")


def _span(element: HtmlElement, name: str) -> int:
    text = element.get(name, "1").strip()
    return min(int(text), _MOST_SPANNED) if text.isdecimal() and int(text) else 1


def _paragraph(pieces: list[str]) -> list[str]:
    lines = (" ".join(line.split()) for line in "".join(pieces).split(_BREAK))
    text = "\n".join(line for line in lines if line)
    return [text] if text else []


def _item_marker(item: HtmlElement) -> str:
    """What a browser shows before an item of a list, unless the item's words have it."""
    parent = item.getparent()
    if parent is None or _MARKED.match("".join(item.itertext()).strip()):
        return ""
    if parent.tag != "ol":
        return "- "
    items = [child for child in parent if child.tag == "li"]
    start = parent.get("start", "1")
    count = (int(start) if start.isdecimal() else 1) + items.index(item)
    return f"{spell_number(count, _LIST_FORMS.get(parent.get('type', '1'), 'decimal'))}. "
