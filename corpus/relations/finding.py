"""Finding what a document does to others.

Only what it does itself counts: its title, the sentences in which it speaks of itself ("Quyết định
này … thay thế …"), and the provisions of its articles on amendment and effect. Mentions in bases,
quotations, annexes, tasks ("nghiên cứu sửa đổi …") and reports on other texts do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.model import Clause, Document, Level, Relation, RelationKind, Span
from corpus.outline import Outline
from corpus.relations.sentences import Said, items_of, read_sentence, read_title
from corpus.text import trimmed

# Clauses without any of these words do nothing to other documents.
_TRIGGER = re.compile(
    r"sửa đổi|bổ sung|điều chỉnh|đính chính|thay thế|bãi bỏ|h(?:ủy|uỷ) bỏ|hiệu lực", re.IGNORECASE
)

# What articles are about that amend other documents or put an end to them.
_FINAL = re.compile(
    r"sửa đổi|bổ sung|thay thế|bãi bỏ|h(?:ủy|uỷ) bỏ|hiệu lực|điều khoản (?:thi hành|cuối)",
    re.IGNORECASE,
)

# A lead on amending: the provisions under it say how.
_AMENDING = re.compile(r"(?:sửa đổi|bổ sung|thay thế|bãi bỏ|h(?:ủy|uỷ) bỏ)\b", re.IGNORECASE)

# Where a sentence ends: with its line, or at a full stop before a capital, "TP." apart.
_SENTENCE_END = re.compile(r"\n+|(?<!\bTP)(?<!\btp)(?<=[^\W_])\.\s+(?=[“\"A-ZĐÀ-Ỹ])")

# A quotation in curly marks, perhaps with one inside; in straight ones, within a line or from a
# line's beginning.
_QUOTED = re.compile(r'“[^“”]*(?:“[^“”]*”[^“”]*)*”|^"[^"]*"|"[^"\n]*"', re.MULTILINE)

_NO_ACTS = (Level.PREAMBLE, Level.ANNEX, Level.TABLE, Level.ROW)


def find_relations(document: Document) -> tuple[Relation, ...]:
    """What ``document`` does to others, each once, the title first; a secondary source does
    nothing."""
    if document.secondary:
        return ()
    finder = _Finder(document)
    found: dict[tuple[RelationKind, str], Relation] = {}
    for relation in (*finder.of_title(), *finder.of_clauses()):
        found.setdefault((relation.kind, relation.number or relation.name), relation)
    return tuple(found.values())


class _Finder:
    """Reads one document. Quotations are blanked out of its text, so that offsets hold."""

    def __init__(self, document: Document) -> None:
        self._title = document.evidence.get("title")
        self._outline = Outline(document)
        self._text = _QUOTED.sub(lambda quoted: " " * len(quoted.group()), document.text)

    def of_title(self) -> Iterator[Relation]:
        """What the title says."""
        if self._title is not None:
            title = self._text[self._title.start : self._title.end].replace("\n", " ")
            yield from _relations(read_title(title), self._title)

    def of_clauses(self) -> Iterator[Relation]:
        """What the clauses say, an annex's apart."""
        done = 0
        for hit in _TRIGGER.finditer(self._text):
            clause = self._outline.at(hit.start())
            if clause is None or hit.start() < done:
                continue
            done = self._outline.lead_end(clause)
            path = (*self._outline.ancestors(clause), clause)
            if not any(step.level in _NO_ACTS for step in path):
                yield from self._of_clause(clause, orders=self._orders(path))

    def _of_clause(
        self, clause: Clause, *, orders: bool, announced: RelationKind | None = None
    ) -> Iterator[Relation]:
        """What a clause's own words do; ``announced`` is what is done to the items of the list it
        belongs to. The items of a list that it announces are read with it."""
        sentences = self._sentences(clause)
        for span in sentences:
            sentence = self._text[span.start : span.end]
            said = read_sentence(sentence, orders=orders)
            if not said and announced is not None:
                said = [Said(announced, items_of(sentence))]
            yield from _relations(said, span)
            announced = next((act.kind for act in said if not act.targets), announced)
        if announced is not None and sentences and self._text[sentences[-1].end - 1] == ":":
            for item in self._outline.children(clause):
                yield from self._of_clause(item, orders=False, announced=announced)

    def _orders(self, path: Sequence[Clause]) -> bool:
        """True when the last clause of a path may act without a subject: it is an article, or a
        provision of one on amendment or effect, with nobody charged with it in between."""
        levels = [step.level for step in path]
        if Level.ARTICLE not in levels:
            return False
        article, *below = path[levels.index(Level.ARTICLE) :]
        if any(step.level not in (Level.KHOAN, Level.DIEM) for step in below):
            return False
        if below and not (_FINAL.search(self._lead(article)) or not self._lead(article)):
            return False
        return all(_AMENDING.match(self._lead(step)) for step in below[:-1])

    def _lead(self, clause: Clause) -> str:
        """A clause's own words without its marker."""
        start = clause.start + len(clause.marker)
        return self._text[start : self._outline.lead_end(clause)].strip()

    def _sentences(self, clause: Clause) -> list[Span]:
        """The sentences of a clause's own words, its marker apart."""
        start, end = clause.start + len(clause.marker), self._outline.lead_end(clause)
        cuts = [m.span() for m in _SENTENCE_END.finditer(self._text, start, end)]
        starts = [start, *(right for _, right in cuts)]
        ends = [*(left for left, _ in cuts), end]
        spans = [Span(*trimmed(self._text, a, b)) for a, b in zip(starts, ends, strict=True)]
        return [span for span in spans if span.start < span.end]


def _relations(said: Sequence[Said], span: Span) -> Iterator[Relation]:
    for act in said:
        for target in act.targets:
            yield Relation(
                kind=act.kind_for(target),
                name=target.name,
                number=target.number,
                issued_on=target.issued_on,
                province=target.province,
                since=act.since,
                start=span.start,
                end=span.end,
            )
