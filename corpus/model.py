"""What a document is once it has been read: metadata, canonical text, a tree of clauses.

Offsets count Unicode code points of ``Document.text``, which is NFC, with single spaces,
one paragraph a line, LF. ``document.text[clause.start:clause.end]`` is the clause.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """Levels of a clause, outermost first where they nest."""

    ATTACHED = "kèm_theo"
    ANNEX = "phụ_lục"
    PREAMBLE = "mở_đầu"
    PART = "phần"
    CHAPTER = "chương"
    SECTION = "mục"
    SUBSECTION = "tiểu_mục"
    ARTICLE = "điều"
    KHOAN = "khoản"
    SUB_KHOAN = "tiểu_khoản"
    DIEM = "điểm"
    BULLET = "gạch"
    TABLE = "bảng"
    ROW = "dòng"
    PARAGRAPH = "đoạn"
    CLOSING = "kết"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range ``[start, end)`` of a document's canonical text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A node of the document's tree.

    ``address`` is unique in the document (``IV.2.c``), ``label`` is what officials write
    (``điểm c khoản 2 mục IV``). ``marker`` is the numbering as printed (``c)``, ``IV.``,
    ``Điều 5.``), empty for text without one. ``heading`` is the title the clause bears, without
    its marker: the marker's line where clauses follow under it or where it reads as a title, the
    words before the colon in ``5. Sở Nội vụ: Phối hợp …``, else empty. ``parent`` is an address.
    """

    address: str
    label: str
    level: Level
    marker: str
    heading: str
    parent: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line of the source that is not in the canonical text, and the rule that dropped it."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file's text was come by: ``format`` is what the file is (``docx``, ``pdf``, ``scan``),
    ``method`` what read it. ``confidence`` and ``pages`` are of OCR, 0 to 1; a page with a text
    layer has None.
    """

    format: str
    method: str
    ocr: bool = False
    confidence: float | None = None
    pages: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What reading did and noticed: how the text was come by, chrome dropped by rule, oddities kept
    as they stand."""

    dropped: tuple[Dropped, ...] = ()
    remarks: tuple[str, ...] = ()
    reading: Reading | None = None


class RelationKind(StrEnum):
    """What a document does to another one; replaced or repealed only in parts, it is amended."""

    AMENDS = "amends"
    REPLACES = "replaces"
    REPEALS = "repeals"
    IMPLEMENTS = "implements"

    @property
    def ends(self) -> bool:
        """True for what puts an end to a document."""
        return self in (RelationKind.REPLACES, RelationKind.REPEALS)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a document says it does to another. ``name`` is as written; ``number`` as printed, None
    for a law called by its name and day; ``province`` is that of its issuer, where said. ``since``
    is the day that the sentence itself sets. ``[start, end)`` is the sentence in the text."""

    kind: RelationKind
    name: str
    number: str | None
    issued_on: date | None
    province: str | None
    since: date | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A plain error of a source: the words ``quote`` of the text, kept as they stand, and a
    ``note`` for people that sets them right."""

    quote: str
    note: str


@dataclass(frozen=True, slots=True)
class Document:
    """One official text (or a report on one: ``secondary``), as read.

    Unknown metadata is None, never guessed. ``evidence`` maps the name of a metadata field to the
    place in ``text`` it was read from, so that an answer made of it can be cited. ``source`` is the
    file's name as given. ``truncated`` marks an excerpt that the source itself cuts short.
    ``valid_until`` is the last day in force where the text sets one.
    """

    id: str
    number: str | None
    kind: str | None
    title: str
    issuer: str | None
    province: str | None
    issued_on: date | None
    effective_on: date | None
    signer: str | None
    legal_bases: tuple[str, ...]
    source: str
    text: str
    clauses: tuple[Clause, ...]
    secondary: bool = False
    truncated: bool = False
    valid_until: date | None = None
    relations: tuple[Relation, ...] = ()
    corrections: tuple[Correction, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    evidence: Mapping[str, Span] = field(default_factory=dict)
    report: Report = Report()
