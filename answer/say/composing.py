"""The words of an answer: verbatim lines, each with its ``[n]``, and the citations behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from answer.find.leads import tells_who
from answer.find.units import Units
from answer.model import Answer, Citation, Language, Status
from answer.say.phrases import ACCORDING_TO
from answer.say.picking import Pick
from answer.understand.cues import DOERS, Want
from answer.understand.understanding import Understanding
from answer.words import sentence_spans
from corpus.bodies import find_bodies
from corpus.cite import clause_url, document_name, full_citation
from corpus.model import Clause, Document, Level
from corpus.numbers import find_numbers
from corpus.structure.rows import cells_of
from corpus.text import trimmed

# A quote is widened from a sentence to its clause, or its paragraph, up to this many characters:
# who checks a citation wants the clause, not a fragment.
QUOTE = 700

# A reference mark of the source, such as "[1]": it stays in quotes and is left out of answers.
_SOURCE_MARK = re.compile(r"\s?\[\d{1,3}\](?=[\s.,;:)!?…]|$)|\[\d{1,3}\]")

# What ends a line, after which its [n] would look lost.
_LAST_PUNCTUATION = re.compile(r"[\s.;:,/]+$")

# The marker of a bullet at a line's start.
_BULLET = re.compile(r"^[-–—•+*]\s*")

# A letter or number marker at a line's start, left out where one sentence stands alone.
_MARKER = re.compile(
    r"^(?:[-–—•+*]|[a-zđ]\s?[).]|\d{1,2}(?:\.\d{1,2})*[.)]|[IVXLC]+\.|Điều \d+\w?\.)\s*"
)

# Questions whose answer is whom a clause is about.
_ASK_FOR_SUBJECT = DOERS | {Want.YES_NO, Want.DATE}


@dataclass(slots=True)
class Composer:
    """Collects lines and citations of one answer; a range of text is cited once."""

    citations: list[Citation] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def add(self, picks: Sequence[Pick], *, prefix: str = "") -> None:
        """Adds the lines of some pieces, with ``prefix`` (whose answer it is) before the first."""
        for number, piece in enumerate(picks):
            self._add_piece(piece, prefix if number == 0 else "", alone=len(picks) == 1)

    def cite(self, home: Units, start: int, end: int) -> int:
        """The number of the citation of a range of text, made when it is new."""
        start, end = trimmed(home.document.text, start, end)
        for citation in self.citations:
            if citation.document_id == home.document.id and (
                citation.start <= start and end <= citation.end
            ):
                return citation.id
        clause = _cited_clause(home, start, end)
        start, end = _widened(home, clause, start, end)
        self.citations.append(_citation(len(self.citations) + 1, home.document, clause, start, end))
        return self.citations[-1].id

    @property
    def text(self) -> str:
        """The answer so far."""
        return "\n".join(self.lines)

    def _add_piece(self, piece: Pick, prefix: str, *, alone: bool) -> None:
        home, text = piece.home, piece.home.document.text
        segments = list(_segments(home, piece.start, piece.end))
        for first, last, lines in segments:
            number = self.cite(home, first if piece.context is None else piece.context, last)
            for start, end in lines:
                line = _row_as_words(home, start, end) or _SOURCE_MARK.sub("", text[start:end])
                shown = " ".join(
                    _with_mark(line[a:b].strip(), number) for a, b in sentence_spans(line)
                )
                if alone and len(segments) == 1 and len(lines) == 1:
                    shown = _MARKER.sub("", shown)
                if prefix:
                    shown = f"{prefix}: {_BULLET.sub('', shown)}"
                    prefix = ""
                self.lines.append(shown)


def direct_answer(
    question: Understanding, shown: Sequence[tuple[str, Sequence[Pick]]], confidence: float
) -> Answer | None:
    """The answer of pieces that were come by without a search, each with the name of whose they
    are, "" where there is no other; None of no pieces."""
    composer = Composer()
    for name, picks in shown:
        names = [name] if name else []
        composer.add(picks, prefix=lead(names, picks, question.language))
    if not composer.citations:
        return None
    citations = tuple(composer.citations)
    return Answer(Status.ANSWERED, composer.text, citations, confidence=confidence)


def lead(names: Sequence[str], picks: Sequence[Pick], language: Language) -> str:
    """What stands before the first piece: whose answer it is (``names``), and where the answer is
    in another language than its quotes, whose words they are."""
    told = list(names)
    if language is not Language.VIETNAMESE and picks:
        home, start = picks[0].home, picks[0].start
        clause = home.outline.cited_as(home.outline.holding(start))
        told.append(ACCORDING_TO.format(source=f"{clause.label} {document_name(home.document)}"))
    return " – ".join(told)


def subject(question: Understanding, picks: Sequence[Pick]) -> str:
    """Whom a shown sentence is about, where a heading says it and the sentence does not: the
    body for "ai", the task for a field such as "Đơn vị chủ trì". A heading that cites a document
    names its issuer alone."""
    if not picks or not question.wants & _ASK_FOR_SUBJECT:
        return ""
    piece = picks[0]
    outline = piece.home.outline
    clause = outline.holding(piece.start)
    if clause.level is Level.ROW or tells_who(piece.home.document.text[piece.start : piece.end]):
        return ""
    if piece.context is not None:
        return outline.cited_as(outline.holding(piece.context)).heading.rstrip(" .:;")
    for above in (clause, *reversed(outline.ancestors(clause))):
        names_body = find_bodies(above.heading) and not find_numbers(above.heading)
        if above.start < piece.start and names_body:
            return above.heading.rstrip(" .:;")
    return ""


def _row_as_words(home: Units, start: int, end: int) -> str:
    """A row of a table as one line of words: each cell after the head of its column where the heads
    fit; "" where the line is no row."""
    clause = home.outline.at(start)
    if clause is None or clause.level is not Level.ROW:
        return ""
    cells = [cell.rstrip(" .;") for cell in cells_of(home.document.text[start:end])]
    heads = cells_of(home.tables.head_of(clause))
    if len(heads) == len(cells):
        named = zip(heads[1:], cells[1:], strict=True)
        return "; ".join(f"{head}: {cell}" for head, cell in named if cell)
    return "; ".join(cell for cell in cells[bool(clause.marker) :] if cell)


def _segments(
    home: Units, start: int, end: int
) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """A range of text as runs of lines that one clause is cited for; a heading line whose clauses
    follow in the range says nothing by itself and is left out."""
    text = home.document.text
    run: list[tuple[int, int]] = []
    holder: Clause | None = None
    position = start
    for line in text[start:end].split("\n"):
        first, last = position, position + len(line)
        position = last + 1
        if not line.strip():
            continue
        clause = home.outline.at(first)
        cited = home.outline.cited_as(clause) if clause else None
        if cited is None or _is_heading_in(home, cited, first, last, end):
            continue
        if run and cited != holder:
            yield run[0][0], run[-1][1], run
            run = []
        holder = cited
        run.append((first, last))
    if run:
        yield run[0][0], run[-1][1], run


def _is_heading_in(home: Units, clause: Clause, first: int, last: int, end: int) -> bool:
    """True for the line a clause begins with when more follows in range and the line is no more
    than its heading, or numbered clauses under it follow."""
    if first != clause.start or last >= end:
        return False
    if home.document.text[first:last] == f"{clause.marker} {clause.heading}".strip():
        return True
    numbered = [c for c in home.outline.children(clause) if home.outline.cited_as(c) == c]
    return bool(numbered) and numbered[0].start <= last + 1


def _cited_clause(home: Units, start: int, end: int) -> Clause:
    cited = home.outline.cited_as(home.outline.holding(start))
    while cited.end < end and (above := home.outline.parent(cited)) is not None:
        cited = above
    return cited


def _widened(home: Units, clause: Clause, start: int, end: int) -> tuple[int, int]:
    """The range of the quote: the clause when short, else its paragraphs, else as it is."""
    text = home.document.text
    divided = any(home.outline.cited_as(c) == c for c in home.outline.children(clause))
    whole = clause.level not in (Level.PREAMBLE, Level.CLOSING) and not divided
    if whole and clause.end - clause.start <= QUOTE and clause.start <= start and end <= clause.end:
        return clause.start, clause.end
    first = max(text.rfind("\n", 0, start) + 1, clause.start)
    newline = text.find("\n", end)
    last = min(len(text) if newline < 0 else newline, clause.end)
    return (first, last) if last - first <= QUOTE else (start, end)


def _citation(number: int, document: Document, clause: Clause, start: int, end: int) -> Citation:
    return Citation(
        id=number,
        document_id=document.id,
        document_number=document.number,
        document_title=document.title,
        issuer=document.issuer,
        issued_on=document.issued_on,
        clause=clause.address,
        label=clause.label,
        full_citation=full_citation(document, clause.label),
        quote=document.text[start:end],
        start=start,
        end=end,
        url=clause_url(document.id, clause.address),
    )


def _with_mark(line: str, number: int) -> str:
    """The line with its ``[n]`` before the full stop."""
    match = _LAST_PUNCTUATION.search(line)
    if match is None:
        return f"{line} [{number}]"
    return f"{line[: match.start()]} [{number}]{match.group().strip()}"
