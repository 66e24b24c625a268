"""Walking a document's tree: children, ancestors, leads, the clause at an offset."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from corpus.model import Clause, Document, Level

# Levels down to the articles: what a table of contents lists.
IN_CONTENTS = frozenset(
    {
        Level.ATTACHED,
        Level.ANNEX,
        Level.PART,
        Level.CHAPTER,
        Level.SECTION,
        Level.SUBSECTION,
        Level.ARTICLE,
    }
)

# Levels that officials number and cite; bullets and plain paragraphs are cited by what holds them.
NUMBERED = IN_CONTENTS | {Level.KHOAN, Level.SUB_KHOAN, Level.DIEM, Level.ROW}


class Outline:
    """The tree of one document, indexed once for walking."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._by_address = {clause.address: clause for clause in document.clauses}
        self._children: dict[str | None, list[Clause]] = {}
        for clause in document.clauses:
            self._children.setdefault(clause.parent, []).append(clause)
        self._ordered = sorted(document.clauses, key=lambda clause: (clause.start, -clause.end))
        self._starts = [clause.start for clause in self._ordered]

    def __iter__(self) -> Iterator[Clause]:
        return iter(self._ordered)

    def get(self, address: str) -> Clause | None:
        """The clause at an address, or None."""
        return self._by_address.get(address)

    def children(self, clause: Clause | None) -> list[Clause]:
        """The clauses right under one, in text order; the top of the tree for None."""
        return self._children.get(clause.address if clause else None, [])

    def descendants(self, clause: Clause) -> Iterator[Clause]:
        """Every clause below one, in text order."""
        for child in self.children(clause):
            yield child
            yield from self.descendants(child)

    def parent(self, clause: Clause) -> Clause | None:
        """The clause right above, or None at the top."""
        return self._by_address.get(clause.parent) if clause.parent else None

    def ancestors(self, clause: Clause) -> list[Clause]:
        """The clauses above, outermost first."""
        above: list[Clause] = []
        step = self.parent(clause)
        while step is not None:
            above.append(step)
            step = self.parent(step)
        return above[::-1]

    def at(self, offset: int) -> Clause | None:
        """The innermost clause that holds the character at ``offset``."""
        position = bisect_right(self._starts, offset) - 1
        while position >= 0:
            clause = self._ordered[position]
            if clause.start <= offset < clause.end:
                return clause
            position -= 1
        return None

    def holding(self, offset: int) -> Clause:
        """The innermost clause at an offset of the text, which clauses cover; between two lines,
        the one before."""
        clause = self.at(offset) or self.at(offset - 1)
        if clause is None:
            raise IndexError(f"no clause holds offset {offset} of {self.document.id}")
        return clause

    def cited_as(self, clause: Clause) -> Clause:
        """The clause that officials cite for this one: itself when numbered, else what holds it."""
        for candidate in (clause, *reversed(self.ancestors(clause))):
            if candidate.level in NUMBERED or candidate.parent is None:
                return candidate
        return clause

    def lead_end(self, clause: Clause) -> int:
        """Where a clause's own words end and its first child begins (its end when it has none)."""
        children = self.children(clause)
        return children[0].start if children else clause.end

    def lead(self, clause: Clause) -> str:
        """A clause's own words, up to its first child."""
        return self.document.text[clause.start : self.lead_end(clause)].rstrip("\n")

    def text(self, clause: Clause) -> str:
        """The clause whole."""
        return self.document.text[clause.start : clause.end]

    def headings(self, clause: Clause) -> list[str]:
        """Marker and heading of each clause above, outermost first; those without a heading give
        their marker alone, and those without either nothing."""
        path = []
        for above in self.ancestors(clause):
            title = " ".join(part for part in (above.marker, above.heading) if part)
            if title:
                path.append(title)
        return path
