"""A document as the reader shows it: clauses nested, each line split into runs shown alike.

Every code point of the canonical text but line feeds and cell separators comes out once, in order;
what stands between clauses belongs to the clause around them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from api.page.reader_parts import Line, Node, Part, Run
from api.page.reader_table import is_tabular, table_of
from api.page.words import Words
from corpus.model import Clause, Document, Level, Span
from corpus.outline import IN_CONTENTS

_TITLED = IN_CONTENTS | {Level.KHOAN}
_FIXED_TITLES = {Level.PREAMBLE: "reader.opening", Level.CLOSING: "reader.closing"}
_TABULAR = (Level.TABLE, Level.ROW)
_CONTENTS_DEPTH = 3
_DEEPEST_HEADING = 6

# A line of text, without its line feed.
_LINE = re.compile(r"[^\n]+")

# What stands between the cells of a table row in canonical text.
_CELL_BREAK = re.compile(r" ?\| ?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents; ``depth`` is 0 for the outermost."""

    address: str
    text: str
    depth: int


@dataclass(frozen=True, slots=True)
class ReaderView:
    """A document as nested clauses, with its table of contents."""

    document: Document
    parts: tuple[Part, ...]
    contents: tuple[Entry, ...]


def view_document(document: Document, say: Words, quote: Span | None = None) -> ReaderView:
    """The document for the reader, the quoted span marked. A quote that is a whole clause is left
    unmarked: the clause is lit already."""
    whole = {(clause.start, clause.end) for clause in document.clauses}
    if quote is not None and (quote.start, quote.end) in whole:
        quote = None
    tree = _Tree(document, quote)
    return ReaderView(document, tree.parts(), tuple(tree.contents(None, 0, say)))


class _Tree:
    """The document's clauses by parent, and the walk over them."""

    def __init__(self, document: Document, quote: Span | None) -> None:
        self._text = document.text
        self._quote = quote
        self._children: defaultdict[str | None, list[Clause]] = defaultdict(list)
        self._tabular: set[str] = set()
        for clause in document.clauses:
            self._children[clause.parent].append(clause)
            if clause.level is Level.TABLE or clause.parent in self._tabular:
                self._tabular.add(clause.address)

    def parts(self) -> tuple[Part, ...]:
        """The whole text as nested parts."""
        return tuple(self._parts(None, Span(0, len(self._text)), 0))

    def contents(self, parent: str | None, depth: int, say: Words) -> Iterator[Entry]:
        """The titled clauses down to a few levels, in text order; a law's go down to its điều."""
        for clause in self._children[parent]:
            fixed = _FIXED_TITLES.get(clause.level)
            title = say(fixed) if fixed else ""
            if clause.level in _TITLED and clause.heading:
                title = " ".join(_CELL_BREAK.sub(" ", f"{clause.marker} {clause.heading}").split())
            if title:
                yield Entry(clause.address, title, depth)
            if depth + 1 < _CONTENTS_DEPTH and clause.level is not Level.ARTICLE:
                yield from self.contents(clause.address, depth + 1, say)

    def _parts(self, clause: Clause | None, span: Span, depth: int) -> Iterator[Part]:
        items = self._items(clause, span, depth)
        if clause is not None and (clause.level is Level.ROW or self._in_table(clause)):
            yield from items
        elif clause is not None and clause.level is Level.TABLE:
            # What stands over the first row is the table's caption; all from there on is its body.
            body = list(items)
            start = next((at for at, item in enumerate(body) if is_tabular(item)), len(body))
            yield from body[:start]
            if body[start:]:
                yield table_of(body[start:])
        else:
            for tabular, alike in groupby(items, key=is_tabular):
                if tabular:
                    yield table_of(alike)
                else:
                    yield from alike

    def _items(self, clause: Clause | None, span: Span, depth: int) -> Iterator[Line | Node]:
        at = span.start
        for child in self._children[clause.address if clause else None]:
            yield from self._lines(clause, at, child.start)
            yield self._node(child, depth)
            at = child.end
        yield from self._lines(clause, at, span.end)

    def _node(self, clause: Clause, depth: int) -> Node:
        parts = tuple(self._parts(clause, Span(clause.start, clause.end), depth + 1))
        _, heading = self._opening(clause)
        titled = clause.level in _TITLED and heading.end > heading.start
        ends_line = self._text[heading.end : heading.end + 1] in ("\n", "")
        titled = titled and not self._in_table(clause)
        tag = f"h{min(depth + 2, _DEEPEST_HEADING)}" if titled and ends_line else ""
        return Node(clause, tag, parts)

    def _lines(self, clause: Clause | None, start: int, end: int) -> Iterator[Line]:
        if clause is not None and (clause.level in _TABULAR or self._in_table(clause)):
            for row in _LINE.finditer(self._text, start, end):
                yield Line(tuple(self._runs(cell, "text") for cell in self._cells(row)))
            return
        if clause is not None and start == clause.start < end:
            marker, heading = self._opening(clause)
            stop = self._text.find("\n", heading.end, end)
            stop = end if stop < 0 else stop
            yield Line((self._opening_runs(marker, heading, stop),))
            start = stop
        for match in _LINE.finditer(self._text, start, end):
            yield Line((self._runs(Span(*match.span()), "text"),))

    def _in_table(self, clause: Clause) -> bool:
        """True of a mục that groups the rows of a table."""
        return clause.parent in self._tabular

    def _cells(self, row: re.Match[str]) -> Iterator[Span]:
        at = row.start()
        for cell_break in _CELL_BREAK.finditer(self._text, row.start(), row.end()):
            yield Span(at, cell_break.start())
            at = cell_break.end()
        yield Span(at, row.end())

    def _opening(self, clause: Clause) -> tuple[Span, Span]:
        """Where the clause's marker and its heading stand, the heading on the marker's line or on
        the next; empty spans for none."""
        marker_end = clause.start
        if self._text.startswith(clause.marker, clause.start):
            marker_end += len(clause.marker)
        heading_start = marker_end
        while clause.heading and self._text[heading_start : heading_start + 1] in (" ", "\n"):
            heading_start += 1
        if not clause.heading or not self._text.startswith(clause.heading, heading_start):
            return Span(clause.start, marker_end), Span(marker_end, marker_end)
        return Span(clause.start, marker_end), Span(
            heading_start, heading_start + len(clause.heading)
        )

    def _opening_runs(self, marker: Span, heading: Span, end: int) -> tuple[Run, ...]:
        return (
            *self._runs(marker, "marker"),
            *self._runs(Span(marker.end, heading.start), "text"),
            *self._runs(heading, "heading"),
            *self._runs(Span(heading.end, end), "text"),
        )

    def _runs(self, span: Span, role: str) -> tuple[Run, ...]:
        """The span, cut where the quote starts and ends."""
        quote = self._quote or Span(span.end, span.end)
        start = min(max(quote.start, span.start), span.end)
        end = min(max(quote.end, start), span.end)
        cuts = ((span.start, start, False), (start, end, True), (end, span.end, False))
        return tuple(Run(self._text[a:b], role, marked) for a, b, marked in cuts if a < b)
