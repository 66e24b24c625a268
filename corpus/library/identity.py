"""When two readings are of one document, and which of them stands.

One document: the same number, issuer, year and kind, and texts that do not clearly differ (an annex
in a file of its own may bear the number of its decision). Where a number is missing, or was read by
OCR and confirmed by no one, or where another of these is unknown, the texts have to be alike; what
is known must not contradict.

Of several readings of one document stands, of one file name, the one added last; then the document
itself before a report on it, a whole text before an excerpt, a text before OCR, the longer text.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.library.sketch import Sketch, containment, likeness
from corpus.model import Document
from corpus.numbers import number_key
from corpus.text import fold

ALIKE = 0.6
"""Two texts are one from this share of common runs of words on. Two engines' OCR of one scan share
0.63 and more; two laws of which one replaces the other, 0.46."""

NOT_ANOTHER = 0.4
"""Under one number, texts are of different documents when less than this share of the shorter one
stands in the longer."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading that may stand for its document. ``number`` is in one spelling, None where there is
    none to rely on; ``known`` are kind, issuer and year, None where unknown."""

    document: Document
    sketch: Sketch
    number: str | None
    known: tuple[str | int | None, ...]

    @classmethod
    def of(cls, document: Document, sketch: Sketch) -> Candidate:
        """The candidate that a document with its sketch is."""
        sure = "number" not in document.unconfirmed
        return cls(
            document,
            sketch,
            number_key(document.number) if document.number and sure else None,
            (
                _folded(document.kind),
                _folded(document.issuer),
                document.issued_on.year if document.issued_on else None,
            ),
        )


def are_one(one: Candidate, other: Candidate) -> bool:
    """True when two readings are of the same document."""
    told = ((one.number, *one.known), (other.number, *other.known))
    if any(None not in pair and pair[0] != pair[1] for pair in zip(*told, strict=True)):
        return False
    if None not in told[0] and None not in told[1]:
        return containment(one.sketch, other.sketch) >= NOT_ANOTHER
    return likeness(one.sketch, other.sketch) >= ALIKE


def rank(document: Document) -> tuple[bool, bool, bool, int]:
    """Orders readings of one document, the best highest."""
    reading = document.report.reading
    ocr = reading is not None and reading.ocr
    return (not document.secondary, not document.truncated, not ocr, len(document.text))


def reason(best: Document, other: Document) -> str:
    """Why ``best`` stands and not ``other``, in a few Vietnamese words."""
    if best.source == other.source:
        return "đã có bản nạp sau của cùng tệp"
    told = ("là nguồn thứ cấp", "là trích đoạn", "đọc bằng OCR", "ngắn hơn")
    for here, there, said in zip(rank(best), rank(other), told, strict=True):
        if here != there:
            return said
    return "trùng với bản có trước"


def _folded(text: str | None) -> str | None:
    return None if text is None else fold(text)
