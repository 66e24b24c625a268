"""An answer as the page shows it: lines of text with the ``[n]`` linked to their sources.

``static/ask.js`` shows an answer that streams in by the same rules; a browser test holds the two
together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from answer.model import Answer, Citation, Language

# A citation mark of an answer: "[1]".
_MARK = re.compile(r"\[(\d{1,3})\]")

# The marker of an item at a line's start: "- ", "+ ", "• ", "2. ", "2) ", "a) ", "đ) ".
_ITEM = re.compile(r"(?:[-–+•*]|\d{1,3}(?:\.\d{1,3})*[.)]|[a-zđ]\))\s")

# The space before a mark, shown as one that does not break, so that no line begins with a mark.
_TRAILING_SPACE = re.compile(r" $")


@dataclass(frozen=True, slots=True)
class Source:
    """A citation with the address of the reader that lights its clause and marks its quote."""

    citation: Citation
    url: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, or a mark with the source it stands for; ``id`` tells two marks of one source
    apart."""

    text: str
    source: Source | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the answer; an item hangs its text behind its marker. What quotes is Vietnamese,
    whatever the language of the answer."""

    pieces: tuple[Piece, ...]
    is_item: bool
    language: Language


@dataclass(frozen=True, slots=True)
class AnswerView:
    """All that the page shows of an answer."""

    answer: Answer
    lines: tuple[Line, ...]
    sources: tuple[Source, ...]


def view_answer(answer: Answer) -> AnswerView:
    """The answer with its marks resolved; a mark without a citation stays plain text."""
    sources = {
        citation.id: Source(citation, _reader_url(citation)) for citation in answer.citations
    }
    lines = tuple(
        _line(text, sources, number, answer.language)
        for number, text in enumerate(answer.answer.splitlines())
        if text.strip()
    )
    return AnswerView(answer, lines, tuple(sources.values()))


def _line(text: str, sources: Mapping[int, Source], number: int, language: Language) -> Line:
    pieces = _pieces(text, sources, number)
    quotes = any(piece.source for piece in pieces)
    return Line(pieces, bool(_ITEM.match(text)), Language.VIETNAMESE if quotes else language)


def _pieces(text: str, sources: Mapping[int, Source], line: int) -> tuple[Piece, ...]:
    pieces = []
    shown = 0
    for mark in _MARK.finditer(text):
        source = sources.get(int(mark[1]))
        if source is None:
            continue
        pieces.append(Piece(_TRAILING_SPACE.sub("\u00a0", text[shown : mark.start()])))
        pieces.append(Piece(mark[0], source, f"trich-{line}-{mark.start()}"))
        shown = mark.end()
    pieces.append(Piece(text[shown:]))
    return tuple(piece for piece in pieces if piece.text)


def _reader_url(citation: Citation) -> str:
    path, _, address = citation.url.partition("#")
    return f"{path}?quote={citation.start}-{citation.end}#{address}"
