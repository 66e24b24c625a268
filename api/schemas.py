"""The contract's shapes as pydantic models: they check what comes in and document what goes out.

What goes out is spelled by ``Answer.as_json`` and ``answer.documents``; these models describe it
in the OpenAPI document, and a test holds the two together.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from answer.model import MAX_HISTORY, MAX_QUESTION, Language, Question, Status
from corpus.model import Level
from index.model import Filters


def _whole_characters(text: str) -> str:
    """JSON may spell half a surrogate pair, which no UTF-8 text can hold."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise PydanticCustomError("string_unicode", "holds broken Unicode") from error
    return text


Text = Annotated[str, AfterValidator(_whole_characters)]


class Incoming(BaseModel):
    """What a client sends: unknown fields are refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Outgoing(BaseModel):
    """What a client gets: exactly these fields."""

    model_config = ConfigDict(extra="forbid")


class FilterFields(Incoming):
    """Restrictions of a question; an empty list restricts nothing."""

    document_ids: list[Text] = Field(default=[], examples=[["quang-ngai-87-kh-ubnd-2024"]])
    provinces: list[Text] = Field(default=[], examples=[["Quảng Ngãi"]])
    years: list[int] = Field(default=[], examples=[[2024]], description="Years of issue.")

    def as_filters(self) -> Filters:
        """The same as the index takes it."""
        return Filters(tuple(self.document_ids), tuple(self.provinces), tuple(self.years))


class AskRequest(Incoming):
    """A question. Its limits are documented here and checked by ``answer.model.Question``, which
    counts characters of NFC text: a question typed in decomposed form is not longer for it."""

    question: Text = Field(
        json_schema_extra={"minLength": 1, "maxLength": MAX_QUESTION},
        examples=["so noi vu co nhiem vu gi trong ke hoach 87 quang ngai"],
    )
    history: list[Text] = Field(
        default=[],
        json_schema_extra={"maxItems": MAX_HISTORY},
        description="The user's earlier questions, oldest first.",
    )
    filters: FilterFields = Field(default_factory=FilterFields)
    stream: bool = Field(
        default=False,
        description="Answer with server-sent events: `status`, `citations`, `text` pieces that "
        "add up to the answer's text, and `answer`, the whole answer.",
    )

    def as_question(self) -> Question:
        """The question, checked. Raises QuestionError over the limits."""
        return Question(self.question, tuple(self.history), self.filters.as_filters())


class CitationFields(Outgoing):
    """Where a statement stands: `text[start:end] == quote` of the document's text, counted in
    Unicode code points."""

    id: int
    document_id: str
    document_number: str | None
    document_title: str
    issuer: str | None
    issued_on: date | None
    clause: str
    label: str
    full_citation: str
    quote: str
    start: int
    end: int
    url: str


class NoteFields(Outgoing):
    """Something to know beside the answer."""

    kind: str = Field(
        description="`successor`, `replaced_by`, `amended_by`, `not_in_force`, `source_error`, "
        "`secondary_source`."
    )
    text: str


class AskResponse(Outgoing):
    """The answer. Every `[n]` in `answer` is the `id` of a citation."""

    status: Status
    answer: str
    citations: list[CitationFields]
    interpreted_as: str | None = Field(
        description="The question as understood, when it was changed, else null."
    )
    notes: list[NoteFields]
    suggestions: list[str]
    generator: str
    confidence: float = Field(ge=0, le=1)
    timings_ms: dict[str, float]
    id: str = Field(description="What `POST /v1/feedback` names the answer by.")
    language: Language = Field(
        description="The question's, and that of the words around the quotes."
    )


class SearchHit(Outgoing):
    """A ranked clause: `text` is what matched, `text[start:end]` of the document's text."""

    document_id: str
    document_number: str | None
    document_title: str
    clause: str
    label: str
    heading: str
    full_citation: str
    text: str
    start: int
    end: int
    score: float
    url: str


class SearchResponse(Outgoing):
    """Ranked clauses, best first."""

    query: str
    items: list[SearchHit]


class DocumentSummary(Outgoing):
    """A document's metadata; unknown is null."""

    id: str
    number: str | None
    kind: str | None
    title: str
    issuer: str | None
    province: str | None
    issued_on: date | None
    effective_on: date | None
    signer: str | None
    source: str = Field(description="The file's name as given.")
    url: str


class DocumentPage(Outgoing):
    """Documents in the order of their ids; `next_cursor` asks for the next page, null on the
    last."""

    items: list[DocumentSummary]
    next_cursor: str | None


class DroppedFields(Outgoing):
    """A line of the source that is not in the text, and why."""

    line: int
    text: str
    reason: str


class ReadingFields(Outgoing):
    """How the text was come by; `confidence` and `pages` are OCR's, 0 to 1, null for a page with a
    text layer."""

    format: str = Field(examples=["docx", "pdf", "scan"])
    method: str
    ocr: bool
    confidence: float | None
    pages: list[float | None]


class ReportFields(Outgoing):
    """What reading the document did and noticed."""

    dropped: list[DroppedFields]
    remarks: list[str]
    secondary: bool
    truncated: bool
    unconfirmed: list[str] = Field(
        description="Fields that OCR read and nobody has confirmed: `number`."
    )
    reading: ReadingFields | None


class ClauseFields(Outgoing):
    """A node of the document's tree; `parent` is an address."""

    address: str
    label: str
    heading: str
    level: Level
    parent: str | None
    start: int
    end: int


class DocumentDetail(DocumentSummary):
    """A document with its reading report and its clauses in text order."""

    report: ReportFields
    clauses: list[ClauseFields]


class ClauseDetail(ClauseFields):
    """One clause with its text and how to cite it."""

    document_id: str
    text: str
    full_citation: str
    url: str


class Health(Outgoing):
    """The process is up."""

    status: str = Field(examples=["ok"])
    version: str


class Readiness(Outgoing):
    """The assistant is loaded and answers from so many documents."""

    status: str = Field(examples=["ready"])
    documents: int
    built_at: datetime | None = Field(description="When the snapshot that answers was built.")


class ErrorFields(Outgoing):
    """`code` is stable; `message` and `hint` are Vietnamese, then English."""

    code: str
    message: str
    hint: str


class ErrorBody(Outgoing):
    """Every error has this shape."""

    error: ErrorFields
