"""Documents cut into passages: what is embedded and ranked.

A clause that is short enough is a passage. A longer one gives a passage for each of its parts;
neighbouring parts that are very short stay together, and a long part without parts of its own is
cut at sentences. Every passage is a contiguous piece of the canonical text; together they hold
all of it, except the headings that stand in the heads of the passages below them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.model import Clause, Document, Level
from corpus.text import trimmed
from index.heads import head, heading_line, heading_path
from index.langchain_splitter import split_at_sentences
from index.model import DEFAULT_SIZES, Passage, PassageSettings

TokenCounter = Callable[[Sequence[str]], list[int]]
"""The tokens of each text as the encoder sees it, prompt and special tokens included."""

_SMALLEST_ROOM = 64
"""Tokens a head must leave for the body; a longer head is left off."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of the text on its way to a passage, with the clause it is cited by."""

    start: int
    end: int
    owner: Clause


def passages_of(
    document: Document, count_tokens: TokenCounter, settings: PassageSettings = DEFAULT_SIZES
) -> list[Passage]:
    """The passages of a document, in text order."""
    passages = list(_Cutter(document, settings).passages())
    sizes = count_tokens([passage_text(document, passage) for passage in passages])
    return [
        part
        for passage, size in zip(passages, sizes, strict=True)
        for part in (
            [passage]
            if size <= settings.max_tokens
            else _cut_to_tokens(document, passage, count_tokens, settings.max_tokens)
        )
    ]


def passage_text(document: Document, passage: Passage) -> str:
    """What is embedded of a passage: its head, then its body."""
    return f"{passage.head}\n{document.text[passage.start : passage.end]}".lstrip("\n")


class _Cutter:
    """The way from one document's tree to its passages, before tokens are counted."""

    def __init__(self, document: Document, settings: PassageSettings) -> None:
        self._document = document
        self._text = document.text
        self._settings = settings
        self._by_address = {clause.address: clause for clause in document.clauses}
        self._in_order = sorted(document.clauses, key=lambda clause: (clause.start, -clause.end))
        self._starts = [clause.start for clause in self._in_order]
        self._children: dict[str | None, list[Clause]] = defaultdict(list)
        for clause in self._in_order:
            self._children[clause.parent].append(clause)

    def passages(self) -> Iterator[Passage]:
        for piece in self._joined(self._children[None], None):
            yield self._passage(piece)

    def _pieces(self, clause: Clause) -> list[_Piece]:
        if clause.end - clause.start <= self._settings.whole:
            return [_Piece(clause.start, clause.end, clause)]
        if children := self._children[clause.address]:
            return self._joined(children, clause)
        return self._sentences(clause, self._after_heading(clause), clause.end)

    def _joined(self, children: Sequence[Clause], parent: Clause | None) -> list[_Piece]:
        """The pieces of neighbours, the small ones put together, with the parent's own text."""
        pieces: list[_Piece] = []
        open_run = False  # whether the last piece may take more in
        position = parent.start if parent else 0
        for child in children:
            if parent and (own := self._own_text(parent, position, child.start)):
                pieces += own
                open_run = len(own) == 1
            parts = self._pieces(child)
            # A part that leaves its clause's heading to the head above it needs that head.
            whole = len(parts) == 1 and parts[0].start == child.start
            joinable = whole and (parent is not None or child.level is Level.PARAGRAPH)
            if joinable and open_run and self._belong_together(pieces[-1], parts[0]):
                owner = parent or pieces[-1].owner
                pieces[-1] = _Piece(pieces[-1].start, parts[0].end, owner)
            else:
                pieces += parts
            open_run = joinable
            position = child.end
        if parent and (own := self._own_text(parent, position, parent.end)):
            pieces += own
        return pieces

    def _belong_together(self, left: _Piece, right: _Piece) -> bool:
        smaller = min(left.end - left.start, right.end - right.start)
        return smaller < self._settings.small and right.end - left.start <= self._settings.run

    def _own_text(self, clause: Clause, start: int, end: int) -> list[_Piece]:
        """The text of a clause between its children, unless it is a heading heads show whole."""
        if start == clause.start:
            start = self._after_heading(clause)
        return self._sentences(clause, start, end)

    def _after_heading(self, clause: Clause) -> int:
        """Where the text of a clause starts below its heading, if that is a line of its own and
        heads show it whole; else where the clause starts."""
        line = f"{clause.marker} {clause.heading}".strip()
        end = clause.start + len(line)
        shown = clause.heading and heading_line(clause) == line
        alone = self._text[clause.start : end + 1] == line + "\n" and end < clause.end
        return end if shown and alone and not line.endswith((".", ";")) else clause.start

    def _sentences(self, clause: Clause, start: int, end: int) -> list[_Piece]:
        start, end = trimmed(self._text, start, end)
        if end - start <= self._settings.whole:
            return [_Piece(start, end, clause)] if start < end else []
        cuts = split_at_sentences(self._text[start:end], self._settings.whole)
        spans = (trimmed(self._text, start + left, start + right) for left, right in cuts)
        return [_Piece(left, right, clause) for left, right in spans if left < right]

    def _passage(self, piece: _Piece) -> Passage:
        path = heading_path(piece.owner, self._by_address)
        if piece.start > piece.owner.start:
            path.append(piece.owner)
        inside = self._in_order[
            bisect_left(self._starts, piece.start) : bisect_left(self._starts, piece.end)
        ]
        others = (
            clause.address
            for clause in inside
            if clause.end <= piece.end and clause.address != piece.owner.address
        )
        return Passage(
            document_id=self._document.id,
            clauses=(piece.owner.address, *others),
            start=piece.start,
            end=piece.end,
            head=head(self._document, path),
        )


def _cut_to_tokens(
    document: Document, passage: Passage, count_tokens: TokenCounter, max_tokens: int
) -> list[Passage]:
    """A passage that is too long for the encoder, as several that are not."""
    (frame,) = count_tokens([f"{passage.head}\n"])
    (bare,) = count_tokens([""])
    if frame > max_tokens - _SMALLEST_ROOM:
        passage, frame = replace(passage, head=""), bare
    body = document.text[passage.start : passage.end]
    room = max_tokens - frame
    while True:
        cuts = split_at_sentences(body, room, lambda text: count_tokens([text])[0] - bare)
        spans = (
            trimmed(document.text, passage.start + left, passage.start + right)
            for left, right in cuts
        )
        parts = [
            replace(
                passage, start=left, end=right, clauses=_touched(document, passage, left, right)
            )
            for left, right in spans
            if left < right
        ]
        sizes = count_tokens([passage_text(document, part) for part in parts])
        if max(sizes) <= max_tokens or room == 1:
            return parts
        room //= 2  # tokens of joined texts do not add up exactly: try with smaller pieces


def _touched(document: Document, passage: Passage, start: int, end: int) -> tuple[str, ...]:
    spans = {clause.address: (clause.start, clause.end) for clause in document.clauses}
    owner, *others = passage.clauses
    inside = (a for a in others if spans[a][0] < end and spans[a][1] > start)
    return (owner, *inside)
