"""The blocks of a Word document's body: its paragraphs and tables, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from corpus.formats.blocks import Block, Cell, Table, render
from corpus.formats.word_numbering import Numbering, spell_number
from corpus.formats.word_runs import RunText
from corpus.formats.word_styles import Styles
from corpus.formats.word_xml import MATH, MC, W, number, value

# Elements whose blocks or runs belong to what they stand in.
_WRAPPERS = frozenset(
    W + tag for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
)
# Elements that show nothing, or something other than text.
_SILENT = frozenset(
    [W + tag for tag in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "instrText")]
    + [W + tag for tag in ("delText", "delInstrText", "fldData", "tblPr", "tcPr", "trPr")]
)
# A marker at the start of a paragraph, typed by hand, with the tab that sets it off.
_TYPED_MARKER = re.compile(
    r"^\s*(?:(?:Điều|Chương|Mục|Phần)\s+)?(?:[IVXLC]+|\d{1,3}(?:\.\d{1,3})*|[a-zđA-Z])?[.):–+•-]?\t+",
    re.IGNORECASE,
)
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_TABLE_OF_CONTENTS = "toc "


@dataclass(frozen=True, slots=True)
class Parts:
    """The XML parts of a document, None for those it does not have."""

    body: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None
    footnotes: etree._Element | None
    endnotes: etree._Element | None


class Body:
    """Reads the blocks of one document, counting its numbered paragraphs and notes on the way."""

    def __init__(self, parts: Parts) -> None:
        self._styles = Styles(parts.styles)
        self._numbering = Numbering(parts.numbering)
        self._runs = RunText(self._styles, parts.body)
        self._notes = {
            (kind, note.get(W + "id", "")): note
            for kind, root in (("footnote", parts.footnotes), ("endnote", parts.endnotes))
            if root is not None
            for note in root.findall(W + kind)
        }
        self._called: dict[tuple[str, str], str] = {}
        self._contents: list[str] = []

    def blocks(self, parent: etree._Element) -> list[Block]:
        """The paragraphs and tables in an element, those in its wrappers included."""
        found: list[Block] = []
        carried = ""
        for child in _through(parent):
            if child.tag == W + "tbl":
                found.append(self._table(child))
            elif child.tag == W + "p":
                text, boxes = self._paragraph(child, carried)
                # A deleted paragraph mark: what follows goes on in the same paragraph.
                joins = child.find(f"{W}pPr/{W}rPr/{W}del") is not None
                carried = text if joins else ""
                found += [] if joins or not text.strip() else [text.rstrip(" ")]
                found += boxes
        return [*found, carried] if carried.strip() else found

    def notes(self) -> list[str]:
        """The foot- and endnotes that the text calls, in order, each one line with its mark."""
        lines: list[str] = []
        for key, mark in list(self._called.items()):
            if key in self._notes:
                text = " ".join(render(self.blocks(self._notes[key])))
                lines.append(f"{mark} {text.strip()}")
        return lines

    def remarks(self) -> tuple[str, ...]:
        """What reading left out or changed, for the report."""
        contents = len(self._contents)
        left_out = [f"Đã bỏ mục lục tự động ({contents} dòng)."] if contents else []
        return (*left_out, *self._runs.remarks())

    def _paragraph(self, paragraph: etree._Element, before: str) -> tuple[str, list[Block]]:
        """The text of a paragraph, its label first, and the blocks of its text boxes."""
        style = value(paragraph, "pPr/pStyle")
        inline = _Inline(self, style)
        inline.walk(paragraph)
        text = _TYPED_MARKER.sub(lambda marker: marker[0].replace("\t", " "), inline.text())
        if self._styles.name(style).startswith(_TABLE_OF_CONTENTS):
            self._contents.append(text)
            return "", inline.boxes
        if before:
            return before + text, inline.boxes
        return self._label(paragraph, style, bool(text.strip())) + text.lstrip(" "), inline.boxes

    def _label(self, paragraph: etree._Element, style: str | None, has_text: bool) -> str:
        inherited = self._styles.list_place(style)
        list_id = value(paragraph, "pPr/numPr/numId") or inherited.list_id
        if list_id is None or list_id == "0":
            return ""
        level = number(paragraph, "pPr/numPr/ilvl")
        if level is None:
            level = inherited.level
        if level is None:
            level = self._numbering.level_of_style(list_id, inherited.style or "")
        label = self._runs.label(self._numbering.label(list_id, level))
        # An empty bullet shows a dot and says nothing; an empty number may be a row's (TT).
        return label if has_text or any(char.isalnum() for char in label) else ""

    def _table(self, table: etree._Element) -> Table:
        rows: list[tuple[Cell, ...]] = []
        above: dict[int, Cell] = {}
        for row in _through(table):
            if row.tag != W + "tr" or row.find(f"{W}trPr/{W}del") is not None:
                continue
            column = number(row, "trPr/gridBefore") or 0
            cells: list[Cell] = [Cell()] * column
            current: dict[int, Cell] = {}
            for element in _through(row):
                if element.tag == W + "tc":
                    width = max(1, number(element, "tcPr/gridSpan") or 1)
                    cell = self._cell(element, above.get(column), cells[-1] if cells else None)
                    cells += [cell] * width
                    current.update(dict.fromkeys(range(column, column + width), cell))
                    column += width
            above = current
            rows.append(tuple(cells))
        return Table(tuple(rows))

    def _cell(self, element: etree._Element, above: Cell | None, left: Cell | None) -> Cell:
        """A cell; one that goes on with a merged cell is that cell."""
        properties = element.find(W + "tcPr")
        if properties is not None:
            for merge, first in (("vMerge", above), ("hMerge", left)):
                goes_on = properties.find(W + merge) is not None and (
                    value(properties, merge) in {None, "continue"}
                )
                if goes_on and first is not None:
                    return first
        return Cell(tuple(self.blocks(element)))

    def call_note(self, kind: str, note_id: str) -> str:
        """The mark of a note where the text calls it: ``[1]``, for an endnote ``[i]``."""
        same = sum(known == kind for known, _ in self._called) + 1
        form = "decimal" if kind == "footnote" else "lowerRoman"
        return self._called.setdefault((kind, note_id), f"[{spell_number(same, form)}]")

    def piece(self, run: etree._Element | None, style: str | None, text: str) -> tuple[str, str]:
        """A run's piece of text as it shows, and the legacy encoding it is still in."""
        return self._runs.shown(run, style, text)

    def unicode(self, text: str, encoding: str) -> str:
        """Neighbouring pieces of one encoding in Unicode."""
        return self._runs.unicode(text, encoding)


class _Inline:
    """The text of one paragraph, gathered run by run."""

    def __init__(self, body: Body, style: str | None) -> None:
        self._body = body
        self._style = style
        self._pieces: list[tuple[str, str]] = []
        self.boxes: list[Block] = []

    def walk(self, element: etree._Element, run: etree._Element | None = None) -> None:
        """Gather what shows in an element; ``run`` is the run it stands in."""
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in _SILENT:
                continue
            if tag in (W + "t", MATH + "t"):
                self._add(run, child.text or "")
            elif tag == MC + "AlternateContent":
                self.walk(_alternative(child), run)
            elif tag == W + "txbxContent":
                self.boxes += self._body.blocks(child)
            elif tag in _NOTES:
                mark = self._body.call_note(_NOTES[tag], child.get(W + "id", ""))
                self._pieces.append((mark, ""))
            elif (sign := _sign(child)) is not None:
                self._add(run, sign)
            else:
                self.walk(child, child if tag == W + "r" else run)

    def text(self) -> str:
        """The paragraph's text; neighbours in one legacy encoding are converted together, for a
        letter may be split over two runs."""
        joined: list[list[str]] = []
        for text, encoding in self._pieces:
            if joined and joined[-1][1] == encoding:
                joined[-1][0] += text
            else:
                joined.append([text, encoding])
        return "".join(self._body.unicode(text, encoding) for text, encoding in joined)

    def _add(self, run: etree._Element | None, text: str) -> None:
        self._pieces.append(self._body.piece(run, self._style, text))


def _sign(element: etree._Element) -> str | None:
    """What an element other than text shows, None for one that may hold text."""
    tag = element.tag
    if tag == W + "tab":
        return "\t"
    if tag in (W + "br", W + "cr"):
        return "\n"
    if tag == W + "noBreakHyphen":
        return "-"
    if tag == W + "softHyphen":
        return "\u00ad"
    if tag == W + "sym":
        return _symbol(element.get(W + "char", ""))
    return None


def _symbol(code: str) -> str:
    """A character of a symbol font. Those of the private area (a bullet, a box to tick) have no
    name in Unicode that holds for every font."""
    point = int(code, 16) if code else 0
    return "" if point < 0x20 or 0xE000 <= point <= 0xF8FF else chr(point)


def _alternative(content: etree._Element) -> etree._Element:
    """Of two ways to show the same, the first that holds text."""
    ways = [child for child in content if child.tag in (MC + "Choice", MC + "Fallback")]
    with_text = (way for way in ways if next(way.iter(W + "t"), None) is not None)
    return next(with_text, ways[0] if ways else content)


def _through(parent: etree._Element) -> Iterator[etree._Element]:
    """The children of an element, those of its wrappers in their place."""
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _through(child)
        elif child.tag == MC + "AlternateContent":
            yield from _through(_alternative(child))
        elif isinstance(child.tag, str):
            yield child
