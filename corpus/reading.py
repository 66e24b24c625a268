"""A file → a Document: take its text, clean, recognise clauses, read metadata, name it.

Only a shipped document has a sidecar (``NAME.meta.toml``) for what its text cannot tell; what lies
beside a user's file is never taken for its metadata.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from corpus.clean import canonicalise
from corpus.errors import ReadError
from corpus.formats import Limits, RawText, read_text
from corpus.metadata import ARTICLE, Metadata, read_metadata
from corpus.misread import ocr_signs
from corpus.model import Correction, Document, Reading, Report
from corpus.relations import find_relations, read_valid_until
from corpus.structure import parse_clauses
from corpus.text import fold, nfc

DEFAULT_LIMITS = Limits()

# What separates the words of an identifier.
_NOT_SLUG = re.compile(r"[^a-z0-9]+")

_TITLE_WORDS = 8
_LONGEST_PART = 60
_SIGNS_TOLD = 3

_NO_DOCUMENT = (
    "Không thấy số, ký hiệu, loại văn bản hay điều khoản nào: tệp được coi là bài viết, không phải "
    "văn bản; hãy kiểm tra lại."
)


@dataclass(frozen=True, slots=True)
class _Sidecar:
    """What the text of a shipped document cannot tell: where it comes from, that it is a secondary
    source, its number where the source misprints it, plain errors in it."""

    origin: str = ""
    secondary: bool | None = None
    number: str | None = None
    corrections: tuple[Correction, ...] = ()


def read_document(
    path: Path, *, source: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> Document:
    """Read a file of any format. ``source`` is the name to keep, by default the file's.

    Raises ReadError for a file that is absent, empty, damaged, of no readable format or beyond
    ``limits``; the kinds are those of ``corpus.formats``.
    """
    raw = read_text(path, limits)
    return document_of_raw(raw, source=source or path.name, sidecar=_sidecar_of(path))


def document_of_raw(raw: RawText, *, source: str, sidecar: _Sidecar = _Sidecar()) -> Document:
    """The Document of what was read from a file named ``source``. A number that OCR read, here or
    elsewhere, is unconfirmed. Raises ReadError when there are no words."""
    document = document_of(raw.text, source=source, sidecar=sidecar)
    signs = [] if raw.ocr else ocr_signs(document.text)
    reading = Reading(raw.format, raw.method, raw.ocr or bool(signs), raw.confidence, raw.pages)
    remarks = (*raw.remarks, *_told_of_ocr(signs), *document.report.remarks)
    # Letterheads stand on the first page.
    from_ocr = bool(signs) or (raw.ocr and raw.pages[:1] != (None,))
    return replace(
        document,
        unconfirmed=("number",) if from_ocr and document.number is not None else (),
        report=replace(document.report, reading=reading, remarks=remarks),
    )


def _told_of_ocr(signs: Sequence[str]) -> Iterator[str]:
    if signs:
        some = ", ".join(f"“{sign}”" for sign in signs[:_SIGNS_TOLD])
        yield (
            f"Chữ trong tệp là kết quả OCR: có những tiếng mà tiếng Việt không có ({some}); "
            "hãy đối chiếu với bản gốc."
        )


def document_of(text: str, *, source: str, sidecar: _Sidecar = _Sidecar()) -> Document:
    """The Document of a raw text that came from a file named ``source``. Raises ReadError when it
    has no words."""
    canonical = canonicalise(text)
    if not any(char.isalnum() for char in canonical.text):
        raise ReadError(
            f"Tệp “{source}” không có chữ nào.",
            english=f"The file {source!r} has no words.",
            hint="Hãy kiểm tra lại tệp nguồn.",
        )
    clauses, remarks = parse_clauses(canonical.text)
    read = read_metadata(canonical.text, clauses, source)
    if sidecar.number is not None:
        read = replace(read, number=sidecar.number)
    origin = (f"Nguồn: {sidecar.origin}",) if sidecar.origin else ()
    doubt = (_NO_DOCUMENT,) if read.kind == ARTICLE else ()
    document = Document(
        id=document_id(read),
        number=read.number,
        kind=read.kind,
        title=read.title,
        issuer=read.issuer,
        province=read.province,
        issued_on=read.issued_on,
        effective_on=read.effective_on,
        signer=read.signer,
        legal_bases=read.legal_bases,
        source=nfc(source),
        text=canonical.text,
        clauses=clauses,
        secondary=read.secondary if sidecar.secondary is None else sidecar.secondary,
        truncated=canonical.truncated,
        valid_until=read_valid_until(canonical.text),
        corrections=sidecar.corrections,
        evidence=read.evidence,
        report=Report(canonical.dropped, (*origin, *doubt, *canonical.remarks, *remarks)),
    )
    return replace(document, relations=find_relations(document))


def read_corpus(
    paths: Iterable[Path], progress: Callable[[Path], None] | None = None
) -> list[Document]:
    """Read many files, in the order given; ``progress`` is called before each. Ids are unique
    (``with_unique_ids``). Raises ReadError at the first unreadable file."""
    documents: list[Document] = []
    for path in paths:
        if progress is not None:
            progress(path)
        documents.append(read_document(path))
    return with_unique_ids(documents)


def with_unique_ids(documents: Iterable[Document]) -> list[Document]:
    """The documents in their order; the second of one id gets ``-2``, the third ``-3``."""
    unique: list[Document] = []
    seen: dict[str, int] = {}
    for document in documents:
        seen[document.id] = count = seen.get(document.id, 0) + 1
        unique.append(replace(document, id=f"{document.id}-{count}") if count > 1 else document)
    return unique


def shipped_documents() -> list[Path]:
    """The files of the documents that ship with the product, by name."""
    return [path for path in shipped_files() if path.suffix == ".txt"]


def shipped_files() -> list[Path]:
    """These and what lies beside them, by name: all that the shipped documents are made of."""
    return sorted(path for path in _shipped_folder().iterdir() if path.is_file())


def document_id(metadata: Metadata | Document) -> str:
    """The slug of a document: province or issuer, number, year; without a number its title.

    >>> from datetime import date
    >>> document_id(Metadata(number="87/KH-UBND", province="Quảng Ngãi",
    ...     issued_on=date(2024, 4, 5)))
    'quang-ngai-87-kh-ubnd-2024'
    """
    year = str(metadata.issued_on.year) if metadata.issued_on else ""
    where = _slug(metadata.province or metadata.issuer or "")
    named = _slug(metadata.number or "") or _slug(_first_words(metadata.title))
    if year in named.split("-"):
        year = ""
    parts = (where[:_LONGEST_PART], named[:_LONGEST_PART], year)
    return "-".join(part.strip("-") for part in parts if part) or "van-ban"


def _first_words(title: str) -> str:
    return " ".join(title.split()[:_TITLE_WORDS])


def _slug(text: str) -> str:
    return _NOT_SLUG.sub("-", fold(text)).strip("-")


def _shipped_folder() -> Path:
    return Path(str(files("corpus") / "documents"))


def _sidecar_of(path: Path) -> _Sidecar:
    beside = path.with_name(f"{path.stem}.meta.toml")
    if path.resolve().parent != _shipped_folder().resolve() or not beside.exists():
        return _Sidecar()
    told = tomllib.loads(beside.read_text(encoding="utf-8"))
    corrections = tuple(Correction(**item) for item in told.pop("corrections", ()))
    return _Sidecar(**told, corrections=corrections)
