"""An answer as the page shows it: lines of text with the ``[n]`` linked to their sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from answer.model import Answer, Citation, Status
from corpus.model import Document

# A citation mark of an answer: "[1]".
_MARK = re.compile(r"\[(\d{1,3})\]")

# The marker of an item at a line's start: "- ", "+ ", "• ", "2. ", "2) ", "a) ", "đ) ".
_ITEM = re.compile(r"(?:[-–+•*]|\d{1,3}(?:\.\d{1,3})*[.)]|[a-zđ]\))\s")

# The space before a mark, shown as one that does not break, so that no line begins with a mark.
_TRAILING_SPACE = re.compile(r" $")

STATUS_TITLES: Mapping[Status, str] = {
    Status.ANSWERED: "Trả lời",
    Status.PARTIAL: "Trả lời được một phần",
    Status.NOT_STATED: "Văn bản không nêu điều này",
    Status.NO_DOCUMENT: "Trong kho chưa có văn bản này",
    Status.OUT_OF_SCOPE: "Ngoài phạm vi của trợ lý",
    Status.REFUSED: "Không thực hiện yêu cầu này",
    Status.CLARIFY: "Cần hỏi rõ thêm",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A citation with the address of the reader that lights its clause and marks its quote."""

    citation: Citation
    url: str
    secondary: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, or a mark with the source it stands for; ``id`` tells two marks of one source
    apart."""

    text: str
    source: Source | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the answer; an item hangs its text behind its marker."""

    pieces: tuple[Piece, ...]
    is_item: bool


@dataclass(frozen=True, slots=True)
class AnswerView:
    """All that the page shows of an answer."""

    answer: Answer
    title: str
    lines: tuple[Line, ...]
    sources: tuple[Source, ...]


def view_answer(answer: Answer, documents: Mapping[str, Document]) -> AnswerView:
    """The answer with its marks resolved; a mark without a citation stays plain text."""
    sources = {
        citation.id: Source(
            citation,
            _reader_url(citation),
            citation.document_id in documents and documents[citation.document_id].secondary,
        )
        for citation in answer.citations
    }
    lines = tuple(
        Line(_pieces(text, sources, number), bool(_ITEM.match(text)))
        for number, text in enumerate(answer.answer.splitlines())
        if text.strip()
    )
    return AnswerView(answer, STATUS_TITLES[answer.status], lines, tuple(sources.values()))


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
