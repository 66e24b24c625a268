"""What the administrator's routes take and give, described for the OpenAPI document."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from answer.jobs import JobKind, JobState
from answer.keeping import Rating, Reason
from api.schemas import DocumentDetail, DocumentSummary, Incoming, Outgoing, Text


class ConfirmRequest(Incoming):
    """What a person read in the original, as printed; what is left out or null stays as it is.
    Nothing at all: the number that was read by machine is right."""

    number: Text | None = Field(default=None, examples=["87/KH-UBND"])
    issued_on: Text | None = Field(
        default=None, examples=["2024-04-05"], description="The day of issue, also as `05/4/2024`."
    )
    issuer: Text | None = Field(default=None, examples=["UBND tỉnh Quảng Ngãi"])
    title: Text | None = Field(default=None, examples=["Chuyển đổi số năm 2024"])
    kind: Text | None = Field(default=None, examples=["Kế hoạch"])
    province: Text | None = Field(
        default=None, examples=["Quảng Ngãi"], description="Empty: a central body issued it."
    )


class FileRead(Outgoing):
    """A file that is in the library now: the id its document stands under, and what to look at."""

    file: str
    id: str
    number: str | None
    unconfirmed: list[str]
    aside: dict[str, str] | None = Field(description="Which document stands instead, and why.")
    remarks: list[str]


class FileSkipped(Outgoing):
    """A file that was not read, and why."""

    file: str
    reason: str


class FileFailed(FileSkipped):
    """A file that could not be read, why, and what to do."""

    hint: str


class FileReport(Outgoing):
    """What became of the files that were uploaded."""

    read: list[FileRead]
    skipped: list[FileSkipped]
    failed: list[FileFailed]


class JobResult(Outgoing):
    """What a job came to; empty until it is done."""

    files: FileReport | None = None
    snapshot: str | None = Field(default=None, description="The snapshot that was built.")


class JobFields(Outgoing):
    """Work in the background: poll it until `finished_at` is set: `state` is `done`,
    `failed`, or `interrupted` (the server stopped before it was done) then."""

    id: str
    kind: JobKind
    state: JobState
    stage: str = Field(description="What is being done now, in Vietnamese.")
    done: int
    total: int
    created_at: datetime
    finished_at: datetime | None
    error: str | None
    result: JobResult


class JobList(Outgoing):
    """The latest jobs, newest first."""

    items: list[JobFields]


class AsideFields(Outgoing):
    """A reading that does not stand, for another of the same document does."""

    key: str | None
    source: str
    instead: str
    reason: str


class AdminSummary(DocumentSummary):
    """A document with what an administrator looks at first; `remarks` counts those of its reading
    report."""

    added_at: datetime | None = Field(description="When it was added; null for one that ships.")
    unconfirmed: list[str] = Field(description="Fields read by machine that nobody confirmed.")
    remarks: int


class AdminDocuments(Outgoing):
    """All documents, and beside them the readings that lie aside."""

    items: list[AdminSummary]
    next_cursor: str | None
    aside: list[AsideFields]


class LibraryFields(Outgoing):
    """How a document came into the library."""

    key: str
    sha256: str
    added_at: datetime
    confirmed: dict[str, str] = Field(
        description="What a person read in the original, by field.",
        examples=[{"number": "87/KH-UBND", "issued_on": "2024-04-05"}],
    )


class AdminDocument(DocumentDetail):
    """A document with its reading report; `library` is null for one that ships."""

    library: LibraryFields | None
    aside: AsideFields | None


class SnapshotFields(Outgoing):
    """A snapshot on the disk; `size` in bytes."""

    name: str
    built_at: datetime
    model: str
    documents: int
    clauses: int
    passages: int
    size: int


class SnapshotList(Outgoing):
    """The snapshots, newest first, and which of them serves."""

    current: str | None
    items: list[SnapshotFields]


class FeedbackItem(Outgoing):
    """What was said of an answer, with the exchange it is about."""

    answer_id: str
    at: datetime
    rating: Rating
    reason: Reason | None
    comment: str
    door: str
    question: str
    answer: str
    status: str
    document_ids: list[str]


class FeedbackList(Outgoing):
    """Feedback, newest first."""

    items: list[FeedbackItem]


class CitedDocument(Outgoing):
    """A document and how many answers cite it."""

    id: str
    answers: int


class UsageFields(Outgoing):
    """What was asked since then; latencies in milliseconds, null where nothing was asked."""

    since: datetime
    questions: int
    refused: int
    good: int
    bad: int
    p50: float | None
    p95: float | None
    documents: list[CitedDocument]
