"""When two readings are of one document, and which of them stands.

One document: the same number, issuer, year and kind, and texts that do not clearly differ (an annex
in a file of its own may bear the number of its decision). Where one of these is unknown, the texts
have to be alike. Two years, two kinds, two numbers, two issuers are two documents; but a number or
an issuer that OCR read may be misread, and then the texts decide.

Of several readings of one document stands, of one file name, the one added last; then the document
itself before a report on it, a whole text before an excerpt, a text before OCR, OCR of a scan that
is here to look at before a text that OCR made elsewhere, the longer text.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.library.sketch import Sketch, are_alike, containment
from corpus.model import Document
from corpus.numbers import number_key
from corpus.text import fold

ALIKE = 0.85
"""Two texts are one from this share of common runs of words on. Short circulars of one body and one
day, of one form on two subjects, share 0.72."""

ALIKE_MISREAD = 0.6
"""The same where OCR read one of them, or where they bear the same number. Two engines' OCR of one
scan share 0.63 and more; two laws of which one replaces the other, 0.46."""

NOT_ANOTHER = 0.4
"""Under one number, texts are of different documents when less than this share of the shorter one
stands in the longer."""

WHOLE = 0.8
"""A text is whole from this share of the longest one's length on: an excerpt may not say that it is
one."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading that may stand for its document: ``told`` is what kind, year, issuer and number it
    tells, in one spelling, None where unknown; ``sure`` is which of them are certain; ``ocr`` that
    the text may be misread."""

    sketch: Sketch
    ocr: bool
    told: tuple[str | int | None, ...]
    sure: tuple[bool, ...]

    @classmethod
    def of(cls, document: Document, sketch: Sketch) -> Candidate:
        """The candidate that a document with its sketch is."""
        number = None if document.number is None else number_key(document.number)
        year = document.issued_on.year if document.issued_on else None
        told = (_folded(document.kind), year, _folded(document.issuer), number)
        ocr = _is_ocr(document)
        return cls(sketch, ocr, told, (True, True, not ocr, "number" not in document.unconfirmed))

    @property
    def number(self) -> str | int | None:
        """The number, None where it is unknown or uncertain."""
        return self.told[-1] if self.sure[-1] else None


def are_one(one: Candidate, other: Candidate) -> bool:
    """True when two readings are of the same document."""
    agreed = 0
    for here, there, *sure in zip(one.told, other.told, one.sure, other.sure, strict=True):
        if here is None or there is None:
            continue
        if here == there:
            agreed += 1
        elif all(sure):
            return False
    if agreed == len(one.told):
        return containment(one.sketch, other.sketch) >= NOT_ANOTHER
    same_number = one.told[-1] is not None and one.told[-1] == other.told[-1]
    share = ALIKE_MISREAD if one.ocr or other.ocr or same_number else ALIKE
    return are_alike(one.sketch, other.sketch, share)


def fewest_shared(one: Candidate, other: Candidate) -> float:
    """How many numbers of their sketches two readings share at least where their texts make them
    one."""
    return ALIKE_MISREAD * min(len(one.sketch), len(other.sketch))


def rank(document: Document, longest: int) -> tuple[bool, bool, bool, bool, int]:
    """Orders readings of one document, the best highest; ``longest`` is the length of the longest
    text among them."""
    ocr = _is_ocr(document)
    return (
        not document.secondary,
        not document.truncated and len(document.text) >= WHOLE * longest,
        not ocr,
        not ocr or _has_scan(document),
        len(document.text),
    )


def reason(best: Document, other: Document) -> str:
    """Why ``best`` stands and not ``other``, in a few Vietnamese words."""
    if best.source == other.source:
        return "đã có bản nạp sau của cùng tệp"
    told = ("là nguồn thứ cấp", "là trích đoạn", "đọc bằng OCR", "là chữ OCR không kèm bản quét",
            "ngắn hơn")  # fmt: skip
    longest = max(len(best.text), len(other.text))
    for here, there, said in zip(rank(best, longest), rank(other, longest), told, strict=True):
        if here != there:
            return said
    return "trùng với bản có trước"


def _is_ocr(document: Document) -> bool:
    return document.report.reading is not None and document.report.reading.ocr


def _has_scan(document: Document) -> bool:
    """Whether OCR was done here, on pages that a person can look at."""
    return document.report.reading is not None and document.report.reading.confidence is not None


def _folded(text: str | None) -> str | None:
    return None if text is None else fold(text)
